"""Papers as LaTeX: what is written, that it compiles, and that no question holds a command."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview import Bank, Form
from mlinterview.model.form import FormEntry, Section
from mlinterview.rendering._latex_chars import code, text
from mlinterview.rendering._latex_math import latex_math
from mlinterview.rendering._latex_signs import (
    ACCENTS,
    DELIMITERS,
    ENVIRONMENTS,
    MATH,
    ONE,
    PLAIN,
    TEXT,
    TWO,
)
from mlinterview.rendering._latex_text import blocks, inline
from mlinterview.rendering.math import split_math
from mlinterview.rendering.paper import PageSetup, paper, write

MATH_CASES = [
    (r"\frac12", r"\frac{1}{2}"),
    (r"x_i^2", r"x_{i}^{2}"),
    (r"x^2^3", r"x^{2}{}^{3}"),
    (r"f''(x)", r"f''(x)"),
    (r"x'^2", r"x'{}^{2}"),
    (r"\sqrt[3]{x}", r"\sqrt[{3}]{x}"),
    (r"\left[ 0, 1 \right)", r"\left[ 0, 1 \right)"),
    (r"\left. x \right|", r"\left. x \right|"),
    (r"\bigl(x\bigr)", r"\bigl(x\bigr)"),
    (r"\text{50% of $x$_1}", r"\text{50\% of \$x\$\_1}"),
    (r"\bm w \in \mathbbm{R}^d", r"\boldsymbol{w} \in  \mathbb{R}^{d}"),
    (r"\argmax_\theta L", r"\operatorname*{arg\,max}_{\theta } L"),
    (r"\operatorname{sim}(a)", r"\operatorname{sim}(a)"),
    (r"α ≤ é", r"\alpha  \leq  \text{é}"),
    (r"50% & #1 $", r"50\% \& \#1 \$"),
    (r"\begin{cases} a & b \\ c & d \end{cases}", r"\begin{cases} a & b \\[0pt] c & d \end{cases}"),
    (r"\begin{align*} a &= b \end{align*}", r"\begin{aligned} a &= b \end{aligned}"),
    (r"\begin{array}{l|r} a & b \end{array}", r"\begin{array}{l|r} a & b \end{array}"),
    (r"\sum_{\substack{i \\ j}} 1\limits", r"\sum _{\substack{i \\[0pt] j}} 1"),
    (r"a \\ b", r"a \quad  b"),
    (r"\nicefrac{a}{b} \mod c \not= d", r"{a}/{b} \bmod  c \not{=} d"),
    (r"\| x \| \{1\}", r"\| x \| \{1\}"),
    (r"\coloneqq\space", r"\mathrel{:=} \  "),
]
MATH_FAULTS = [
    r"\input{/etc/passwd}", r"\write18{ls}", r"\def\x{}", r"\end{document}", r"\begin{verbatim}x",
    r"\begin{foo}x\end{foo}", r"\begin{matrix}a", r"\begin{matrix}a\end{cases}", "x^", "x^^5c", "{",
    "}", r"\left( x", r"x \right)", r"\left\alpha x \right)", "x\\", r"\text x", r"\frac{1}", "",
    r"\begin{array}{p{9cm}}a\end{array}", r"\begin{cases}a&b&c\end{cases}", r"a \over b",
    r"\begin{matrix}" + "&" * 12 + r"\end{matrix}", "{" * 60 + "}" * 60, "x" * 6000, r"\sqrt[3",
    r"\substack{a & b}", "x_{'}^{}^'{_", r"\catcode`\%=12", r"\csname input\endcsname", r"\tag{1}",
    r"\text{a", r"\big\alpha", r"\hline",
]  # fmt: skip


@pytest.mark.parametrize(("source", "written"), MATH_CASES)
def test_formulas_are_written_anew(source: str, written: str) -> None:
    """What TeX would read in two ways, or not at all, is put so that it compiles."""
    assert latex_math(source) == written


@pytest.mark.parametrize("source", MATH_FAULTS)
def test_formulas_with_anything_else_are_refused(source: str) -> None:
    """Commands that are not listed, braces and brackets that do not fit, scripts of nothing."""
    assert latex_math(source) is None
    assert "$" not in inline(f"a ${source}$ b").replace(r"\$", "")


TEXT_CASES = [
    (r"\input{x} 50% & #1 _", r"\textbackslash{}input\{x\} 50\% \& \#1 \_"),
    ("^~", r"\textasciicircum{}\textasciitilde{}"),
    ("a--b `` '' ,,", r"a-{}-b \textasciigrave{}\textasciigrave{} '{}' ,{},"),
    ('<<"', r"\textless{}\textless{}\textquotedbl{}"),
    ("é Ł đ ự", "é Ł đ ự"),
    ("ą Ħ 😀", r"\europeansign{ą} \unicodesign{126}{Ħ} \unicodesign{1F600}{😀}"),
    ("x² ≤ 5 €", r"x\ensuremath{\mathord{}^{2}} \ensuremath{\leq} 5 \texteuro{}"),
    ("a\u0301\x00\x1b", "á"),
    ("q\u0302", r"q\ensuremath{\hat{\ }}"),
]


@pytest.mark.parametrize(("source", "written"), TEXT_CASES)
def test_text_is_escaped(source: str, written: str) -> None:
    """Every sign that TeX minds, signs it would join, and signs that its fonts lack."""
    assert text(source) == written


def test_code_keeps_its_spaces_and_quotes() -> None:
    """On one line, with places where it may break."""
    assert code("a  'b'--c_d") == r"a\ \ \textquotesingle{}b\textquotesingle{}-{}-c\_\allowbreak{}d"


def test_markdown_becomes_latex() -> None:
    """Emphasis, lists, tables, links, listings, and a listing that could end itself."""
    written = blocks(
        "# Head\n\n**b** *i* ~~s~~ `c_d` [t](https://a.b/%20?x&y_z#f)\n\n2. two\n   - deep\n\n"
        "| a | b |\n|:-:|--:|\n| 1 | $x_1$ |\n\n> said\n\n---\n\n```py\nx = 1  # \\%\n```\n\n"
        "```\n\\end{lstlisting}\n  →\n```\n\n![alt](x.png)"
    )
    for part in (
        r"\textbf{Head}",
        r"\textbf{b} \emph{i} \struck{s} \texttt{c\_\allowbreak{}d}",
        r"\href{https://a.b/\%20?x\&y\_z\#f}{t}",
        "\\begin{enumerate}\n\\item[2.]{} two\n\n\\begin{itemize}\n\\item{} deep\n\\end{itemize}",
        "\\begin{tabular}{cr}\n\\hline\na & b\\\\[0pt]\n\\hline\n1 & $x_{1}$\\\\[0pt]\n\\hline",
        "\\begin{quote}\nsaid\n\\end{quote}",
        r"\noindent\hrulefill",
        "\\begin{lstlisting}\nx = 1  # \\%\n\\end{lstlisting}",
        r"\codeline{\textbackslash{}end\{lstlisting\}}",
        r"\codeline{\ \ \ensuremath{\to}}",
        "[Figure: alt]",
    ):
        assert part in written


def test_lists_in_lists_in_lists_stay_within_what_latex_has() -> None:
    """Beyond two levels an entry is a paragraph with its sign."""
    deep = "\n".join("  " * level + "- x" for level in range(9))
    written = blocks(deep)
    assert written.count(r"\begin{itemize}") == 2
    assert written.count(r"\textbullet~x") == 7


def test_wide_tables_break_lines() -> None:
    """Columns share the line where their cells would not fit beside each other."""
    cell = "many words " * 6
    assert r"\linewidth" in blocks(f"| a | b |\n|---|---|\n| {cell} | {cell} |\n")


_OTHERS = """
textbackslash textasciicircum textasciitilde textasciigrave textquotedbl textless textgreater
textbar textquoteleft textquoteright textquotedblleft textquotedblright quotedblbase
guillemotleft guillemotright quotesinglbase textsterling texteuro textdegree S textcopyright
textregistered texttrademark textmu textexclamdown textquestiondown P textcent textyen
textperthousand textordfeminine textordmasculine ensuremath europeansign unicodesign
textquotesingle allowbreak emph textbf struck href texttt newline codeline begin end item hline
linewidth dimexpr tabcolsep relax noindent hrulefill textbullet left right sqrt operatorname
substack not quad
"""
#: every macro that may stand in what is written of a question
_ALLOWED = (
    {name.partition("{")[0] for name in (*PLAIN, *ONE.values(), *TEXT.values())}
    | TWO
    | {part for value in MATH.values() for part in re.findall("[a-z]+", value, re.IGNORECASE)}
    | set(ACCENTS.values())
    | {name.strip().lstrip("\\") for name in DELIMITERS.values()}
    | set(_OTHERS.split())
    | {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}
)
_OWN = {"enumerate", "itemize", "quote", "center", "tabular", "lstlisting", "codelines"}
_PIECES = st.sampled_from([
    "\\input{x}", "\\end{document}", "$\\write18{ls}$", "$", "$$", "{", "}", "%", "^^5c", "\\", "`",
    "```\n", "\n\n", "- ", "1. ", "> ", "|a|b|\n|--|--|\n|c|d|\n", "\n", "#", "~", "_", "&", "\\\\",
    "''", "--", "é", "ả", "😀", "→", "\t", "\x0c", "\x00", "(", "[", "](http://a.b/%20#x&y_z~^{}\\)",
    "**", "$x^2$", "$\\frac12$", "$x_1^2_3$", "$a \\left( b$", "$\\text{a_b%$}$",
    "\\end{lstlisting}",
    "```\n\\end{lstlisting}\n```\n", "    code\n", "<b>", "\\item", "word ",
])  # fmt: skip


@settings(max_examples=examples(200))
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=10).map("".join)))
def test_no_text_becomes_a_command(source: str) -> None:
    """Outside listings every command is one of this writer's, and braces and dollars fit."""
    for written in (blocks(source), inline(source), text(source), code(source)):
        bare = re.sub(
            r"\\begin\{lstlisting\}.*?\n\\end\{lstlisting\}", "", written, flags=re.DOTALL
        )
        assert set(re.findall(r"\\([A-Za-z]+)", bare)) <= _ALLOWED
        ends = re.findall(r"\\(begin|end)\{([A-Za-z*]+)\}", bare)
        assert {name for _, name in ends} <= _OWN | ENVIRONMENTS
        assert sum(kind == "begin" for kind, _ in ends) * 2 == len(ends)
        plain = re.sub(r"\\\\|\\[^A-Za-z]", "", bare)
        assert "^^" not in bare
        assert not set(plain) & set("#%~\x00\x0c") - set("~")
        depth = 0
        for sign in plain:
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0
        assert depth == 0
        assert plain.count("$") % 2 == 0


