"""``python -m mlinterview``."""

from mlinterview.cli import main

if __name__ == "__main__":
    main()
