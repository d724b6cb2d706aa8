"""HTML of learning platforms as Markdown that shows the same, and nothing that runs."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.interchange._from_html import Texts, plain_text
from mlinterview.interchange._markdown import from_markdown, from_plain, prose, unblanked
from mlinterview.interchange._pictures import Pictures
from mlinterview.model._expressions import fill
from mlinterview.rendering.html import to_html
from mlinterview.rendering.parsed import parse

PNG = b"\x89PNG\r\n\x1a\n rest"
ADDRESS = "data:image/png;base64," + base64.b64encode(PNG).decode()


def markdown(html, **more):
    return Texts(Pictures(), **more).html(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two<br>three</p>", "One\n\ntwo\\\nthree"),
        ("a <strong>b </strong><em>c</em> <s>d</s>", "a **b** *c* ~~d~~"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n  1. b\n- c"),
        ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n4. b\n\n   c"),
        ("<h2>Title</h2>text", "**Title**\n\ntext"),
        ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"),
        ("<a href='https://a.org/b'>c</a>", "[c](https://a.org/b)"),
        ("<a href='javascript:x()'>c</a>", "c"),
        ("<code>a|b</code> <tt>`c`</tt>", "`a|b` `` `c` ``"),
        ("<pre>if a:<br>    b</pre>", "```\nif a:\n    b\n```"),
        ("H<sub>2</sub>O 10<sup>-3</sup> x<sub>i</sub>", "H₂O 10⁻³ x\\_i"),
        ("<q>said</q>", "“said”"),
        (
            "<table><tr><td>a</td><td colspan=2>b</td></tr><tr><td>c</td></tr></table>",
            "| a | b |  |\n| --- | --- | --- |\n| c |  |  |",
        ),
        (r"\(x_1 &lt; 2\) and \[y\] and $$z$$", "$x_1 < 2$ and $$y$$ and $$z$$"),
        ("costs $5 or $x_1$", r"costs \$5 or $x_1$"),
        ('<math alttext="x^2"><mi>x</mi></math>', "$x^2$"),
        ('<math alttext="angle A"><mo>∠</mo><mi>A</mi></math>', "∠ A"),
        ('<math><mi>x</mi><annotation encoding="a/x-tex">x^2</annotation></math>', "$x^2$"),
        ("<math><mi>x</mi><mn>2</mn></math>", "x 2"),
        ('<script type="math/tex; mode=display">a < b</script>', "$$a < b$$"),
        (
            '<img class="equation_image" data-equation-content="\\frac{a}{b}" src="x">',
            r"$\frac{a}{b}$",
        ),
        ('<img src="/equation_images/%255Calpha?scale=1">', r"$\alpha$"),
        ("the <eos> of <b>List</b><int></s>", "the <eos> of **List**<int>"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("a_b _c_ a*b*", r"a_b \_c\_ a\*b\*"),
        ("&lt;eos&gt; &amp;lt;", r"<eos> \&lt;"),
        ("[a](b)", r"\[a](b)"),
        ("{=n} <code>{=n}</code> \\({=n}\\)", r"{\=n} `{ =n}` ${ =n}$"),
        ("<script>x</script><p onclick='y'>a</p><iframe src=b></iframe>", "a"),
        ("<section><div>a</div><span>b<p>c</p></span></section>", "a\n\nb\n\nc"),
    ],
)
def test_conversion(html, expected):
    """One piece of HTML and its Markdown."""
    assert markdown(html) == expected


def test_pictures():
    """A picture alone goes to the figures; within text it is named; each is kept once."""
    pictures = Pictures()
    texts = Texts(pictures, lambda address: PNG if address == "dir/a%20b.png" else None)
    assert texts.html(f'<p>See</p><img src="{ADDRESS}" alt="A curve">') == "See"
    assert texts.html('As <img src="dir/a%20b.png"> shows') == "As (figure 1) shows"
    assert texts.html(f'<img src="{ADDRESS}">', named=True) == "(figure 1)"
    assert texts.figures == [{"file": "figures/figure.png", "alt": "A curve"}]
    assert pictures.files == {"figures/figure.png": PNG}


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ("http://a.org/x.png", "a picture is not in the file: http://a.org/x.png"),
        ("", "a picture has no address: no address"),
        ("data:image/png;base64,AAAA", "it is no PNG, JPEG, GIF or SVG"),
        ("data:image/png;base64,A", "a picture is not in the file: within the text"),
        ("data:image/svg+xml,<svg onload='x()'/>", "an SVG with the handler onload"),
        ("data:image/svg+xml,<svg><script/></svg>", "an SVG with <script>"),
        ("data:image/svg+xml,<svg><a href='http://x'/></svg>", "addresses of elsewhere"),
        ("data:image/svg+xml,<svg><style>@import 'x'</style></svg>", "styles from elsewhere"),
        ("data:image/svg+xml,<svg", "not well-formed XML"),
    ],
)
def test_pictures_left_out(address, note):
    """What is no picture that may be taken is told, and its words stay."""
    texts = Texts(Pictures(), lambda address: None)
    address = address.replace("<", "&lt;").replace(">", "&gt;")
    assert texts.html(f'<img src="{address}" alt="words">') == "[picture: words]"
    assert note in texts.notes[-1]


def test_svg():
    """An SVG without anything that runs is kept."""
    pictures = Pictures()
    path, reason = pictures.add(
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', "a/b.svg"
    )
    assert (path, reason) == ("figures/b.svg", "")
    assert pictures.add(b"GIF89a", "c")[0] == "figures/figure.gif"
    assert pictures.add(b"GIF89a2", "x/figure.gif")[0] == "figures/figure-2.gif"
    assert pictures.add(b"GIF8" + b" " * 10_000_000, "d")[1] == "it is over 10 MB"


def test_notes():
    """What was taken out is told once."""
    texts = Texts(Pictures())
    texts.html("<script>x</script><p onclick=y>a</p>")
    texts.html("<object>x</object>")
    assert texts.notes == ["scripts, handlers or embedded objects were left out"]


def test_plain_text():
    """What is compared with typed answers is text without tags."""
    assert plain_text("<p>a&nbsp;&lt;b&gt;<br>c</p>") == "a <b> c"


_TEXT = st.text(st.sampled_from(list("ab 1.-+*_`~#>|=[](){}<>!&;:\\/@x")), min_size=1, max_size=30)


def shown(text):
    """What Markdown shows of a text: its words with all markup gone."""
    pieces = []
    for token in parse(text):
        for child in token.children or ():
            pieces.append("\n" if child.type in ("softbreak", "hardbreak") else child.content)
        if token.type in ("fence", "code_block", "heading_open", "hr", "list_item_open"):
            pieces.append(f"<{token.type}>")
    return " ".join("".join(pieces).split())


@given(_TEXT)
def test_prose_shows_itself(text):
    """No text without dollars becomes markup: what is shown is what stood there."""
    if "\\(" not in text and "\\[" not in text:
        assert shown(prose(" ".join(text.split()))) == " ".join(text.split())


@given(st.text(max_size=60) | _TEXT)
def test_nothing_is_a_slot_or_a_blank(text):
    """Whatever the text, it holds no slot; broken once more, no blank either."""
    for made in (prose(text), from_plain(text), from_markdown(text), markdown(text)):
        assert fill(made, None) == made
        assert "{{" not in unblanked(made)


@given(st.text(st.sampled_from(list("<>/abpi =\"'&;ul li script")), max_size=60))
def test_any_html_is_safe(text):
    """Whatever the HTML, a page made of it has none of its tags."""
    page = to_html((markdown(text), True))
    assert "<script" not in page
    assert "<iframe" not in page
