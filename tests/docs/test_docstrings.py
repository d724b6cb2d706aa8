"""The examples in docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import mlinterview


def modules() -> Iterator[str]:
    yield "mlinterview"
    for module in pkgutil.walk_packages(mlinterview.__path__, "mlinterview."):
        if not module.name.endswith(".__main__"):  # it would run the command line
            yield module.name


@pytest.mark.parametrize("name", list(modules()))
def test_examples_of_a_module_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a docstring shows is what happens."""
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    for test in finder.find(module, name):
        runner.run(test, out=said.append)
    assert runner.failures == 0, "".join(said)


def test_there_are_examples() -> None:
    """The public functions have examples, so that the test above looks at something."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    shown = [
        name
        for name in ("grade", "grade_all", "guess", "load_bank", "present", "prompt", "parse")
        if any(test.examples for test in finder.find(getattr(mlinterview, name), name))
    ]
    assert shown == ["grade", "grade_all", "guess", "load_bank", "present", "prompt", "parse"]
