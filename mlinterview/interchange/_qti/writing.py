"""QTI 2.1 and 3.0: a package with a test, the items and their pictures."""

from __future__ import annotations

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported
from mlinterview.interchange._figure_files import Pictures
from mlinterview.interchange._qti.items import Written, write_item
from mlinterview.interchange._qti.losses import Judge, add_losses
from mlinterview.interchange._qti.packages import media_path, package
from mlinterview.interchange._qti.versions import Version
from mlinterview.interchange._scoring import Ours
from mlinterview.model.item import Figure

__all__ = ["write_package"]


class Media:
    """The pictures of a package, and which item uses which."""

    def __init__(self, batch: Batch) -> None:
        roots = [entry.item.placement.root for entry in batch.items]
        self._pictures = Pictures(next((root for root in roots if root is not None), None))
        self.uses: list[str] = []
        self.missing: list[str] = []

    @property
    def files(self) -> dict[str, bytes]:
        """Bytes by name."""
        return self._pictures.files

    def begin(self) -> None:
        """Another item begins."""
        self.uses, self.missing = [], []

    def name(self, figure: Figure) -> str | None:
        """The picture's name; None where there is no such file."""
        found = self._pictures.address(figure)
        if found is None:
            self.missing.append(figure.file)
        elif found not in self.uses:
            self.uses.append(found)
        return found

    def from_items(self, figure: Figure) -> str | None:
        """The picture's address, as an item file in the package names it."""
        found = self.name(figure)
        return None if found is None else f"../{media_path(found)}"


def write_package(batch: Batch, version: Version) -> Exported:
    """The items of a batch as a package of one version."""
    losses = LossList(version.name, batch)
    judge = Judge(Ours(batch.scheme, batch.bank))
    media = Media(batch)
    written: list[Written] = []
    uses: dict[str, list[str]] = {}
    for entry in batch.items:
        media.begin()
        made = write_item(entry, batch.scheme, version, media.from_items, batch.bank.language)
        if made is None:
            losses.add(entry.item, "item", "dropped", f"no {entry.item.format} in QTI")
            continue
        written.append(made)
        uses[entry.item.id] = media.uses
        add_losses(made, judge, losses, media.missing)
    content = package(written, media.files, uses, batch, version)
    return Exported(content=content, suffix=".zip", losses=losses.found)
