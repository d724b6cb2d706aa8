"""Files that hold YAML, and what else may stand in their place: encodings, sizes, links, pipes."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from mlinterview.bank._yaml import Document, Fault, parse_yaml, read_yaml, split_entries


def told(document: Document) -> list[tuple[int, str, str]]:
    """Faults as (line, where, message)."""
    return [(fault.line, fault.where, fault.message) for fault in document.faults]


def assert_one_fault(document: Document, line: int, where: str, words: str) -> None:
    """Exactly one fault, at that place, whose message has these words."""
    [(found_line, found_where, message)] = told(document)

    assert (line, where) == (found_line, found_where)
    assert words in message


# -- characters and encodings ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\0", "a NUL byte"), ("\x01", "U+0001"), ("\x1b", "U+001B"), ("\x7f", "U+007F"),
        ("\x9b", "U+009B"), ("\ud800", "U+D800"), ("\uffff", "U+FFFF"), ("\x0c", "U+000C"),
    ],
)  # fmt: skip
def test_control_characters(char: str, name: str) -> None:
    """A control character is a fault of its line and entry; the entries around it are read."""
    document = parse_yaml(f"- a\n- b:\n    c{char}d{char}\n- e\n")

    assert_one_fault(document, 3, "", name)
    assert isinstance(document.value, list)
    assert [document.value[0], document.value[2]] == ["a", "e"]
    assert [entry.sound for entry in split_entries(document)] == [True, False, True]


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\beta", "\\a", "\\e", "\\u0007"])
def test_escaped_control_characters(escape: str) -> None:
    """Escapes bring in no control characters either: LaTeX in double quotes often has them."""
    assert_one_fault(parse_yaml(f'- stem: "x{escape}"\n'), 1, "stem", "a control character")


def test_other_characters_are_text() -> None:
    """Any script, and tabs inside of text."""
    text = "- a: '日本語 🎲 \t é'\n- b: |\n    if x:\n    \treturn\n"

    assert parse_yaml(text).value == [{"a": "日本語 🎲 \t é"}, {"b": "if x:\n\treturn\n"}]


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029", "\ufdd0\u2028"])
def test_separators_are_text(char: str) -> None:
    """What YAML 1.1 took for line ends is text: no editor counts it as the end of a line."""
    document = parse_yaml(
        f"# a{char}b\n- a: b{char}c\n  'd{char}': |\n    e{char}f\n- a: 1\n  a: 2\n"
    )

    assert_one_fault(document, 6, "a", "lines 5 and 6")
    assert document.value == [{"a": f"b{char}c", f"d{char}": f"e{char}f\n"}, {"a": "1"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """All three kinds of line ends are the same, in text and in line numbers."""
    text = "- a: |\n    x\n    y\n- b: z: w\n- c: 1\n  c: 2\n".replace("\n", end)
    document = parse_yaml(text)

    assert document.value == [{"a": "x\ny\n"}, {"c": "1"}]
    assert [fault.line for fault in document.faults] == [4, 6]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("é: ß".encode(), {"é": "ß"}),
        ("é: ß".encode("utf-8-sig"), {"é": "ß"}),
        ("é: ß".encode("utf-16"), {"é": "ß"}),
        (b"", None),
        (b"# nothing", None),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, value: object) -> None:
    """UTF-8 with and without a byte-order mark, and UTF-16 with one, are read."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    document = read_yaml(path)

    assert value == document.value
    assert document.faults == ()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("a: 1\nb: é".encode("latin-1"), 2, "not UTF-8 (byte 0xe9 at offset 8)"),
        (b"a: \xff", 1, "not UTF-8 (byte 0xff at offset 3)"),
        (b"a: \xed\xa0\x80", 1, "not UTF-8 (byte 0xed at offset 3)"),
        ("abcdef: ü".encode("utf-16-le"), 0, "UTF-16, without a byte-order mark"),
        ("abcdef: ü".encode("utf-16-be"), 0, "UTF-16, without a byte-order mark"),
        ("abc".encode("utf-16")[:-1], 1, "not UTF-16"),
        ("abc".encode("utf-32"), 0, "UTF-32"),
        (bytes(range(256)), 2, "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", 1, "not UTF-8"),
    ],
)
def test_wrong_encodings(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    """Anything else is refused with the byte that gives it away."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    document = read_yaml(path)

    assert document.value is None
    assert_one_fault(document, line, "", words)


# -- files -------------------------------------------------------------------------------------


def test_large_files_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 MB is refused by its size alone."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(104_857_600)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("opened"))

    assert (Fault(0, "", "104 MB; the limit is 5 MB"),) == read_yaml(path).faults


def test_size_limit_is_exact(tmp_path: Path) -> None:
    """The limit itself is allowed, one byte more is not, and the message tells them apart."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 12345")

    assert read_yaml(path, max_bytes=8).value == {"a": "12345"}
    assert_one_fault(read_yaml(path, max_bytes=7), 0, "", "8 bytes; the limit is 7 bytes")


