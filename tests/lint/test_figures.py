"""Figures: files that are there and harmless drawings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlinterview.lint import lint
from mlinterview.lint._figures import MAX_FIGURE_BYTES
from mlinterview.lint._svg import svg_faults
from mlinterview.model.problem import Problem

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(body: str, attributes: str = "") -> bytes:
    return f"<svg {NAMESPACES} {attributes}>{body}</svg>".encode()


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        "<script href='#x'/>",
        "<foreignObject/>",
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="#a"/>',
        '<rect ONLOAD="x()"/>',
        '<rect onload=" "/>',
        '<a href="http://example.org">x</a>',
        '<a xlink:href="javascript:alert(1)">x</a>',
        '<a href=" java&#10;script:alert(1)">x</a>',
        '<image href="//example.org/x.png"/>',
        '<image href="x.png"/>',
        '<image href="file:///etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#part"/>',
        '<use xlink:href="data:text/html,x"/>',
        '<rect fill="url(http://example.org/p)"/>',
        "<rect style=\"fill:url( 'http://example.org/p' )\"/>",
        '<rect style="fill:u\\72l(//example.org)"/>',
        "<style>@import 'http://example.org/x.css';</style>",
        "<style>rect { fill: URL(//example.org/x) }</style>",
        "<style>rect { fill: u/**/rl(x); filter: url(x.svg#f) }</style>",
        "<style>r{}<![CDATA[ p { fill: url(https://example.org) } ]]></style>",
        '<set attributeName="href" to="javascript:x"/>',
        '<animate attributeName="xlink:href" values="http://example.org"/>',
        '<set attributeName="onclick" to="x()"/>',
        '<?xml-stylesheet href="http://example.org/x.css"?>',
        '<g xml:base="http://example.org/"><use href="#x"/></g>',
    ],
)
def test_drawings_that_do_more_than_show(body: str) -> None:
    """Scripts, handlers, foreign content and whatever leads out of the file are found."""
    assert svg_faults(drawing(body))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<text>on load the script is at https://example.org</text>",
        '<path fill="url(#g)" style="stroke: url(\'#g\')" clip-path="url(&quot;#c&quot;)"/>',
        '<use href="#part"/><use xlink:href="#part"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>/* url(http://example.org) */ .a { fill: red }</style>",
        "<!-- <script/> -->",
        "<title>On values</title><desc>one</desc>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/x#" r:resource="http://purl.org"/></metadata>',
    ],
)
def test_harmless_drawings(body: str) -> None:
    """What plotting programs write is let through."""
    assert svg_faults(drawing(body)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no markup",
        b"<html><body/></html>",
        b"<svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x"><svg xmlns="x"/>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="x">&b;</svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="no-such"?><svg xmlns="x"/>',
    ],
)
def test_no_drawing_at_all(content: bytes) -> None:
    """Other files, cut files, document types and scripts in another encoding are found."""
    assert svg_faults(content)


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    """Whatever a file holds gives lines of text, never an exception."""
    assert all("\n" not in fault for fault in svg_faults(content))


def figures_of(root: Path, name: str) -> list[Problem]:
    folder = root / "questions" / "ml_theory"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "x.yaml").write_text(
        f"- {{id: one, format: true_false, stem: It falls., answer: true,\n"
        f"   figures: [{{file: '{name}', alt: A curve.}}]}}\n",
        encoding="utf-8",
    )
    return [problem for problem in lint(root) if problem.rule == "E15"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_bank(tmp_path: Path) -> None:
    """Links are followed before the place is judged."""
    figures = tmp_path / "bank" / "questions" / "figures"
    figures.mkdir(parents=True)
    (tmp_path / "secret.svg").write_bytes(drawing(""))
    (figures / "link.svg").symlink_to(tmp_path / "secret.svg")
    (figures / "here.svg").write_bytes(drawing(""))
    (figures / "inner.svg").symlink_to(figures / "here.svg")
    (problem,) = figures_of(tmp_path / "bank", "figures/link.svg")
    assert (problem.where, problem.line) == ("figures[0].file", 2)
    assert "outside the bank" in problem.message
    assert figures_of(tmp_path / "bank", "figures/inner.svg") == []


@pytest.mark.parametrize(("size", "count"), [(MAX_FIGURE_BYTES, 0), (MAX_FIGURE_BYTES + 1, 1)])
def test_size(size: int, count: int, tmp_path: Path) -> None:
    """A figure of two megabytes is the largest."""
    figures = tmp_path / "questions" / "figures"
    figures.mkdir(parents=True)
    (figures / "big.png").write_bytes(b"\x89PNG\r\n\x1a\n".ljust(size, b"\0"))
    assert count == len(figures_of(tmp_path, "figures/big.png"))


@pytest.mark.parametrize("name", ["figures\\\\x.svg", "/x.svg", "c:x.svg", "\\0.svg", "x" * 5000])
def test_paths_that_no_system_shares(name: str, tmp_path: Path) -> None:
    """Paths that one system reads and another does not are found on each of them."""
    name = name.replace("\\\\", "\\").replace("\\0", "a:b/..\u2028")
    assert len(figures_of(tmp_path, name)) == 1


def test_figures_of_a_stimulus(tmp_path: Path) -> None:
    """They are looked at too, and reported at the item that uses the stimulus."""
    folder = tmp_path / "questions" / "stimuli"
    folder.mkdir(parents=True)
    (folder / "s.yaml").write_text(
        "- {id: curve, figures: [{file: figures/a.svg, alt: A curve.}]}\n"
        "- {id: unused, figures: [{file: figures/b.svg, alt: A curve.}]}\n",
        encoding="utf-8",
    )
    items = tmp_path / "questions" / "ml_theory"
    items.mkdir()
    (items / "x.yaml").write_text(
        "- {id: one, format: true_false, stem: It falls., answer: true, stimulus: curve}\n",
        encoding="utf-8",
    )
    problems = [problem for problem in lint(tmp_path) if problem.rule == "E15"]
    assert {("one", "stimulus"), ("", "stimulus")} == {(p.item, p.where) for p in problems}
    assert all("there is no such file" in problem.message for problem in problems)
