"""A review queue as one HTML page to mark on: no other file, no network, works from a folder."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import blake2b, sha256
from itertools import groupby

from mlinterview.marking._evidence import pieces, superscript
from mlinterview.marking._html_script import SCRIPT
from mlinterview.marking.deciding import deduction, points_of, proposal, statements
from mlinterview.marking.queue import ReviewGroup
from mlinterview.model.free_text import FreeText
from mlinterview.model.item import Item
from mlinterview.rendering._answers import key_blocks
from mlinterview.rendering.html import to_html
from mlinterview.rendering.present import present
from mlinterview.rendering.terminal import Look, render
from mlinterview.reports._html_style import STYLE
from mlinterview.reports._html_tags import esc, identity, inline

__all__ = ["html_sheet"]

_STYLE = """
.bar{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center;
background:var(--bg);border-bottom:1px solid var(--line);padding:.5rem 0}
input,textarea,button{font:inherit;color:inherit;background:var(--card);
border:1px solid var(--soft);border-radius:.3rem;padding:.2rem .5rem}
button{cursor:pointer;font-weight:600}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;
padding:.2rem .9rem .7rem;margin:.8rem 0;scroll-margin-top:4rem}
article:focus{outline:3px solid var(--bar);outline-offset:1px}
article.decided{border-left:5px solid var(--good)}
article h3{margin:.5rem 0;display:flex;flex-wrap:wrap;gap:0 1rem}
article h3 .soft{font-weight:400;font-size:.9rem}
fieldset{border:0;margin:.5rem 0;padding:0;min-width:0}
legend{font-size:.85rem;font-weight:600;color:var(--soft)}
.criterion{display:flex;gap:.6rem;padding:.25rem 0;align-items:baseline}
.criterion span{min-width:0;overflow-wrap:anywhere}.criterion .math{white-space:normal}
.criterion input{flex:none;width:1.1rem;height:1.1rem}
.state{color:var(--warn);font-weight:600}
.fields{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:baseline}
.fields label{display:flex;gap:.4rem;align-items:baseline}
.fields label:has(textarea){flex:1 1 18rem}.fields textarea{flex:1;min-width:0}
.points{width:6rem}
@media print{.bar{position:static}article{break-inside:avoid}}
"""


def html_sheet(groups: Sequence[ReviewGroup], *, by: str) -> str:
    """The page: item by item the question, then each answer with a box for every criterion.

    What is ticked is kept in the browser until the button saves it as a JSON file, which
    ``read_sheet`` takes.
    """
    sheet = blake2b(repr([group.id for group in groups]).encode(), digest_size=8).hexdigest()
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )
    body = ["<h1>Answers to mark</h1>", _how(len(groups)), _bar(by)]
    for _, alike in groupby(groups, key=lambda group: group.item.id):
        body.append(_item(list(alike)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{esc(policy)}">\n'
        f"<title>Answers to mark</title>\n<style>{STYLE}{_STYLE}</style>\n</head>\n<body>\n"
        f'<main data-sheet="{sheet}">\n' + "\n".join(body) + "\n</main>\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _how(count: int) -> str:
    return (
        f'<p class="soft">{count} answer{"" if count == 1 else "s"}. Ticks are the engine\'s until'
        " you change them. An answer counts when it is decided: by a change that leaves nothing"
        " open, or by its box “Decided”, which takes what is open as not met. Within an answer"
        " 1-9 tick criteria, Enter decides and goes on, j and k go to the next and previous"
        " answer. Save when you are through, and read the file back"
        " with <code>mlinterview review SCORES --sheet marks-sheet.json</code>.</p>"
    )


def _bar(by: str) -> str:
    return (
        '<div class="bar" role="region" aria-label="Progress">'
        f'<label>Marked by <input id="by" value="{esc(by)}" autocomplete="name"></label>'
        '<span id="progress" role="status"></span>'
        '<button id="save" type="button">Save the marks</button>'
        '<span id="told" role="status"></span></div>'
    )


def _item(groups: Sequence[ReviewGroup]) -> str:
    item = groups[0].item
    parts = [f"<section><h2>{inline(item.label)} {identity(item.id)}</h2>"]
    shown = None
    for place, group in enumerate(groups, 1):
        if group.item.stem != shown:  # other parameters make another question
            shown = group.item.stem
            parts.append(_question(group.item))
        parts.append(_group(group, f"Answer {place} of {len(groups)}"))
    return "\n".join([*parts, "</section>"])


def _question(item: Item) -> str:
    stimulus = item.placement.stimulus
    texts = [] if stimulus is None else [stimulus.text or ""]
    parts = [f'<div class="prose">{to_html((text, True))}</div>' for text in (*texts, item.stem)]
    figures = [*(stimulus.figures if stimulus else ()), *item.figures]
    parts += [f'<p class="soft">[Figure: {esc(f.alt or f.file)}]</p>' for f in figures]
    known = [("Sample answer", item.sample_answer)] if isinstance(item, FreeText) else []
    known.append(("Why", item.explanation))
    inside = "".join(
        f'<p class="label">{name}</p><div class="prose">{to_html((text, True))}</div>'
        for name, text in known
        if text
    )
    if not isinstance(item, FreeText):
        inside = (
            f'<p class="label">Right answer</p><div class="typed">{esc(_key(item))}</div>{inside}'
        )
    if inside:
        parts.append(
            '<details><summary><span class="grow">What is right</span></summary>'
            f"<div>{inside}</div></details>"
        )
    return "".join(parts)


def _key(item: Item) -> str:
    return render(key_blocks(item, present(item), Look()), Look()).rstrip()


def _group(group: ReviewGroup, title: str) -> str:
    count = len(group.scores)
    facts = [f"{count} equal answers"] if count > 1 else []
    facts += [f"confidence {group.confidence:.2f}"] if group.confidence else []
    most = f"{round(group.max_points, 2):g}"
    points = f"{round(points_of(group, proposal(group)), 2):g}"
    off = deduction(group)
    taken = f" ({round(off, 2):g} off for a misconception)" if off else ""
    return (
        f'<article tabindex="-1" aria-labelledby="{group.id}" data-item="{esc(group.item.id)}"'
        f' data-answer="{group.id}" data-caps="{esc(_caps(group))}" data-off="{off!r}"'
        f' data-scale="{_scale(group)!r}">'
        f'<h3 id="{group.id}">{esc(title)} <span class="soft">{esc(" · ".join(facts))}</span></h3>'
        f"{_answer(group)}<fieldset><legend>Met</legend>{''.join(_boxes(group))}</fieldset>"
        f'<p>Points: <output class="earned">{points}</output> of {most}{taken}</p>'
        '<div class="fields"><label>Points for the whole item'
        f' <input class="points" type="number" min="0" max="{most}" step="any"></label>'
        '<label>Note <textarea class="note" rows="1"></textarea></label>'
        '<label><input class="done" type="checkbox"> Decided</label></div></article>'
    )


def _answer(group: ReviewGroup) -> str:
    if group.response is None:
        return '<p class="soft">The answer is not in the file.</p>'
    marked = "".join(
        f"<mark>{esc(piece)}{superscript(numbers)}</mark>" if evidence else esc(piece)
        for piece, evidence, numbers in pieces(group)
    )
    return f'<div class="answer typed">{marked}</div>'


def _boxes(group: ReviewGroup) -> Iterable[str]:
    values = proposal(group)
    worth = {criterion.id: criterion.points for criterion in group.criteria}
    for number, statement in enumerate(statements(group), 1):
        value = values[statement.id]
        checked = " checked" if value is True else ""
        reason = (
            f'<br><span class="soft">{inline(statement.reason)}</span>' if statement.reason else ""
        )
        yield (
            f'<label class="criterion"><input type="checkbox"{checked}'
            f' data-id="{esc(statement.id)}" data-worth="{worth.get(statement.id, 1):g}"'
            f' data-value="{json.dumps(value)}">'
            f"<span>{number}. {inline(statement.text)} ({esc(statement.worth)})"
            f' <span class="state"></span>{reason}</span></label>'
        )


def _caps(group: ReviewGroup) -> str:
    if not isinstance(group.item, FreeText):
        return "[]"
    return json.dumps([[list(cap.criteria), cap.points] for cap in group.item.rubric.caps])


def _scale(group: ReviewGroup) -> float:
    """Item points for one point of the criteria."""
    if not isinstance(group.item, FreeText):
        return group.max_points
    return group.max_points / group.item.rubric.points
