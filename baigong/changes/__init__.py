"""Requests become events, decided on the state of the ledger; pure, writes nothing."""
