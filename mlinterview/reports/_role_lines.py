"""Sentences on readiness that every kind of report shares."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.reports._role_model import RoleArea, RoleBar, RoleReadiness, RoleStudyItem
from mlinterview.reports._wording import count, interval, percent

__all__ = [
    "DETAILED",
    "ROLE_LEGEND",
    "UNCERTAIN",
    "area_list",
    "bar_sentence",
    "bar_word",
    "bars_line",
    "bars_short",
    "gain_word",
    "role_head",
    "role_lines",
    "share_word",
    "study_shown",
    "verdict_word",
]

#: with more roles than this a terminal shows the table alone
DETAILED = 3
#: items to study that are shown
_STUDIED = 5
ROLE_LEGEND = (
    "Share of a role's map: the mean over the topics asked, each by its weight in the role; it is"
    " not a chance of being hired. Asked: the part of the map, by weight, that was asked; the"
    " interval says nothing of the rest."
)
UNCERTAIN = "not certain"
_WORDS = {"not_asked": "not asked", "too_few": "too few answers"}


def share_word(role: RoleReadiness) -> str:
    """``66%``; ``not asked`` where nothing on the map was."""
    return "not asked" if role.share is None else percent(role.share)


def role_head(role: RoleReadiness) -> str:
    """``ML engineer: 66% of this role's map (interval 45 to 83%), 21% of the map asked``."""
    if role.share is None or role.interval is None:
        return f"{role.title}: nothing on this role's map was asked"
    few = ", too few answers to say much" if role.too_few else ""
    return (
        f"{role.title}: {percent(role.share)} of this role's map"
        f" (interval {interval(role.interval)}), {percent(role.asked_share)} of the map asked{few}"
    )


def role_lines(role: RoleReadiness) -> list[str]:
    """The head, what is still open, and the bars in a sentence."""
    lines = [role_head(role)]
    if role.share_range is not None and role.share_range[1] > role.share_range[0] + 1e-9:
        lines.append(
            f"Between {interval(role.share_range, ' and ')} until open answers are settled."
        )
    if role.bars:
        lines.append(bars_line(role.bars))
    return lines


def bars_line(bars: Sequence[RoleBar]) -> str:
    """``4 of 8 bars met: ...; 2 missed: ...; not asked: ...; too few answers: ...``."""
    groups = {
        verdict: [bar.title for bar in bars if bar.verdict == verdict]
        for verdict in ("met", "missed", "not_asked", "too_few")
    }
    parts = [f"{len(groups['met'])} of {count(len(bars), 'bar')} met"]
    for verdict, titles in groups.items():
        if titles and verdict != "met":
            word = _WORDS.get(verdict, verdict)
            parts.append(f"{word}: {', '.join(titles)}")
    return "; ".join(parts) + "."


def bars_short(role: RoleReadiness) -> str:
    """``4 met, 2 missed``, and how many could not be judged."""
    found = [bar.verdict for bar in role.bars]
    words = [f"{found.count('met')} met", f"{found.count('missed')} missed"]
    unjudged = len(found) - found.count("met") - found.count("missed")
    return ", ".join([*words, *([f"{unjudged} not judged"] if unjudged else [])])


def bar_word(bar: RoleBar) -> str:
    """The verdict; ``not certain`` where the interval reaches over the bar."""
    word = verdict_word(bar)
    return f"{word}, {UNCERTAIN}" if bar.certain is False else word


def bar_sentence(bar: RoleBar) -> str:
    """``Modelling: 64% of 15 items, at least 65%: missed, not certain``."""
    share = "" if bar.share is None else f"{percent(bar.share)} of {count(bar.items, 'item')}, "
    return f"{bar.title}: {share}at least {percent(bar.minimum)}: {bar_word(bar)}"


def verdict_word(bar: RoleBar) -> str:
    """``met``, ``missed``, ``not asked`` or ``too few answers``."""
    return _WORDS.get(bar.verdict, bar.verdict)


def area_list(areas: Sequence[RoleArea]) -> str:
    """``Serving 100% (4 items, too few to be sure); ...``."""
    return "; ".join(
        f"{area.title} {percent(area.share)} ({count(area.items, 'item')}"
        f"{', too few to be sure' if area.too_few else ''})"
        for area in areas
    )


def study_shown(role: RoleReadiness) -> tuple[RoleStudyItem, ...]:
    """The items to study first."""
    return role.study[:_STUDIED]


def gain_word(item: RoleStudyItem) -> str:
    """``20%, +3.2% of the map with full points``."""
    return f"{percent(item.share)}, +{100 * item.gain:.1f}% of the map with full points"
