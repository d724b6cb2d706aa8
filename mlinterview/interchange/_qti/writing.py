"""QTI 2.1 and 3.0: a package with a test, the items and their pictures."""

from __future__ import annotations

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported
from mlinterview.interchange._qti.items import Written, write_item
from mlinterview.interchange._qti.losses import Judge, add_losses
from mlinterview.interchange._qti.media import Media
from mlinterview.interchange._qti.packages import media_href, package
from mlinterview.interchange._qti.versions import Version
from mlinterview.interchange._scoring import Ours
from mlinterview.model.item import Figure

__all__ = ["write_package"]


def write_package(batch: Batch, version: Version) -> Exported:
    """The items of a batch as a package of one version."""
    losses = LossList(version.name, batch)
    judge = Judge(Ours(batch.scheme, batch.bank))
    media = Media(batch)
    written: list[Written] = []

    def address(figure: Figure) -> str | None:
        return media.address(figure, lambda name: f"../{media_href(name)}")

    uses: dict[str, list[str]] = {}
    for entry in batch.items:
        media.begin()
        made = write_item(entry, batch.scheme, version, address, batch.bank.language)
        if made is None:
            losses.add(entry.item, "item", "dropped", f"no {entry.item.format} in QTI")
            continue
        written.append(made)
        uses[entry.item.id] = media.uses
        add_losses(made, judge, losses, media.missing)
    content = package(written, media.files, uses, batch, version)
    return Exported(content=content, suffix=".zip", losses=losses.found)
