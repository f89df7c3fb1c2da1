"""What a reader sees, and in which order: report rows become headings, listings and bars; columns live here."""
