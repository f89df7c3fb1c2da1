"""The document as a tree: paragraphs, numbers, items, tables, and what each clause of responsibility covers."""
