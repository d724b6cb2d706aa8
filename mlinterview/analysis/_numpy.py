"""numpy where it is installed: an extra, asked for when an analysis begins."""

from __future__ import annotations

from mlinterview.errors import MissingExtraError

__all__ = ["require_numpy"]


def require_numpy() -> None:
    """Import numpy before the modules that need it are.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import numpy  # noqa: F401 - only asks whether it is there
    except ImportError:
        raise MissingExtraError("item analysis", "analysis") from None
