"""QTI of every version: single files and packages; which version it is, each file tells itself."""

from __future__ import annotations

from mlinterview.errors import ExchangeError
from mlinterview.interchange._entry import Collected
from mlinterview.interchange._imported import Reading
from mlinterview.interchange._packages import Package, is_package
from mlinterview.interchange._pictures import Pictures
from mlinterview.interchange._qti.package_reader import read_file, read_package

__all__ = ["read"]


def read(content: bytes, name: str) -> Reading:
    """The questions of an XML file or a package.

    Raises:
        ExchangeError: it cannot be read, or holds no QTI.
    """
    found, pictures = Collected(), Pictures()
    if is_package(content):
        read_package(Package(content, name), found, pictures)
    else:
        read_file(content, name, found, pictures)
    if not found.items and not found.skipped:
        raise ExchangeError(f"{name}: no question in QTI")
    return Reading(
        items=tuple(found.items), skipped=tuple(found.skipped), files=dict(pictures.files)
    )