def made(items: list[dict[str, Any]]) -> tuple[Bank, Form]:
    """A bank of items, and the form of all of them."""
    found = [mli.make_item(item) for item in items]
    entries = tuple(FormEntry(id=item.id) for item in found)
    form = Form(
        id="own",
        title="50% of *it* & more",
        sections=(Section(title="One_two", instructions="Say `x`.", items=entries),),
        minutes=45,
        instructions="No \\input{x}.",
    )
    return Bank({item.id: item for item in found}), form


ITEMS: list[dict[str, Any]] = [
    {
        "id": "choice",
        "format": "single_choice",
        "points": 1.5,
        "stem": "[x] Which?\n\n```py\nx = '%'\n```",
        "explanation": "Because.\n\n```\n→\n```",
        "options": [
            {"id": "a", "text": "[0, 1]", "correct": True, "feedback": "Yes.\n\n```\ny\n```"},
            {"id": "b", "text": "\\end{document}"},
        ],
    },
    {
        "id": "pairs",
        "format": "matching",
        "points": 2.25,
        "stem": "Match.",
        "rows": [{"id": "r", "text": "[row]", "match": "a", "feedback": "*so*"}],
        "options": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    },
    {"id": "flag", "format": "true_false", "stem": "Is it?", "answer": True},
    {
        "id": "order",
        "format": "ordering",
        "stem": "Order.",
        "steps": [{"id": "s1", "text": "first"}, {"id": "s2", "text": "second"}],
    },
    {"id": "number", "format": "numeric", "stem": "How much?", "answer": 2, "unit": "ms"},
    {
        "id": "gaps",
        "format": "cloze",
        "stem": "Take {{one}} of $x = {{two}}$ in `f({{three}})`.",
        "blanks": {
            "one": {
                "format": "single_choice",
                "options": [{"id": "p", "text": "p", "correct": True}, {"id": "q", "text": "q"}],
            },
            "two": {"format": "numeric", "answer": 2},
            "three": {"format": "short_answer", "accept": ["z"]},
        },
    },
    {
        "id": "prose",
        "format": "free_text",
        "stem": "Why?",
        "rubric": [{"id": "c", "statement": "Says & means it."}],
        "figures": [{"file": "figures/none.svg", "alt": "A 50% curve"}],
    },
    {
        "id": "many",
        "format": "multi_select",
        "stem": "Many.",
        "options": [
            {"id": f"o{n}", "text": f"{n}", "correct": n == 1} for n in range(1, 29)
        ],
    },
]  # fmt: skip


