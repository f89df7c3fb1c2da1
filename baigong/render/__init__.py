"""Plain data to a page: one module a format, none of which knows a report."""
