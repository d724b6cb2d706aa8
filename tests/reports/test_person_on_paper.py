"""One person's report as PDF: the list of items."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

import mlinterview as mli
from mlinterview.model.score import ItemScore
from mlinterview.reports._document import parts

Make = Callable[..., ItemScore]


def test_every_item_has_a_line(bank: mli.Bank, score: Make) -> None:
    """Each with its topic, its points of the maximum and how it went; topics beyond one counted."""
    pypdf = pytest.importorskip("pypdf")
    waiting = {"status": "needs_review", "shares": (0.0, 1.0)}
    scores = [score("choice-1"), score("several", 0.5), score("essay", 0.25, **waiting)]
    scores += [score("steps", 0.0), score("gone", 0.0, max_points=1)]
    wrong = {"misconceptions": ("wrong-idea",)}
    made = mli.report([*scores, score("choice-2", 0.0, **wrong)], bank=bank, by=["area"])
    pages = pypdf.PdfReader(io.BytesIO(made.to_pdf())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for line in (
        "Choice 1 Topic of many 1 of 1 right",
        'Several, or "none" Topic of few (+1) 1 of 2 part',
        "An essay Topic of few 1 of 4 (0 to 4) open",
        "Steps 0 of 1 wrong",
        "Misconceptions met • wrong idea: 1 (choice-2)",
    ):
        assert line in text


def test_examinees_see_the_same_list(bank: mli.Bank, score: Make) -> None:
    """It says how an item went and no key, so nothing is left out for them."""
    made = mli.report([score("choice-1"), score("several", 0.5)], bank=bank)
    instructor, examinee = (parts(made.for_audience(who))[-1] for who in ("instructor", "examinee"))
    assert instructor["head"] == ["", "topic", "points", "result"]
    assert instructor["rows"] == examinee["rows"]
    assert [row[-1] for row in instructor["rows"]] == ["right", "part"]


def test_a_long_list_breaks_between_items(bank: mli.Bank, score: Make) -> None:
    """A long list goes on under its head; no page ends with the heading or within an item."""
    pypdf = pytest.importorskip("pypdf")
    made = mli.report([score("choice-1")], bank=bank)
    person = made.examinees[0]
    long = [
        item.model_copy(update={"title": f"Begin{n} {'of a long title ' * (n % 5 * 4)}end{n}"})
        for item in person.items
        for n in range(120)
    ]
    made = made.model_copy(update={"examinees": (person.model_copy(update={"items": long}),)})
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.to_pdf())).pages]
    assert len(pages) > 2
    for text in pages:
        begun, ended = (set(re.findall(rf"\b{word}(\d+)", text)) for word in ("Begin", "end"))
        assert begun
        assert begun == ended
        assert "topic" in text
