"""Every example of the README and of docs/ runs: a page's examples in order, in one directory.

What a block does is told by its language and title:

- ``title="a/path.yaml"``: a file, written for the blocks after it;
- ``python``: runs, all blocks of a page in one namespace; a block with ``title="output"`` after it
  holds what is printed (``...`` stands for anything);
- ``sh``, ``console``: every command that begins with ``mlinterview`` runs; ``# exit 1`` behind it
  names its exit code; output below it in ``console`` must be what is printed, and lines that begin
  with ``> `` are typed in;
- ``yaml`` with items: loads as a bank without a fault and without an error of the linter;
  ``title="bad: E04"`` must break that rule, ``title="good: E04"`` must not;
  below a line such as ``# questions/taxonomy.yaml`` stands what that file of the bank holds;
- other ``yaml`` and ``json``: parses.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

import mlinterview as mli
from mlinterview.cli import main

ROOT = Path(__file__).parents[2]
#: pages of reference are written by tools and hold signatures, not examples
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "reference"),
]
FILES = Path(__file__).parent / "files"

_TITLE = re.compile(r'title="([^"]*)"')
_RULE = re.compile(r"(bad|good): ([A-Z]\d\d)")
_FILE = re.compile(r"^# (questions/\S+\.yaml)\n", re.MULTILINE)
_EXIT = re.compile(r"#\s*exit (\d+)")
_FLAGS = doctest.ELLIPSIS


@dataclass
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    lang: str
    title: str
    text: str

    @property
    def place(self) -> str:
        """For messages."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    found = []
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.map:
            title = _TITLE.search(token.info)
            lang = token.info.split()[0] if token.info.split() else ""
            named = title[1] if title else ""
            found.append(Block(page, token.map[0] + 1, lang, named, token.content))
    return found


