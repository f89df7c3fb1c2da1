"""Run the command line, as `python -m baigong` and as `baigong`; an interruption is quiet from the first moment."""

import sys


def main() -> None:
    """Run one command line and exit with its code."""
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
