"""Run the command line as `python -m baigong`."""

from baigong.cli.app import main

if __name__ == "__main__":
    main()
