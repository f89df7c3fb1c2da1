"""Write results in every format: one module per format, none of which knows any report."""
