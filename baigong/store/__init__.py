"""Where a ledger lives: its files, how they are found, read and written without loss."""
