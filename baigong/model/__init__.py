"""What the files of a ledger hold, and nothing else."""