def source(*, key: bool, **options: Any) -> str:
    """The LaTeX of all formats."""
    bank, form = made(ITEMS)
    setup = PageSetup(**options)
    papers = [
        paper(form, bank, key=key, answer_sheet=sheet, person=person)
        for sheet in (True, False)
        for person in (None, mli.RosterEntry(examinee="s_1", name="Hằng & Co"))
    ]
    written = write(papers, "tex", setup)
    assert written.notes == (
        "figures/none.svg: the figure cannot be printed; its text alternative is",
    )
    return written.content.decode("utf-8")


def test_every_format_is_printed() -> None:
    """Points, options, rows, blanks, room to answer, the sheet; nothing of the key."""
    written = source(key=False)
    for part in (
        r"\documentclass[11pt,addpoints]{exam}",
        r"\usepackage[T1,T5]{fontenc}",
        r"\field{Name}{Hằng \& Co}",
        r"\question[1\half]{} [x] Which?",
        r"\question{} (2.25 points) Match.",
        r"\choice{} [0, 1]",
        r"\choice{} \textbackslash{}end\{document\}",
        "\\renewcommand{\\thechoice}{t}\n\\choice{} True",
        "\\renewcommand{\\thechoice}{ab}\n\\choice{}",
        r"\item[1.]{} [row] \hfill\letterbox",
        r"\answerrule{Answer}{ms}",
        r"\gap{1}",
        r"f(\allowbreak{}(\allowbreak{}3)\_\allowbreak{}",
        r"\fillwithlines{",
        r"\nofigure{The figure cannot be printed: A 50\% curve}",
        r"\makebox[3.5em][l]{\textbf{2 [1]}}\bubble{a}\bubble{b}",
        r"No \textbackslash{}input\{x\}.",
    ):
        assert part in written
    for hidden in ("CorrectChoice", "solution}", "printanswers", "Because"):
        assert hidden not in written.replace("solutiontitle}", "")


