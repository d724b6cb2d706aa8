"""What both of Moodle's files keep and lose in the same way, said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mlinterview.interchange._batch import LossList
from mlinterview.interchange._exported import ExportItem
from mlinterview.interchange._moodle.cloze import ClozeText
from mlinterview.interchange._moodle.matching import Matched
from mlinterview.interchange._moodle.orders import Sequence as Ordered
from mlinterview.interchange._scoring import Gap
from mlinterview.interchange._to_html import plain
from mlinterview.model.cloze import Cloze
from mlinterview.model.content import ChoiceOption
from mlinterview.model.item import Item
from mlinterview.model.matching import Matching
from mlinterview.model.numeric import Numeric, NumericContent
from mlinterview.model.short_answer import ShortAnswerContent
from mlinterview.model.single_choice import SingleChoiceContent

__all__ = [
    "NONE",
    "name",
    "ordering_reason",
    "tags",
    "tell_about",
    "tell_cloze",
    "tell_matching",
    "tell_option_feedback",
    "tell_order",
    "tell_scoring",
    "tell_text_answers",
    "tell_tolerance",
]


#: what the option is called that stands for ticking nothing
NONE = "None of these"
#: Moodle's column holds 255 characters
_LONGEST_NAME = 250


def name(item: Item) -> str:
    """What Moodle lists the question under."""
    return plain(item.label)[:_LONGEST_NAME] or item.id


def tags(item: Item) -> list[str]:
    """Topics by id, then ``category:``, ``difficulty:`` and ``bloom:``."""
    found = list(item.topics)
    if item.category:
        found.append(f"category:{item.category}")
    if item.difficulty is not None:
        found.append(f"difficulty:{item.difficulty}")
    if item.bloom is not None:
        found.append(f"bloom:{item.bloom}")
    return found


def tell_about(
    losses: LossList, entry: ExportItem, *, missing: Iterable[str] = (), pictures: bool = True
) -> None:
    """Text, explanation, references, tags, figures and parameters.

    Args:
        missing: pictures whose files could not be read.
        pictures: whether the file can hold pictures at all.
    """
    item = entry.item
    if item.explanation:
        losses.add(item, "explanation", "kept")
    if item.references:
        detail = "as a list at the end of the general feedback"
        losses.add(item, "references", "approximated", detail)
    if tags(item):
        losses.add(item, "tags", "kept")
    figures = [*item.figures]
    if item.placement.stimulus is not None:
        figures += item.placement.stimulus.figures
    if figures:
        lost = list(missing)
        if not pictures:
            losses.add(item, "figures", "dropped", "no pictures here; described in words")
        elif lost:
            detail = f"no file for {', '.join(lost)}; described in words"
            losses.add(item, "figures", "dropped", detail)
        else:
            losses.add(item, "figures", "kept")
    losses.parameters(entry)


def tell_order(losses: LossList, entry: ExportItem, *, always: bool) -> None:
    """Whether options are shuffled as the item wants.

    Args:
        always: the target shuffles this kind of question whatever the file says.
    """
    wanted = bool(getattr(entry.item, "shuffle", False))
    if always and not entry.shuffle:
        losses.add(entry.item, "order", "approximated", "the options are always shuffled there")
    elif wanted and not entry.shuffle and _fixed(entry.item):
        detail = "an option is fixed, so none is shuffled there"
        losses.add(entry.item, "order", "approximated", detail)
    else:
        losses.add(entry.item, "order", "kept")


def _fixed(item: Item) -> bool:
    return any(getattr(option, "fixed", False) for option in getattr(item, "options", ()))


def tell_scoring(losses: LossList, item: Item, gap: Gap, *more: str) -> None:
    """Kept where no response that was looked at earns something else, else how far it is off.

    Args:
        more: other ways in which responses earn something else there.
    """
    reasons = [*more] if gap.same else [str(gap), *more]
    if reasons:
        losses.add(item, "scoring", "approximated", "; ".join(reasons))
    else:
        losses.add(item, "scoring", "kept")


def ordering_reason(found: Ordered, policy: str) -> list[str]:
    """Which rule stands in for the policy."""
    return [] if found.gap.same else [f"{found.grading_type} stands in for {policy}"]


def tell_text_answers(contents: Sequence[ShortAnswerContent]) -> list[str]:
    """How typed texts are compared there."""
    found = []
    if any(content.match == "text" for content in contents):
        found.append(
            "only case is folded there: white space, quotation marks and a final mark count, and"
            " a slip of one letter is wrong"
        )
    if any(content.accept_pattern is not None for content in contents):
        found.append("the pattern of accepted answers is left out")
    return found


def tell_option_feedback(losses: LossList, item: Item, options: Sequence[ChoiceOption]) -> None:
    """Feedback on options is kept; Moodle has no names of misconceptions."""
    if not any(option.feedback or option.misconception for option in options):
        return
    named = any(option.misconception for option in options)
    detail = "misconceptions have no names there" if named else None
    losses.add(item, "feedback", "approximated" if named else "kept", detail)


def tell_matching(losses: LossList, item: Matching, made: Matched) -> None:
    """Feedback on rows, and options that are plain text in a menu."""
    if any(row.feedback for row in item.rows):
        detail = "of rows, as a list in the general feedback"
        losses.add(item, "feedback", "approximated", detail)
    reasons = []
    if made.marked_up:
        reasons.append("options are plain text in a menu, math in Unicode")
    if made.shortened:
        reasons.append("options over 255 characters are cut, like ones are numbered")
    if reasons:
        losses.add(item, "text", "approximated", "; ".join(reasons))
    else:
        losses.add(item, "text", "kept")


def tell_tolerance(losses: LossList, item: Numeric) -> None:
    """Tolerances are absolute there."""
    absolute = item.tolerance is None or item.tolerance.absolute is not None
    absolute = absolute and all(band.absolute is not None for band in item.bands)
    losses.add(item, "tolerance", "kept", None if absolute else "written as an absolute one")


def tell_cloze(losses: LossList, item: Cloze, made: ClozeText, points: float) -> None:
    """Scoring by whole weights, feedback, options as plain text in a menu."""
    blanks = list(item.blanks.values())
    reasons = tell_text_answers([b for b in blanks if isinstance(b, ShortAnswerContent)])
    if made.points != points:
        reasons.append(
            f"worth {made.points} points there instead of {points:g}, the shares are the same"
        )
    typed = [b for b in blanks if isinstance(b, NumericContent) and (b.unit or b.percent)]
    if typed:
        reasons.append("no unit or per cent sign may be typed there")
    tell_scoring(losses, item, made.gap, *reasons)
    chosen = [o for b in blanks if isinstance(b, SingleChoiceContent) for o in b.options]
    if any(option.feedback for option in chosen):
        losses.add(item, "feedback", "kept")
    marked_up = any(plain(option.text) != option.text for option in chosen)
    detail = "options are plain text in a menu, math in Unicode" if marked_up else None
    losses.add(item, "text", "approximated" if marked_up else "kept", detail)
