"""Pure functions from a ledger and a day to plain data; none of them prints."""
