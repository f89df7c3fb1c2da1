"""Run the command line, as `python -m baigong` and as `baigong`; an interruption is quiet from the first moment."""

import gc
import os
import sys


def main() -> None:
    """Run one command line and exit with its code."""
    # A command lives for a moment, and nearly all that it makes is in use until it ends: looking for cycles to free
    # takes a tenth of its time.
    gc.set_threshold(100_000, 50, 100)
    # We use no plugin of pydantic: none is looked for among all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from baigong.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("错误：内存不够，程序没有启动；请关掉别的程序后重试\n")
        sys.exit(3)
    run()


if __name__ == "__main__":
    main()
