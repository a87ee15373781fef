"""``python -m sopgen`` is the same as ``sopgen``."""

from sopgen.cli import main

if __name__ == "__main__":
    main()