def test_the_key_is_printed_where_it_is_asked_for() -> None:
    """Right options, feedback and reasons; large letters on Letter paper."""
    written = source(key=True, large_print=True, size="letter")
    for part in (
        r"\documentclass[12pt,addpoints]{exam}",
        r"\usepackage[letterpaper,",
        "\\printanswers\n",
        "\\begin{document}\n\\Large",
        r"\CorrectChoice{} [0, 1]",
        "\\begin{feedback}\nYes.",
        r"\textbf{\ensuremath{\to} a}",
        "\\begin{solution}\n\\textbf{Key}",
        r"Says \& means it.",
    ):
        assert part in written


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="TeX is not installed")
@pytest.mark.parametrize("key", [False, True])
def test_it_compiles(key: bool, tmp_path: Path) -> None:
    """pdflatex makes a PDF of every format without an error."""
    (tmp_path / "exam.tex").write_text(source(key=key), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "exam.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]


@pytest.fixture(scope="module")
def bundled() -> Bank:
    """The bundled bank."""
    return mli.load_bank()


def test_figures_lie_beside_the_source(bundled: Bank) -> None:
    """Drawings become PDF, under names that TeX can read; standard output has words instead."""
    form = bundled.form("seed")
    written = write([paper(form, bundled)], "tex", PageSetup(folder="beside"))
    (name, content), *_ = written.files.items()
    assert re.fullmatch(r"beside/[A-Za-z0-9-]+\.pdf", name)
    assert content.startswith(b"%PDF")
    assert f"\\figurefile{{{name}}}".encode() in written.content
    alone = write([paper(form, bundled)], "tex", PageSetup(inline_figures=True))
    assert alone.files == {}
    assert b"\\nofigure{" in alone.content


def test_all_formulas_of_the_bank_are_formulas(bundled: Bank) -> None:
    """None has a fault that would have it printed as it is written."""
    found = set()
    for item in bundled.values():
        for written in (item.stem, item.explanation or "", *(shown for _, shown in item.choices)):
            found |= {part.text for part in split_math(written) if part.kind != "text"}
    assert len(found) > 100
    assert [formula for formula in found if latex_math(formula) is None] == []
