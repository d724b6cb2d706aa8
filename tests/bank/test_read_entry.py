"""One entry of a file read by itself: the same value and lines as in the whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlinterview._resources import bundled_root
from mlinterview.bank._yaml import line_of, read_entry, read_yaml, split_entries
from mlinterview.bank.source import Entries

FILES = sorted((bundled_root() / "questions").glob("m*/*.yaml"))


def places(value: object, loc: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a value."""
    below: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        below = [(str(key), entry) for key, entry in value.items()]
    elif isinstance(value, list):
        below = list(enumerate(value))
    return [loc, *(place for step, entry in below for place in places(entry, (*loc, step)))]


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: path.stem)
def test_alone_as_in_the_file(path: Path) -> None:
    """Value and every line of every entry of the bundled files."""
    whole = split_entries(read_yaml(path))
    assert whole
    for entry in whole:
        alone = read_entry(path, line_of(entry.node, ()))
        assert alone is not None
        assert alone.value == entry.value
        for place in places(entry.value):
            assert line_of(alone.node, place) == line_of(entry.node, place)


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"}]\n',
        "- id: a\n---\n- id: b\n",
        "- &a {id: a}\n- *a\n",
        "- id: a\n- id: b\n  id: c\n",
        "- id: a\n- words\n",
        "id: a\n",
    ],
)
def test_what_only_the_whole_file_can_tell(tmp_path: Path, text: str) -> None:
    """Flow lists, several documents, aliases, faults: None, and `Entries` reads all."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_entry(path, 2) is None
    whole = split_entries(read_yaml(path))
    for index, entry in enumerate(whole):
        found = Entries(path, tmp_path).entry(index, 2)
        assert found is not None
        assert found.value == entry.value


def test_line_ends_and_lines_that_are_not_there(tmp_path: Path) -> None:
    """Lines of Windows count alike; a line that begins no entry is none."""
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeff- id: a\r\n  stem: |\r\n    - b\r\n\r\n- id: c\r\n".encode())
    found = read_entry(path, 1)
    assert found is not None
    assert found.value == {"id": "a", "stem": "- b\n"}
    last = read_entry(path, 5)
    assert last is not None
    assert line_of(last.node, ("id",)) == 5
    assert [read_entry(path, line) for line in (0, 2, 4, 99)] == [None] * 4
    assert read_entry(tmp_path / "none.yaml", 1) is None
    (tmp_path / "b.yaml").write_bytes(b"- id: \xff\n")
    assert read_entry(tmp_path / "b.yaml", 1) is None


def test_many_entries_are_read_at_once(tmp_path: Path) -> None:
    """From some number on the file is read as a whole, with the same values."""
    path = tmp_path / "a.yaml"
    path.write_text("".join(f"- id: e{n}\n" for n in range(40)), encoding="utf-8")
    entries = Entries(path, tmp_path)
    found = [entries.entry(n, n + 1) for n in range(40)]
    assert [entry and entry.value for entry in found] == [{"id": f"e{n}"} for n in range(40)]
    assert entries.entry(3, 4) is not None
    assert entries.entry(40, 41) is None
