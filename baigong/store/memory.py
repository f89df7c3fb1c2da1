"""Bounds on the memory for reading a foreign file: the last defence, below the bounds on what the file holds."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, TypeVar

from baigong.errors import BaigongError

MAX_MEMORY = 240 * 1024 * 1024
"""How much more memory a reader may take than the process holds when it begins."""
_STATM_DATA = 5

Result = TypeVar("Result")


@contextmanager
def bounded_memory(most: int = MAX_MEMORY) -> Iterator[None]:
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


def apart(work: Callable[[], Result], most: int = MAX_MEMORY) -> Result:
    """Do `work` in a forked process within the bound on memory; give its result, or raise its error.

    A library that runs out of memory within its C code may end the interpreter, or crash: this ends the fork alone.

    Raises:
        MemoryError: it took more, or ended without a result.
    """
    import pickle

    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _work(work, most, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        _, status = os.waitpid(child, 0)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    if status:
        raise MemoryError
    # This program's own objects: a file gives no more than the words in them.
    kind, outcome = pickle.loads(answer)
    if kind == "error":
        raise outcome
    result: Result = outcome
    return result


def _work(work: Callable[[], object], most: int, pipe: int) -> NoReturn:
    """Do `work` in this process, write what came of it to the pipe, and end. Nothing is printed."""
    import pickle
    import traceback

    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (1, 2):
            os.dup2(nowhere, standard)
        try:
            with bounded_memory(most):
                answer = pickle.dumps(("result", work()))
        except (BaigongError, MemoryError) as error:
            answer = pickle.dumps(("error", error))
        except Exception as error:
            unforeseen = RuntimeError(repr(error))
            unforeseen.add_note(traceback.format_exc())
            answer = pickle.dumps(("error", unforeseen))
        with os.fdopen(pipe, "wb") as stream:
            stream.write(answer)
        status = 0
    finally:
        os._exit(status)


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
