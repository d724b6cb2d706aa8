"""Markdown of questions as HTML: what it becomes, and what never comes through."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mlinterview.rendering.html import inline_to_html, to_html

TABLE = (
    '<div class="scroll"><table>\n<thead>\n<tr>\n<th style="text-align:right">a</th>\n'
    '<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td style="text-align:right">1</td>\n'
    "<td>2</td>\n</tr>\n</tbody>\n</table></div>"
)
CASES = [
    ("Two *words* and **two**.", "<p>Two <em>words</em> and <strong>two</strong>.</p>"),
    ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ("`a < b`", "<p><code>a &lt; b</code></p>"),
    ("The <eos> token", "<p>The &lt;eos&gt; token</p>"),
    ("```python\nx = 1 < 2\n```", "<pre><code>x = 1 &lt; 2\n</code></pre>"),
    ("    x = 1", "<pre><code>x = 1\n</code></pre>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
    ("## Setting", '<p class="heading">Setting</p>'),
    ("$x^2$", '<p><span class="math" title="x^2">x²</span></p>'),
    ("$x$", '<p><span class="math">x</span></p>'),
    ('$"<a$', '<p><span class="math" title="&quot;&lt;a">&quot; &lt; a</span></p>'),
    ("It costs $3 and $5.", "<p>It costs $3 and $5.</p>"),
    (r"$\frac{$", r"<p><code>\frac{</code></p>"),
    (
        "$$a_1$$",
        '<p><span class="display"><span class="math" title="a_1">a₁</span></span></p>',
    ),
    (
        "$" + "a + " * 10 + "b$",
        '<p><span class="math long">' + "a + " * 10 + "b</span></p>",
    ),
    (
        '[docs](https://example.org/?a=1&b "t")',
        '<p><a href="https://example.org/?a=1&amp;b" rel="noreferrer">docs</a></p>',
    ),
    (
        "<http://example.org>",
        '<p><a href="http://example.org" rel="noreferrer">http://example.org</a></p>',
    ),
    ("[mail](mailto:a@b.org), [file](page.html), [top](#top)", "<p>mail, file, top</p>"),
    ("[x](//example.org) [y](https:evil)", "<p>x y</p>"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("![A *falling* loss](https://example.org/x.png)", "<p>[Figure: A falling loss]</p>"),
    (
        "| a | b |\n|--:|---|\n| 1 | 2 |",
        TABLE,
    ),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
]


@pytest.mark.parametrize(("text", "html"), CASES, ids=lambda value: value[:30])
def test_markdown_becomes_html(text: str, html: str) -> None:
    """Emphasis, code, lists, tables, math; links to the web alone; HTML and pictures as words."""
    assert to_html((text, True)) == html


def test_pieces_do_not_reach_into_each_other() -> None:
    """Signs of one text do not pair with those of the next, and plain text is never Markdown."""
    pieces = (("*a) ", False), ("x*y", True), (" → `", False), ("u*v`", True))
    assert to_html(*pieces) == "<p>*a) x*y → `u*v`</p>"
    assert to_html(("a) ", False), ("```\nx\n```", True)) == (
        "<p>a) </p>\n<pre><code>x\n</code></pre>"
    )


def test_titles_have_no_blocks_and_no_links() -> None:
    """What stands in one line begins no list and leads nowhere."""
    found = inline_to_html("1. A *short* [`way`](https://example.org)\n# to $e^x$")
    assert found == (
        '1. A <em>short</em> <code>way</code>\n# to <span class="math" title="e^x">eˣ</span>'
    )


#: every tag that may come out, with the values its attributes may have
ALLOWED = {
    "a": {"href": r"https?://[^/?#\s].*", "rel": "noreferrer"},
    "div": {"class": "scroll"},
    "ol": {"start": r"\d+"},
    "p": {"class": "heading"},
    "span": {"class": "math|math long|display", "title": ".*"},
    "td": {"style": "text-align:(left|right|center)"},
    "th": {"style": "text-align:(left|right|center)"},
    **{tag: {} for tag in ["blockquote", "br", "code", "em", "hr", "li", "pre", "s", "strong"]},
    **{tag: {} for tag in ["table", "tbody", "thead", "tr", "ul"]},
}


class Strict(HTMLParser):
    """Fails on a tag or an attribute that is not allowed, and on tags left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            assert re.fullmatch(ALLOWED[tag][name], value or "", re.IGNORECASE | re.DOTALL)
        assert tag in ALLOWED
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


HOSTILE = st.sampled_from(
    [
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<?", "<![CDATA[",
        "[a](", "javascript:", "JaVaScRiPt:", "data:text/html,", "https://x.org", "vbscript:",
        "java&#x73;cript:", "java\tscript:", ")", "![", "](", "]", "[a]: ", "[a]", "<", ">", '"',
        "'", "`", "```", "~~~", "$", "$$", "\\", "\\text{", r"\href{", "}", "|", "|--|", "\n",
        "\n\n", "\n    ", "- ", "1. ", "# ", "> ", "*", "__", " onclick=", "&lt;", "&#60;", "&",
        "\u2028", "\x00", "a", " ",
    ]
)  # fmt: skip
texts = st.lists(HOSTILE, max_size=25).map("".join) | st.text(max_size=40)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.tuples(texts, st.booleans()), max_size=3), texts)
def test_nothing_hostile_comes_through(pieces: list[tuple[str, bool]], title: str) -> None:
    """Whatever is written, only harmless tags and attributes come out, closed in order."""
    Strict(to_html(*pieces))
    Strict(inline_to_html(title))


@given(texts)
def test_plain_text_stays_as_it_stands(text: str) -> None:
    """A text that is no Markdown comes back unchanged when its entities are read."""
    kept: list[str] = []
    reader = HTMLParser()
    reader.handle_data = kept.append  # type: ignore[method-assign]
    reader.feed(to_html((text, False)))
    reader.close()
    assert "".join(kept) == text


@pytest.mark.parametrize("sign", ["[", "*a ", "$a", "`a", "![a", "> ", "_*", "<", "|a", "[a](b"])
def test_long_texts_take_little_time(sign: str) -> None:
    """Twenty thousand characters that open something and close nothing are read in a moment."""
    Strict(to_html((sign * (20_000 // len(sign)), True)))
