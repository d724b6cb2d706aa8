"""The bank's Markdown and math in reports, and everybody else's text beside it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import mlinterview as mli
from mlinterview.reports import Report
from mlinterview.reports._line import Line

ITEMS = r"""
- id: gradient
  title: Gradient of $\frac{1}{2}\|Wx - y\|^2$ in `W`
  format: single_choice
  stem: Which?
  options:
    - {id: outer, correct: true, text: "$\\partial L / \\partial W = (Wx - y)\\,x^\\top$"}
    - id: loop
      text: |
        Run this:

        ```python
        for batch in loader:
            optimizer.step()
        ```
      feedback: |
        **No.** The call `step()` comes too early, and

        1. the loss is not *scaled* by $1/k$;
        2. nothing is clipped at $c \le 1$.
  explanation: |
    ## Setting

    The gradient is

    $$\frac{\partial L}{\partial W} = (Wx - y)\,x^\top, \qquad W \in \mathbb{R}^{64 \times 100}$$

    and **each row** has its own *error* $e_i$, see [the notes](https://example.org/notes).

    | method | memory |
    |---|---:|
    | SGD | $O(n)$ |
    | Adam | $3\,O(n)$ |
- id: pairs
  title: Pairs
  format: matching
  stem: Match.
  rows:
    - {id: one, text: "$\\sigma(x)$*", match: up, feedback: "See $x \\to \\infty$."}
    - {id: two, text: Two, match: down}
  options: [{id: up, text: "*rises"}, {id: down, text: "falls like $e^{-x}$"}]
- id: order
  title: Order
  format: ordering
  stem: In which order?
  steps: [{id: s1, text: "Set $t = 0$"}, {id: s2, text: "Draw `x`"}]
- id: gaps
  title: Gaps
  format: cloze
  stem: "{{word}} {{kind}}"
  blanks:
    word: {format: short_answer, accept: [__init__]}
    kind: {format: single_choice, options: [{id: l1, text: "$L_1$", correct: true},
      {id: l2, text: "$L_2$"}]}
- id: essay
  title: Essay
  format: free_text
  stem: Why?
  rubric: {criteria: [{id: c1, points: 1, statement: "Says $a^2$ or `b`.", evidence: [b]}]}
  sample_answer: "Since $a^2 > 0$."
"""
RESPONSES: list[dict[str, Any]] = [
    {"item": "gradient", "response": "loop", "seed": 1},
    {"item": "pairs", "response": {"one": "down", "two": "down"}},
    {"item": "order", "response": ["s2", "s1"]},
    {"item": "gaps", "response": {"word": "**bold** $x$", "kind": "l2"}},
    {"item": "essay", "response": "*Because* $a^2$ and `b`\nor <b>"},
]


@pytest.fixture(scope="module")
def prose_bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """Items of five formats with math, code, lists and a table."""
    return bank_of(tmp_path_factory.mktemp("prose"), ITEMS)


def bank_of(root: Path, items: str) -> mli.Bank:
    (root / "questions" / "ml_theory").mkdir(parents=True, exist_ok=True)
    (root / "questions" / "ml_theory" / "items.yaml").write_text(items, encoding="utf-8")
    return mli.load_bank(root)


@pytest.fixture(scope="module")
def made(prose_bank: mli.Bank) -> Report:
    """The report of somebody who has everything wrong."""
    return mli.report(list(mli.grade_all(prose_bank, RESPONSES)), bank=prose_bank)


def test_snapshots(made: Report, snapshot: Any) -> None:
    """Text, Markdown and HTML of answers, feedback, keys and explanations."""
    snapshot("prose-text.txt", made.to_text())
    snapshot("prose-page.md", made.to_markdown())
    snapshot("prose-page.html", made.to_html())


@pytest.mark.parametrize("width", [30, 60, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_text_keeps_its_width(made: Report, width: int, color: bool) -> None:
    """Lists, tables, code and formulas fit too."""
    text = re.sub(r"\x1b\[[\d;]*m", "", made.to_text(width=width, color=color))
    assert all(cell_len(line) <= width for line in text.splitlines())


def test_text_has_math_and_no_latex(made: Report) -> None:
    """Math is Unicode, code stands apart, lists are lists; what was typed stays."""
    text = made.to_text()
    for shown in (
        "Gradient of ½‖Wx − y‖² in `W` [gradient]",
        "Key: ∂L / ∂W = (Wx − y) xᵀ",
        "\n               optimizer.step()\n",
        "1. the loss is not *scaled* by 1/k;",
        "∂L/∂W = (Wx − y) xᵀ, W ∈ ℝ^(64×100)",
        "Answer: σ(x)* → falls like e⁻ˣ",
        "See x → ∞.",
        "The order first goes wrong at: Draw `x`",
        "word: **bold** $x$",
        "kind: L₂",
        "Answer: *Because* $a^2$ and `b`\n       or <b>",
        "1 of 1: Says a² or `b`.",
    ):
        assert shown in text
    assert "\\" not in text


def test_page_renders_the_bank_and_nobody_else(made: Report) -> None:
    """The bank's Markdown is rendered, responses stay as they were typed."""
    page = made.to_html()
    for shown in (
        'in <code>W</code> <code class="id">gradient</code>',
        "<pre><code>for batch in loader:\n    optimizer.step()\n</code></pre>",
        "<p><strong>No.</strong> The call <code>step()</code>",
        '<span class="display">',
        '<a href="https://example.org/notes" rel="noreferrer">the notes</a>',
        '<td style="text-align:right"><span class="math">O(n)</span></td>',
        "* → falls like",
        "wrong at: Draw <code>x</code>",
        '<div class="typed">word: **bold** $x$</div>',
        "*Because* $a^2$ and `<mark>b</mark>`\nor &lt;b&gt;",
        '1 of 1: Says <span class="math" title="a^2">a²</span> or <code>b</code>.',
    ):
        assert shown in page


def test_markdown_keeps_the_source(made: Report) -> None:
    """In Markdown the bank's text is the source; what was typed is fenced or escaped."""
    text = made.to_markdown()
    for shown in (
        "- **No.** The call `step()` comes too early, and\n\n  1. the loss",
        r"> $\partial L / \partial W = (Wx - y)\,x^\top$",
        "- The order first goes wrong at: Draw `x`",
        r"> word: \_\_init\_\_",
        "word: **bold** $x$",
        "1 of 1: Says $a^2$ or `b`.",
    ):
        assert shown in text


FOREIGN = ["*so* $x^2$", "Before **No.**", "[a](https://example.org)", "`code`", "<b>"]


@pytest.mark.parametrize("said", FOREIGN)
def test_feedback_of_others_is_plain(prose_bank: mli.Bank, said: str) -> None:
    """Feedback that is not the bank's, from a person who marks or a file, is no Markdown."""
    (score,) = mli.grade_all(prose_bank, RESPONSES[:1])
    score = score.model_copy(update={"feedback": (said,)})
    report = mli.report([score], bank=prose_bank)
    (line,) = report.examinees[0].items[0].feedback
    assert line == Line(text=said)
    assert f"\n       {said}\n" in report.to_text()
    escaped = said.replace("<", "&lt;").replace(">", "&gt;")
    assert f'<li><div class="typed">{escaped}</div></li>' in report.to_html()


def test_a_class_finds_what_is_the_banks_in_variants(tmp_path: Path) -> None:
    """Feedback with drawn numbers is known again for the same seed."""
    item = """
- id: drawn
  format: true_false
  parameters: {n: {choices: [5, 6, 7]}}
  stem: "Is {=n} odd?"
  answer: true
  feedback: {"false": "Since ${=n}^2$ is odd."}
"""
    bank = bank_of(tmp_path, item)
    answers = [{"item": "drawn", "response": False, "seed": seed} for seed in range(6)]
    scores = [
        score.model_copy(update={"examinee_id": str(place)})
        for place, score in enumerate(mli.grade_all(bank, answers))
    ]
    for person in mli.report(scores, bank=bank).examinees:
        (line,) = person.items[0].feedback
        assert line.markdown == ((0, len(line.text)),)


def test_a_long_list_of_spellings_is_cut() -> None:
    """A key names five accepted texts; the pattern is shown where there is nothing else."""
    accept = [f"way {n}" for n in range(8)]
    item = mli.make_item(
        {"id": "w", "stem": "?", "format": "short_answer", "accept": accept, "accept_pattern": "w+"}
    )
    bank = mli.Bank({"w": item})
    report = mli.report(list(mli.grade_all(bank, [{"item": "w", "response": "x"}])), bank=bank)
    key = report.examinees[0].items[0].key
    assert key is not None
    assert list(map(str, key.text)) == [
        *accept[:5],
        "and 3 more spellings",
        "and what the item's pattern matches",
    ]


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=6))
def test_lines_are_their_pieces(pieces: list[tuple[str, bool]]) -> None:
    """A line has the text of its pieces, the same letters are Markdown, and JSON keeps it."""
    line = Line.of(*pieces)
    assert str(line) == "".join(text for text, _ in pieces)
    kinds = [source for text, source in pieces for _ in text]
    assert [source for text, source in line.pieces() for _ in text] == kinds
    assert Line.model_validate(line.model_dump(mode="json")) == line


