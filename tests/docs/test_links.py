"""Links within the documentation lead somewhere, and every page can be reached."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def anchor(heading: str) -> str:
    """The id that the site gives a heading."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def anchors(page: Path) -> set[str]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return {
        anchor(re.sub(r"[`*]", "", after.content))
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    }


def links(page: Path) -> Iterator[str]:
    markdown = MarkdownIt().enable("table")
    for token in markdown.parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            for name in ("href", "src"):
                if child.type in ("link_open", "image") and child.attrGet(name):
                    yield str(child.attrGet(name))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link names a file that is there, and a heading in it."""
    broken = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, heading = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.is_file() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_site_lists_every_page() -> None:
    """The navigation of mkdocs.yml names each page of docs/ once, and no other."""
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def pages(entry: object) -> Iterator[str]:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                yield from pages(value)
        elif isinstance(entry, list):
            for value in entry:
                yield from pages(value)

    listed = sorted(pages(site["nav"]))
    assert sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")) == listed
