"""What is to be recorded, decided on what the ledger holds: requests become events; pure, writes nothing."""
