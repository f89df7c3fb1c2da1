"""Who does it: labels, tokens, names and the grammar of responsibility clauses, and where they stand."""
