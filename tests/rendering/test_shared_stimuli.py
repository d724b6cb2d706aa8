"""A text that questions share, in LaTeX and Word: printed once, before the first of them."""

from __future__ import annotations

import io

import pytest
from docx import Document

import mlinterview as mli
from mlinterview import Bank, Form
from mlinterview.model.form import FormEntry, Section
from mlinterview.rendering.paper import paper, write

STIMULI = """\
- id: log
  title: A training log
  text: "Epoch 1: `loss = 2`."
  figures: [{file: figures/none.svg, alt: The curve}]
"""
ITEMS = """\
- {id: one, format: numeric, stem: First?, answer: 1, stimulus: log}
- {id: two, format: numeric, stem: Second?, answer: 2, stimulus: log}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bank, Form]:
    """Two questions on one text."""
    root = tmp_path_factory.mktemp("bank")
    for folder, text in (("ml_theory", ITEMS), ("stimuli", STIMULI)):
        (root / "questions" / folder).mkdir(parents=True)
        (root / "questions" / folder / "a.yaml").write_text(text, encoding="utf-8")
    bank = mli.load_bank(root, strict=False)
    entries = (FormEntry(id="one"), FormEntry(id="two"))
    return bank, Form(id="f", sections=(Section(items=entries),))


def test_latex(shared: tuple[Bank, Form]) -> None:
    """Between the lists of questions, which count on; the second says where it stands."""
    bank, form = shared
    written = write([paper(form, bank)], "tex").content.decode("utf-8")
    assert written.count(r"\textbf{A training log}") == 1
    assert r"\hint{Questions 1, 2 refer to the following.}" in written
    assert r"\nofigure{The figure cannot be printed: The curve}" in written
    assert written.index(r"\textbf{A training log}") < written.index(r"\begin{questions}")
    assert r"\emph{This question refers to what is printed before question 1.}" in written


def test_word(shared: tuple[Bank, Form]) -> None:
    """Above the heading of the first question."""
    bank, form = shared
    written = write([paper(form, bank)], "docx")
    lines = [line.text for line in Document(io.BytesIO(written.content)).paragraphs]
    assert lines.count("A training log") == 1
    assert lines.index("Epoch 1: loss = 2.") < lines.index("Question 1 (1 point)")
    assert "This question refers to what is printed before question 1." in lines
