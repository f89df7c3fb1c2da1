"""Run the command line, as `python -m baigong` and as `baigong`; an interruption is quiet from the first moment."""

import gc
import os
import resource
import sys

LEAST_MEMORY = 80 * 1024 * 1024
"""Bytes of address space without which the program does not start: a library that is refused memory aborts it."""
_NO_MEMORY = "错误：内存不够，程序没有启动；请关掉别的程序，或放宽 ulimit -v 后重试\n"


def main() -> None:
    """Run one command line and exit with its code."""
    # A command lives for a moment, and nearly all that it makes is in use until it ends: looking for cycles to free
    # takes a tenth of its time.
    gc.set_threshold(100_000, 50, 100)
    # We use no plugin of pydantic: none is looked for among all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    space = resource.getrlimit(resource.RLIMIT_AS)[0]
    if space != resource.RLIM_INFINITY and space < LEAST_MEMORY:
        _stop(_NO_MEMORY, 3)
    try:
        from baigong.cli.app import main as run

        run()
    except KeyboardInterrupt:
        _stop("错误：已中断\n", 130)
    except MemoryError:
        _stop(_NO_MEMORY, 3)
    finally:
        # Nor are there cycles worth looking for as the program ends.
        gc.freeze()


def _stop(line: str, code: int) -> None:
    if sys.stderr:
        sys.stderr.write(line)
    sys.exit(code)


if __name__ == "__main__":
    main()
