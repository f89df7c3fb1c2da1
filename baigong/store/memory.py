"""A bound on the memory that reading a file of somebody else's may take, beneath the bounds on what the file holds."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MAX_BYTES = 240 * 1024 * 1024
"""How much more memory a reader may take than the process holds when it begins."""
_STATM_DATA = 5


@contextmanager
def bounded_memory(most: int = MAX_BYTES) -> Iterator[None]:
    """Let allocations fail beyond `most` more bytes while the block runs.

    The bounds on cells, elements and letters come first, and say what is too much. This one holds for what they do
    not foresee. Where the system cannot tell what a process holds, there is no bound.

    Raises:
        MemoryError: the block took more.
    """
    data = _data_bytes()
    if data is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = data + most
    for limit in (soft, hard):
        if limit != resource.RLIM_INFINITY:
            bound = min(bound, limit)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_bytes() -> int | None:
    """Give the size of this process's data, which RLIMIT_DATA bounds; None where the system does not tell it."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[_STATM_DATA]
    except (OSError, IndexError):
        return None
    return int(pages) * resource.getpagesize()


def ran_out(error: BaseException) -> bool:
    """Whether an error is a lack of memory, also if a library has wrapped it."""
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, MemoryError):
            return True
        chain = chain.__cause__ or chain.__context__
    return False
