"""Run the command line, as `python -m baigong` and as `baigong`; an interruption is quiet from the first moment."""

import sys


def main() -> None:
    """Run one command line and exit with its code."""
    try:
        from baigong.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
