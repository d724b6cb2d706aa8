"""Anki: a deck of cards, question in front, key with feedback and explanation behind.

A note's guid is made of the item's id, so that importing a later export updates the cards and keeps
what a learner has done with them. genanki is imported when a deck is written.
"""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
import zlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mlinterview.errors import MissingExtraError
from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._cards import back, front
from mlinterview.interchange._exported import Exported, ExportItem
from mlinterview.interchange._figure_files import Pictures
from mlinterview.model.item import Figure

if TYPE_CHECKING:
    import genanki

__all__ = ["write"]

# Anki tells decks and note types apart by these; they must never change
_MODEL = 1_742_206_113
_DECKS = 1 << 30
_TIME = 1_700_000_000.0  # of every deck: the same input gives the same bytes
_DATE = (2023, 11, 14, 22, 13, 20)
_CSS = """
.card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 44em; margin: auto }
pre { background: rgba(127, 127, 127, .15); padding: .5em; overflow-x: auto }
table { border-collapse: collapse } td, th { border: 1px solid; padding: .2em .6em }
img { max-width: 100% } .right { font-weight: bold }
.told { font-size: 90%; font-weight: normal; opacity: .8 }
"""


def write(batch: Batch) -> Exported:
    """The items as an Anki package, with what is lost."""
    try:
        import genanki
    except ImportError:
        raise MissingExtraError("writing Anki decks", "exam") from None
    losses = LossList("anki", batch)
    model = genanki.Model(
        _MODEL,
        "mlinterview",
        fields=[{"name": name} for name in ("Question", "Answer", "Item")],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Question}}",
                "afmt": '{{Question}}<hr id="answer">{{Answer}}',
            }
        ],
        css=_CSS,
    )
    deck = genanki.Deck(_DECKS + zlib.crc32(batch.title.encode()) % _DECKS, batch.title)
    pictures = Pictures(batch.items[0].item.placement.root if batch.items else None)
    for entry in batch.items:
        deck.add_note(_note(genanki, model, entry, pictures, losses))
    return Exported(content=_package(genanki, deck, pictures), suffix=".apkg", losses=losses.found)


def _note(
    anki: Any, model: Any, entry: ExportItem, pictures: Pictures, losses: LossList
) -> genanki.Note:
    item = entry.item
    missing = len(pictures.missing)

    def address(figure: Figure) -> str | None:
        name = pictures.address(figure)
        return None if name is None else _media_name(name)

    note: genanki.Note = anki.Note(
        model=model,
        fields=[front(entry, address), back(entry), escape(item.id)],
        guid=anki.guid_for("mlinterview", item.id),
        tags=_tags(entry),
    )
    losses.add(item, "scoring", "dropped", "whoever learns says how well they knew it")
    losses.add(item, "feedback", "kept")
    if item.explanation:
        losses.add(item, "explanation", "kept")
    if item.references:
        losses.add(item, "references", "kept")
    losses.add(item, "tags", "kept")
    if getattr(item, "shuffle", False):
        losses.add(item, "order", "approximated", "options always stand in the same order")
    if item.format == "free_text":
        losses.add(item, "rubric", "approximated", "what an answer must say stands behind")
    figures = item.figures or (item.placement.stimulus and item.placement.stimulus.figures)
    if figures:
        lost = pictures.missing[missing:]
        detail = f"no file for {', '.join(lost)}; described in words" if lost else None
        losses.add(item, "figures", "dropped" if lost else "kept", detail)
    losses.parameters(entry)
    return note


def _tags(entry: ExportItem) -> list[str]:
    """Anki's tags hold no spaces; ``::`` makes a tree of them."""
    item = entry.item
    found = [f"topic::{topic}" for topic in item.topics]
    if item.category:
        found.append(f"category::{item.category}")
    if item.difficulty is not None:
        found.append(f"difficulty::{item.difficulty}")
    return [*found, f"format::{item.format}"]


def _media_name(name: str) -> str:
    """All decks of a person share one folder of pictures."""
    return f"mlinterview-{name}"


def _package(anki: Any, deck: Any, pictures: Pictures) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, content in pictures.files.items():
            path = Path(folder) / _media_name(name)
            path.write_bytes(content)
            files.append(str(path))
        target = Path(folder) / "deck.apkg"
        with warnings.catch_warnings():
            # it takes "<eos>" in a code block, escaped as it is, for a tag of its own
            warnings.simplefilter("ignore")
            anki.Package(deck, media_files=files).write_to_file(str(target), timestamp=_TIME)
        return _dated(target.read_bytes())


def _dated(content: bytes) -> bytes:
    """The archive with one date for every entry."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, source.read(name))
    return target.getvalue()
