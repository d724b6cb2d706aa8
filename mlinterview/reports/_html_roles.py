"""Readiness for roles on the HTML page."""

from __future__ import annotations

from collections.abc import Sequence

from mlinterview.reports import _html_tags as tags
from mlinterview.reports import _role_lines as words
from mlinterview.reports._html_items import reference_html
from mlinterview.reports._html_picture import Bar, bar_picture
from mlinterview.reports._html_tags import chip, esc, listing, table
from mlinterview.reports._model import ExamineeReport, RoleBar, RoleReadiness
from mlinterview.reports._wording import interval, percent

__all__ = ["class_roles", "person_roles"]

_KINDS = {"met": "good", "missed": "bad"}


def person_roles(roles: Sequence[RoleReadiness], place: int) -> str:
    """One table and one picture of all roles, then each role, folded where they are several.

    Args:
        place: of the person on the page, which tells the pictures apart.
    """
    if not roles:
        return ""
    parts = ["<h2>Readiness</h2>"]
    if len(roles) > 1:
        compared = (_table(roles), "</div>", _picture(roles, place))
        parts += ['<div class="top"><div>', *compared, "</div>"]
    for role in roles:
        if len(roles) == 1:
            parts += [f"<h3>{esc(role.title)}</h3>", _role(role)]
        elif role.items:
            parts.append(
                f'<details><summary><span class="grow">{esc(role.title)}</span>'
                f'<span class="points">{esc(_bars(role))}</span></summary>'
                f"<div>{_role(role)}</div></details>"
            )
    parts.append(f'<p class="legend">{esc(words.ROLE_LEGEND)}</p>')
    return "".join(parts)


def class_roles(people: Sequence[ExamineeReport]) -> str:
    """People by roles: the share of each map."""
    roles = people[0].roles if people else ()
    if not roles:
        return ""
    rows = [(esc(person.name), *map(_share, person.roles)) for person in people]
    head = ("", *(role.title for role in roles))
    legend = f"{words.ROLE_LEGEND} Pale: too few answers to say much."
    return (
        "<h2>Readiness</h2>"
        + table("Share of each role's map", head, rows)
        + f'<p class="legend">{esc(legend)}</p>'
    )


def _share(role: RoleReadiness) -> str:
    word = esc(words.share_word(role))
    return f'<span class="soft">{word}</span>' if role.too_few else f"<strong>{word}</strong>"


def _table(roles: Sequence[RoleReadiness]) -> str:
    rows = [
        (
            esc(role.title),
            percent(role.asked_share),
            esc(words.share_word(role)),
            "" if role.interval is None else interval(role.interval, "–"),
            "" if role.share is None else esc(_bars(role)),
        )
        for role in roles
    ]
    return table("Share of each role's map", ("", "asked", "share", "interval", "bars"), rows)


def _bars(role: RoleReadiness) -> str:
    return "too few answers" if role.too_few else words.bars_short(role)


def _picture(roles: Sequence[RoleReadiness], place: int) -> str:
    bars = [
        Bar(
            f"{role.title} ({percent(role.asked_share)} asked)",
            role.share,
            role.interval,
            role.too_few,
        )
        for role in roles
        if role.share is not None
    ]
    return bar_picture("Share of each role's map", bars, f"{place + 1}roles")


def _role(role: RoleReadiness) -> str:
    lines = words.role_lines(role)
    parts = [f"<p><strong>{esc(lines[0])}</strong></p>"]
    parts += [f"<p>{esc(line)}</p>" for line in lines[1:]]
    if not role.items:
        return "".join(parts)
    if role.bars:
        head = ("", "items", "share", "interval", "at least", "verdict")
        parts.append(table("Bars", head, map(_bar, role.bars)))
    for name, areas in (("Strongest areas", role.strongest), ("Weakest areas", role.weakest)):
        if areas:
            parts.append(f"<p>{name}: {esc(words.area_list(areas))}</p>")
    shown = words.study_shown(role)
    if shown:
        items = "".join(
            f"<li>{tags.title(item)} {tags.identity(item.item_id)} ({esc(words.gain_word(item))})"
            f"{listing(reference_html(found) for found in item.references)}</li>"
            for item in shown
        )
        parts.append(f"<p>To study next for this role:</p><ol>{items}</ol>")
    if role.unasked:
        topics = "; ".join(topic.title for topic in role.unasked)
        parts.append(f'<p class="soft">Heaviest topics not asked: {esc(topics)}</p>')
    return "".join(parts)


def _bar(bar: RoleBar) -> tuple[str, ...]:
    return (
        esc(bar.title),
        str(bar.items),
        "" if bar.share is None else percent(bar.share),
        "" if bar.interval is None else interval(bar.interval, "–"),
        percent(bar.minimum),
        _verdict(bar),
    )


def _verdict(bar: RoleBar) -> str:
    word = chip(words.verdict_word(bar), _KINDS.get(bar.verdict, ""))
    return f'{word} <span class="soft">{words.UNCERTAIN}</span>' if bar.certain is False else word
