"""Markdown papers: what the bank has, in plain Markdown, with figures beside it or within."""

from __future__ import annotations

import base64

from markdown_it import MarkdownIt

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.model.form import Form
from mlinterview.rendering.paper import PageSetup, paper, write


def test_a_paper(bank: Bank, form: Form) -> None:
    """Headings, hints, letters and rooms; math and code as the bank has them."""
    found = paper(form, bank)
    text = write([found], "md").content.decode()
    for part in (
        "# Midterm <1>\n",
        "- Name: ____________________\n",
        "- Time: 45 minutes\n",
        "## First things (4 points)",
        "### Question 1 (2 points)",
        r"given $\hat{y} \in \mathbb{R}$?",
        "- d) ```python\n  loss = 0\n  ```",
        "*Questions 2, 4 refer to the following.*",
        "| step | loss |",
        r"It keeps (1) \_\_\_\_\_\_ moments and the (2) \_\_\_\_\_\_",
        "Answer: ____________________ ms",
        "\nAnswer:\n",  # below the question in prose
        "## Answer sheet",
        "| 8 (3) | euro |",
    ):
        assert part in text
    assert "correct" not in text
    kinds = [token.type for token in MarkdownIt("commonmark").parse(text)]
    assert kinds.count("heading_open") == 1 + 2 + 9 + 1


def test_a_key(bank: Bank, form: Form) -> None:
    """Right options are marked, feedback is quoted below them, the rubric has its points."""
    person = mli.RosterEntry(examinee="s_1", name="A*B", variant="A")
    text = write([paper(form, bank, person=person, key=True)], "md").content.decode()
    for part in ("# Key: Midterm", r"- Name: A\*B", "  > It is real.", "- (2) Names the idea."):
        assert part in text
    assert "✓" in text
    assert "Answer sheet" not in text


def test_figures_beside_or_within(bank: Bank, form: Form) -> None:
    """A file in the folder that is named, or an address that holds it."""
    found = paper(form, bank)
    beside = write([found], "md", PageSetup(folder="my figures"))
    assert list(beside.files) == ["my figures/loss.svg"]
    assert r"![The loss falls \& rises.](<my figures/loss.svg>)" in beside.content.decode()
    within = write([found], "md", PageSetup(inline_figures=True))
    assert dict(within.files) == {}
    address = base64.b64encode(beside.files["my figures/loss.svg"]).decode()
    assert f"(data:image/svg+xml;base64,{address})" in within.content.decode()


def test_several_papers_are_parted(bank: Bank, form: Form) -> None:
    """A rule between them, and each has its code."""
    text = write([paper(form, bank, variant=code) for code in "AB"], "md").content.decode()
    first, second = text.split("\n\n---\n\n")
    assert "- Variant: A" in first
    assert "- Variant: B" in second