def test_growing_files_are_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is larger than it said is not read to its end."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    monkeypatch.setattr(Path, "open", lambda *_, **__: io.BytesIO(b"x" * 1_000))

    assert_one_fault(read_yaml(path, max_bytes=100), 0, "", "101 bytes; the limit is 100 bytes")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """Nobody writes into the pipe: reading would wait for ever."""
    os.mkfifo(tmp_path / "a.yaml")

    assert_one_fault(read_yaml(tmp_path / "a.yaml"), 0, "", "a named pipe; a file expected")


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="no such device here")
def test_devices_are_not_opened(tmp_path: Path) -> None:
    """A device may have no end, by itself or behind a link."""
    link = tmp_path / "a.yaml"
    link.symlink_to("/dev/zero")

    assert_one_fault(read_yaml(Path("/dev/zero")), 0, "", "a device; a file expected")
    assert_one_fault(read_yaml(link), 0, "", "a device; a file expected")


def test_what_is_no_file(tmp_path: Path) -> None:
    """Directories, missing files and impossible names are faults, not exceptions."""
    assert_one_fault(read_yaml(tmp_path), 0, "", "a directory; a file expected")
    assert_one_fault(read_yaml(tmp_path / "no.yaml"), 0, "", "there is no such file")
    assert_one_fault(read_yaml(tmp_path / "n\0.yaml"), 0, "", "cannot be read")
    assert_one_fault(read_yaml(tmp_path / ("n" * 5_000)), 0, "", "cannot be read")


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is a fault with the system's reason."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    monkeypatch.setattr(Path, "open", refuse)

    assert_one_fault(read_yaml(path), 0, "", "the file cannot be read: Permission denied")


def test_paths_must_stay_in_the_root(tmp_path: Path) -> None:
    """Links and ``..`` may lead about inside the bank, never out of it."""
    bank = tmp_path / "bank"
    bank.mkdir()
    (tmp_path / "bank-two").mkdir()
    for path in (bank / "in.yaml", tmp_path / "out.yaml", tmp_path / "bank-two" / "out.yaml"):
        path.write_text("a: 1")
    (bank / "link.yaml").symlink_to("in.yaml")
    (bank / "leads-out.yaml").symlink_to(tmp_path / "out.yaml")
    (bank / "folder").symlink_to(tmp_path / "bank-two")
    (bank / "loop.yaml").symlink_to("loop.yaml")

    inside = [bank / "in.yaml", bank / "link.yaml", bank / ".." / "bank" / "in.yaml"]
    outside = [
        bank / "leads-out.yaml",
        bank / ".." / "out.yaml",
        bank / "folder" / "out.yaml",
        bank / ".." / "bank-two" / "out.yaml",
    ]
    assert [read_yaml(path, root=bank).value for path in inside] == [{"a": "1"}] * 3
    for path in outside:
        assert_one_fault(read_yaml(path, root=bank), 0, "", "the path leads out of the bank")
        assert read_yaml(path).value == {"a": "1"}
    assert_one_fault(read_yaml(bank / "loop.yaml", root=bank), 0, "", "cannot be read")


def test_root_may_be_a_link_or_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root is compared as what it leads to."""
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "in.yaml").write_text("a: 1")
    (tmp_path / "link").symlink_to("bank")
    monkeypatch.chdir(tmp_path)

    for root in (Path("bank"), Path("link"), tmp_path / "link"):
        assert read_yaml(root / "in.yaml", root=root).value == {"a": "1"}
