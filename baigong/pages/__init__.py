"""Pages: report rows laid out as headings, listings and bars in reading order; columns are defined here."""