class Tags(HTMLParser):
    """Collects tags, attributes, links and comments of the body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.feed(page.partition("<body>")[2])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


hostile = st.lists(
    st.sampled_from(
        ["<script>", "<img src=x onerror=alert(1)>", "[a](", "javascript:x", "https://x.org", ")",
         "![", "<", ">", '"', "'", "`", "\n```\n", "$", "\\text{", "}", "\n", "\n\n", "- ", "# ",
         "|", "*", " onclick=", "&lt;", "</style>", "</div>", "\u202e", "\x1b[31m", "a"]
    ),
    min_size=1,
    max_size=15,
).map(lambda parts: "x" + "".join(parts))  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile)
def test_a_hostile_bank_reaches_nobody(text: str) -> None:
    """Whatever the texts of a bank hold: no script, no handler, no picture, no link but the web's,
    and no control character for a terminal."""
    made = {"id": "bad", "title": text, "stem": text, "explanation": text}
    options = [
        {"id": "yes", "text": text, "correct": True},
        {"id": "no", "text": text, "feedback": text, "misconception": "m"},
    ]
    references = [{"title": text, "locator": text, "url": text}]
    item = mli.make_item(
        {**made, "format": "single_choice", "options": options, "references": references}
    )
    bank = mli.Bank({"bad": item})
    report = mli.report(list(mli.grade_all(bank, [{"item": "bad", "response": "no"}])), bank=bank)
    page = Tags(report.to_html())
    assert not page.tags & {"script", "img", "iframe", "object", "style", "form", "input", "link"}
    assert not [name for name in page.names if name.startswith("on")]
    assert all(re.match("https?://|#", link) for link in page.links)
    text = report.to_text()
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert all(cell_len(line) <= 80 for line in text.splitlines())