@dataclass
class PageRun:
    """The directory and the namespace that a page's blocks share."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "example"})
    scratch: int = 0

    def run(self, page: Sequence[Block]) -> None:
        for at, block in enumerate(page):
            after = page[at + 1] if at + 1 < len(page) else None
            if block.title and block.title != "output" and not _RULE.fullmatch(block.title):
                self.write(block)
            elif block.lang == "python":
                printed = self.python(block)
                if after is not None and after.title == "output":
                    same(after.text, printed, after.place)
            elif block.lang in ("sh", "console"):
                self.shell(block)
            elif block.lang == "yaml":
                self.yaml(block)
            elif block.lang == "json":
                json.loads(block.text)

    def write(self, block: Block) -> None:
        path = self.folder / block.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def python(self, block: Block) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            # blank lines ahead, so that a traceback names the line of the page
            source = "\n" * block.line + block.text
            exec(compile(source, str(block.page), "exec", dont_inherit=True), self.names)
        return printed.getvalue()

    def shell(self, block: Block) -> None:
        for command, expected in commands(block):
            typed = [line[2:] for line in expected.splitlines() if line.startswith("> ")]
            code, printed = self.command(command, "".join(line + "\n" for line in typed))
            wanted = _EXIT.search(command)
            message = f"{block.place}: {command}\n{printed}"
            assert code == (int(wanted[1]) if wanted else 0), message
            if expected.strip():
                same(expected, printed, f"{block.place}: {command}")

    def command(self, line: str, stdin: str) -> tuple[int, str]:
        """Exit code and terminal output of a command line; ``> file`` at its end is obeyed."""
        words = shlex.split(line, comments=True)
        stdout = None
        if ">" in words:
            stdout = self.folder / words[-1]
            words = words[:-2]
        screen = io.StringIO()
        out = screen if stdout is None else io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(screen),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr("sys.stdin", io.StringIO(stdin))
            with pytest.raises(SystemExit) as stopped:
                main(words[1:])
        if stdout is not None:
            stdout.write_text(out.getvalue(), encoding="utf-8")
        return int(stopped.value.code or 0), screen.getvalue()

    def yaml(self, block: Block) -> None:
        entries = yaml.safe_load(block.text) if block.title == "" else None
        rule = _RULE.fullmatch(block.title)
        if rule is None and not (
            isinstance(entries, list) and entries and "format" in (entries[0] or {})
        ):
            return
        problems = mli.lint(self.bank_of(block), profile="published" if rule else "exam")
        listed = "\n".join(map(str, problems))
        if rule is None:
            wrong = [p for p in problems if p.level == "error" and p.waived is None]
            assert wrong == [], f"{block.place}:\n{listed}"
        else:
            found = {problem.rule for problem in problems if problem.waived is None}
            assert (rule[2] in found) == (rule[1] == "bad"), f"{block.place}: {rule[0]}\n{listed}"

    def bank_of(self, block: Block) -> Path:
        """A bank with the items of one block, and the page's figures and stimuli beside them."""
        self.scratch += 1
        root = self.folder / f"scratch-{self.scratch}"
        parts = _FILE.split(block.text)
        names = ["questions/ml_theory/items.yaml", *parts[1::2]]
        for name, text in zip(names, parts[::2], strict=True):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        for name in ("figures", "stimuli"):
            made = self.folder / "my-bank" / "questions" / name
            if made.is_dir():
                shutil.copytree(made, root / "questions" / name)
        return root


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of the project in a block, each with the output that stands below it."""
    lines = block.text.replace("\\\n", " ").splitlines()
    prompt = "$ " if block.lang == "console" else ""
    command, output = "", list[str]()
    for line in [*lines, prompt + "end"]:
        if line.startswith(prompt):
            if command.startswith("mlinterview "):
                yield command, "\n".join(output)
            command, output = line.removeprefix(prompt).strip(), []
        else:
            output.append(line)


def same(expected: str, printed: str, place: str) -> None:
    """Fail with a difference where a page shows something else than is printed."""
    want, got = tidy(expected), tidy(printed)
    example = doctest.Example("", want)
    checker = doctest.OutputChecker()
    if not checker.check_output(want, got, _FLAGS):
        difference = checker.output_difference(example, got, _FLAGS | doctest.REPORT_UDIFF)
        pytest.fail(f"{place}\n{difference}", pytrace=False)


def tidy(text: str) -> str:
    """Without blanks before line ends, without blank lines around, paths as on Unix."""
    text = text.replace("\\", "/") if os.name == "nt" else text
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_does_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every block of a page runs and gives what the page says; banks it writes load."""
    prepared = FILES / page.stem
    if prepared.is_dir():
        shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLINTERVIEW_BANK", raising=False)
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    PageRun(tmp_path).run(blocks(page))
    for made in sorted(tmp_path.glob("*/questions")):
        if made.parent.name.startswith("scratch-"):
            continue
        problems = mli.lint(made.parent)
        wrong = [str(p) for p in problems if p.level == "error" and p.waived is None]
        assert wrong == [], f"{made.parent.name}, written by {page.name}"


def test_pages_are_found() -> None:
    """The tests would pass on nothing if the pages were elsewhere."""
    assert {page.name for page in PAGES} >= {"README.md", "index.md", "writing-items.md"}


def test_the_plugin_of_the_tutorial_works(tmp_path: Path) -> None:
    """The package that the developer's tutorial shows, installed, adds its format and grader."""
    page = blocks(ROOT / "docs" / "tutorials" / "developer.md")
    run = PageRun(tmp_path)
    files = {block.title: block for block in page if "." in block.title}
    for block in files.values():
        run.write(block)
    # what an installer would do: the module on the path, with the entry points in its metadata
    project = tomllib.loads(files["mli-shapes/pyproject.toml"].text)["project"]
    info = tmp_path / "mli-shapes" / "mli_shapes-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: mli-shapes\nVersion: 1.0\n")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    paths = [str(info.parent), str(Path(mli.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-W", "error", "try_it.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    output = page[page.index(files["try_it.py"]) + 1]
    same(output.text, done.stdout, output.place)
