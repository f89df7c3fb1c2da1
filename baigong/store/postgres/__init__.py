"""A ledger of many offices in PostgreSQL; imported only where an address names one.

Raises:
    MissingDriverError: psycopg, of the extra `baigong[postgres]`, is not installed.
"""

from baigong.errors import MissingDriverError

try:
    import psycopg as _driver  # noqa: F401  # looked for, so that whoever imports a module of this folder is told
except ImportError:
    raise MissingDriverError from None
