"""QTI 1.2 for Canvas: the package, and what Canvas scores otherwise than the scheme does."""

from __future__ import annotations

from functools import partial

from mlinterview.interchange._batch import Batch, LossList
from mlinterview.interchange._exported import Exported, ExportItem
from mlinterview.interchange._qti.canvas_items import canvas_item
from mlinterview.interchange._qti.canvas_package import canvas_package, media_address
from mlinterview.interchange._qti.canvas_scoring import canvas_share, drop_downs
from mlinterview.interchange._qti.losses import Judge, contents, says, unread
from mlinterview.interchange._qti.media import Media
from mlinterview.interchange._scoring import Ours
from mlinterview.model.cloze import Cloze
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.model.multi_select import MultiSelect
from mlinterview.model.numeric import NumericContent
from mlinterview.model.ordering import Ordering
from mlinterview.model.short_answer import ShortAnswer, ShortAnswerContent

__all__ = ["write_canvas"]


def write_canvas(batch: Batch) -> Exported:
    """The items of a batch as one quiz."""
    losses = LossList("qti12", batch)
    judge = Judge(Ours(batch.scheme, batch.bank))
    media = Media(batch)
    items, points = [], 0.0
    for entry in batch.items:
        media.begin()
        made = canvas_item(entry, lambda figure: media.address(figure, media_address))
        if made is None:
            losses.add(entry.item, "item", "dropped", f"no {entry.item.format} in Canvas")
            continue
        items.append(made)
        points += entry.points
        _scoring(entry.item, judge, losses)
        says(entry.item, losses, media.missing, feedback=_keeps_feedback(entry.item), tags=False)
        losses.parameters(entry)
        _texts(entry, losses)
    content = canvas_package(items, media.files, batch, points)
    return Exported(content=content, suffix=".zip", losses=losses.found)


def _scoring(item: Item, judge: Judge, losses: LossList) -> None:
    if isinstance(item, FreeText):
        losses.add(item, "scoring", "dropped", "a person marks it there")
        losses.add(item, "rubric", "approximated", "as text of the example solution")
        return
    if isinstance(item, ShortAnswer) and not item.accept:
        losses.add(item, "scoring", "dropped", "a pattern alone is right: a person marks it there")
        return
    found = judge.gap(item, partial(canvas_share, item))
    reasons = list(_reasons(item))
    if not found.same:
        reasons = reasons or [_rule(item)]
        reasons[-1] += f" ({found})"
    losses.add(
        item, "scoring", "approximated" if reasons else "kept", "; ".join(reasons) or _noted(item)
    )
    numeric = [each for each in contents(item) if isinstance(each, NumericContent)]
    if numeric and isinstance(item, Cloze):
        losses.add(item, "tolerance", "dropped", "blanks are compared as text in Canvas")
    elif any(each.bands for each in numeric):
        losses.add(item, "tolerance", "approximated", "the bands of part credit are left out")
    elif numeric:
        losses.add(item, "tolerance", "kept")


def _reasons(item: Item) -> list[str]:
    found = list(unread(item))
    if isinstance(item, Ordering):
        found.append("steps are matched to positions, each position scored alone")
    if isinstance(item, MultiSelect) and not item.correct_ids:
        found.append("Canvas cannot score a question without a right answer")
    if isinstance(item, Cloze) and not drop_downs(item):
        if any(isinstance(each, NumericContent) for each in item.blanks.values()):
            found.append("numbers in blanks are compared as text")
        if not all(
            isinstance(each, NumericContent | ShortAnswerContent) for each in item.blanks.values()
        ):
            found.append("options of blanks are typed, not chosen")
    return found


def _rule(item: Item) -> str:
    """How Canvas scores what it scores in another way."""
    if isinstance(item, MultiSelect):
        return "a wrong answer takes away what a right one gives"
    if isinstance(item, NumericContent):
        return "part credit is left out"
    if isinstance(item, Cloze):
        return "blanks count alike there, and wrong ones cost nothing"
    return "each part is scored alone there, and wrong answers cost nothing"


def _noted(item: Item) -> str | None:
    if isinstance(item, MultiSelect):
        return "in Canvas; a reader that goes by the file's condition gives all or nothing"
    return None


def _keeps_feedback(item: Item) -> bool:
    """What is typed gets none: readers would take the condition for a right answer."""
    if isinstance(item, Cloze):
        return drop_downs(item)
    return not isinstance(item, ShortAnswerContent)


def _texts(entry: ExportItem, losses: LossList) -> None:
    menus = isinstance(entry.item, Cloze | Ordering) or entry.item.format == "matching"
    if menus and any(any(sign in text for sign in "$`*") for _, text in entry.item.choices):
        detail = "menus hold plain text: formulas as Unicode, no code or emphasis"
        losses.add(entry.item, "text", "approximated", detail)
