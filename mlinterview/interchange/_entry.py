"""One question of a foreign file on its way to a bank's YAML: its parts put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mlinterview._text import stem_fold
from mlinterview.interchange._imported import Imported, Skipped
from mlinterview.interchange._scored import Unsuited, tidy
from mlinterview.store._problems import shown

__all__ = ["Collected", "entry"]

_LONGEST_TITLE = 120
_MOST_POINTS = 1_000_000


class Collected:
    """What a reader has found so far: questions, and what became none."""

    def __init__(self) -> None:
        self.items: list[Imported] = []
        self.skipped: list[Skipped] = []

    def skip(self, place: str, reason: str) -> None:
        """Something became no question."""
        self.skipped.append(Skipped(place=shown(place, 120), reason=shown(reason, 400)))

    def add(self, place: str, make: Callable[[], Imported]) -> None:
        """What ``make`` gives, or the reason why it gives nothing."""
        try:
            self.items.append(make())
        except Unsuited as reason:
            self.skip(place, str(reason))
        except RecursionError:
            self.skip(place, "its parts are nested too deep")


def entry(
    place: str,
    content: dict[str, Any],
    *,
    stem: str,
    title: str = "",
    identity: str = "",
    explanation: str = "",
    points: float | None = None,
    figures: Iterable[dict[str, str]] = (),
    notes: Iterable[str] = (),
    references: Iterable[dict[str, str]] = (),
    difficulty: int | None = None,
) -> Imported:
    """The fields of an item in the order in which a bank's author writes them.

    Raises:
        Unsuited: there is no stem.
    """
    if not stem.strip():
        raise Unsuited("no question text")
    told = list(dict.fromkeys(notes))
    source: dict[str, Any] = {}
    if identity.strip():
        source["id"] = identity.strip()
    plain_title = " ".join(title.split())
    if plain_title and len(plain_title) <= _LONGEST_TITLE and not _begins(stem, plain_title):
        source["title"] = plain_title
    source["format"] = content["format"]
    if difficulty is not None:
        source["difficulty"] = difficulty
    if points is not None and points != 1:
        if 0 < points <= _MOST_POINTS:
            source["points"] = tidy(points)
        else:
            told.append(f"{points:g} points there; 1 point here")
    source["stem"] = stem
    pictures = [dict(figure) for figure in figures]
    if pictures:
        source["figures"] = pictures
    source.update({key: value for key, value in content.items() if key != "format"})
    if explanation.strip():
        source["explanation"] = explanation
    listed = [dict(reference) for reference in references]
    if listed:
        source["references"] = listed
    return Imported(source=source, place=place, notes=tuple(told))


def _begins(stem: str, title: str) -> bool:
    """Whether the title says no more than the stem's first words."""
    folded = stem_fold(title.rstrip(".… "))
    return not folded or stem_fold(stem[:400]).startswith(folded)
