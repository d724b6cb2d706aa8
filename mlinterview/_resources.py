"""Where the bundled bank lies; the only file that knows.

Installed from a wheel it is packaged below ``mlinterview/_data``; in a checkout (editable installs
too) it is the folders at the top, beside ``pyproject.toml``.
"""

from __future__ import annotations

from pathlib import Path

from mlinterview.errors import ResourceError

__all__ = ["bundled_root"]


def bundled_root() -> Path:
    """The directory that holds ``questions/``, ``graders/`` and ``bank.yaml``.

    Raises:
        ResourceError: it is in neither place; the message names both.
    """
    package = Path(__file__).resolve().parent
    packaged = package / "_data"
    if (packaged / "questions").is_dir():
        return packaged
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "questions").is_dir():
        return checkout
    raise ResourceError(
        f"the bundled bank is neither at {packaged} nor, beside a pyproject.toml, at {checkout};"
        " reinstall mlinterview"
    )
