"""One question of a foreign file on its way to a bank's YAML: its parts put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mlinterview._text import stem_fold
from mlinterview.interchange._imported import Imported, Skipped
from mlinterview.interchange._scored import Unsuited, tidy
from mlinterview.store._problems import shown

__all__ = ["MOST_QUESTIONS", "MOST_SKIPPED", "Collected", "entry"]

#: of one file; a bank of more is better cut into several files
MOST_QUESTIONS = 20_000
MOST_SKIPPED = 10_000
_LONGEST_TITLE = 120
_MOST_POINTS = 1_000_000


class Collected:
    """What a reader has found so far: questions, and what became none.

    A file of nothing but junk lists its first lines and a count of the others.
    """

    def __init__(self) -> None:
        self.items: list[Imported] = []
        self._skipped: list[Skipped] = []
        self._not_listed = self._not_read = 0

    @property
    def skipped(self) -> list[Skipped]:
        """What became no question; the last entries count what is not listed."""
        found = list(self._skipped)
        if self._not_read:
            reason = f"over {MOST_QUESTIONS:,} questions: {self._not_read:,} more are left out"
            found.append(Skipped(place="the rest of the file", reason=reason))
        if self._not_listed:
            reason = f"{self._not_listed:,} more that became no question are not listed"
            found.append(Skipped(place="the rest of the file", reason=reason))
        return found

    def skip(self, place: str, reason: str) -> None:
        """Something became no question."""
        if len(self._skipped) == MOST_SKIPPED:
            self._not_listed += 1
        else:
            self._skipped.append(Skipped(place=shown(place, 120), reason=shown(reason, 400)))

    def add(self, place: str, make: Callable[[], Imported]) -> None:
        """What ``make`` gives, or the reason why it gives nothing."""
        if len(self.items) == MOST_QUESTIONS:
            self._not_read += 1
            return
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
