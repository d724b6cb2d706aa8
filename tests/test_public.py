"""The public names: all there, all documented, and cheap to import."""

import copy
import inspect
import json
import pickle
import subprocess
import sys
from typing import Any

import pytest

import mlinterview as mli

HEAVY = (
    "click",
    "rich",
    "numpy",
    "scipy",
    "pydantic",
    "yaml",
    "simpleeval",
    "openpyxl",
    "http.server",
)


def run(code: str) -> Any:
    """What a fresh interpreter prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", mli.__all__)
def test_a_public_name_resolves(name: str) -> None:
    """To something with a docstring, from its home, and under its own name."""
    value = getattr(mli, name)
    if name == "__version__":
        assert value.count(".") >= 2
        return
    assert inspect.getdoc(value)
    assert value is getattr(mli, name)
    if inspect.isclass(value):
        assert name == value.__name__


def test_all_is_sorted_and_whole() -> None:
    """As type checkers see it too: what is imported for them is what is listed."""
    assert sorted(mli.__all__) == list(mli.__all__)
    assert len(set(mli.__all__)) == len(mli.__all__)
    assert set(mli.__all__) <= set(dir(mli))
    source = inspect.getsource(mli)
    for name in set(mli.__all__) - {"__version__"}:
        assert f" import {name} as {name}\n" in source, name


def test_a_name_that_is_not_there() -> None:
    """An ordinary ``AttributeError``."""
    with pytest.raises(AttributeError, match="module 'mlinterview' has no attribute 'graed'"):
        mli.graed  # noqa: B018


def test_import_is_light() -> None:
    """``import mlinterview`` loads no heavy package, and none of the library's own parts."""
    code = "import mlinterview, sys, json; print(json.dumps(sorted(sys.modules)))"
    loaded = run(code)
    assert [name for name in loaded if name.split(".")[0] in HEAVY or name in HEAVY] == []
    own = [name for name in loaded if name.startswith("mlinterview.")]
    assert not [name for name in own if name.split(".")[1] in ("bank", "graders", "grading", "cli")]


def test_grading_needs_no_terminal() -> None:
    """Loading and grading leave out what only the command line and reports need."""
    code = (
        "import mlinterview as mli, sys, json\n"
        "item = mli.load_bank()['loss-for-task']\n"
        "mli.grade(item, item.key_response())\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    loaded = run(code)
    assert [
        name
        for name in loaded
        if name.split(".")[0] in ("click", "rich", "numpy", "scipy", "openpyxl")
    ] == []


@pytest.mark.parametrize("order", [("lint", "report"), ("report", "lint")])
def test_functions_are_functions_whatever_was_imported(order: tuple[str, str]) -> None:
    """A package of the same name does not take a function's place."""
    code = (
        "import mlinterview as mli, mlinterview.lint.coverage, mlinterview.reports, json\n"
        f"print(json.dumps([callable(getattr(mli, name)) for name in {order!r}]))"
    )
    assert run(code) == [True, True]


ERRORS = [
    mli.AssemblyError("no answer"),
    mli.BankError("no bank"),
    mli.BlueprintError("no blueprint"),
    mli.DecisionError(["no item"]),
    mli.ExchangeError("no quiz"),
    mli.InfeasibleError("no form"),
    mli.ExpressionError("no value"),
    mli.RubricError("no criterion"),
    mli.FormError("no form"),
    mli.InvalidResponseError(5, "text", item_id="a"),
    mli.MissingExtraError("reading XLSX", "xlsx"),
    mli.RecordsError("no records"),
    mli.ResourceError("no bank"),
    mli.SchemeError("no scheme"),
    mli.UnknownNameError("item", "a", ["b"]),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_have_one_root(error: Exception) -> None:
    """One class to catch them all; each says something on one line."""
    assert isinstance(error, mli.MLInterviewError)
    assert str(error)
    assert "\n" not in str(error)


def test_every_error_is_public() -> None:
    """And in the table above."""
    errors = {
        name
        for name in mli.__all__
        if inspect.isclass(getattr(mli, name)) and issubclass(getattr(mli, name), Exception)
    }
    assert errors - {"MLInterviewError"} == {type(error).__name__ for error in ERRORS}


def test_errors_are_caught_as_what_they_are() -> None:
    """A wrong id is a ``KeyError`` too, a wrong expression a ``ValueError``."""
    assert issubclass(mli.UnknownNameError, KeyError)
    assert issubclass(mli.ExpressionError, ValueError)
    assert "pip install 'mlinterview[xlsx]'" in str(mli.MissingExtraError("reading XLSX", "xlsx"))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_a_process(error: Exception) -> None:
    """What a worker raises arrives with its message and all that it holds."""
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_records_survive_a_process() -> None:
    """Banks, items, scores and schemes can be sent to workers and copied."""
    bank = mli.load_bank()
    item = bank["single-batch-loss-oscillates"]
    for value in (item, mli.grade(item, []), mli.load_scheme("standard"), bank.form("seed")):
        assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
    again = pickle.loads(pickle.dumps(bank))
    assert dict(again) == dict(bank)
    assert again.sources == bank.sources
    assert again.schemes == bank.schemes
    assert copy.deepcopy(bank).lexicon == bank.lexicon


def test_items_can_be_kept_in_sets() -> None:
    """Equal items have the same hash."""
    bank, again = mli.load_bank(), mli.load_bank()
    assert len({*bank.values(), *again.values()}) == len(bank)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("x" * 500, "…"),
        ([1] * 500, "a list of 500 entries"),
        (10**5000, "a int"),
        ({"a": [1]}, "{'a': [1]}"),
    ],
    ids=["line", "long", "list", "digits", "mapping"],
)
def test_values_are_shown_short_and_on_one_line(value: Any, shown: str) -> None:
    """Whatever was found fits into the message."""
    message = str(mli.InvalidResponseError(value, "text", item_id="a"))
    assert shown in message
    assert "\n" not in message
    assert len(message) < 150
