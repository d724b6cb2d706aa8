"""Keys that can be computed are: every item's proof arrives at it by a way of its own."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import mlinterview as mli

FOLDER = Path(__file__).parent / "proofs"
BANK = mli.load_bank()
PROVED = [item for item in BANK.values() if item.proof]
FIXED = [item for item in PROVED if not item.parametrised]
PARAMETRISED = [item for item in BANK.values() if item.parametrised]
SEEDS = range(200)


def load(name: str) -> ModuleType:
    """The module of a proof; the files are no package, as items name them by file."""
    spec = importlib.util.spec_from_file_location(f"proofs.{Path(name).stem}", FOLDER / name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def earns_all(item: mli.Item, response: Any) -> bool:
    """Whether a response is graded as right."""
    score = mli.grade(item, response)
    return (score.points, score.status) == (item.points, "graded")


@pytest.mark.parametrize("item", FIXED, ids=lambda item: item.id)
def test_a_proof_earns_full_marks(item: mli.Item) -> None:
    """The value that the proof computes is graded as right."""
    value = load(item.proof).key()
    assert earns_all(item, value), value


@pytest.mark.parametrize("item", PARAMETRISED, ids=lambda item: item.id)
def test_a_proof_earns_full_marks_for_every_seed(item: mli.Item) -> None:
    """Over 200 seeds: proof and own key are right, and there are 50 questions or more."""
    key = load(item.proof).key
    stems = set()
    for seed in SEEDS:
        variant = item.variant(seed)  # drawn once a seed, which is most of the time
        stems.add(variant.stem)
        values = variant.values()
        value: Any = key(**{name: values[name] for name in item.parameters})
        assert earns_all(variant, value), (seed, value)
        own = variant.key_response()
        assert own == value or earns_all(variant, own), (seed, own)
    assert len(stems) >= 50


def test_every_proof_belongs_to_one_item() -> None:
    """No proof lies about unused, none is missing, and none is named twice."""
    named = Counter(item.proof for item in PROVED)
    assert sorted(path.name for path in FOLDER.glob("*.py")) == sorted(named)
    assert {1} == set(named.values())


def test_every_number_is_proved() -> None:
    """Items with a number for a key or with parameters have a proof, not a derivation alone."""
    computed = [*BANK.select(formats="numeric").values(), *PARAMETRISED]
    assert [item.id for item in computed if not item.proof] == []
