"""A progress tracker for government plan documents: who is responsible, what is due, what was done, what is late."""

__version__ = "0.1.0"
