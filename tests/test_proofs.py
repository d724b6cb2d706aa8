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


@pytest.mark.parametrize("item", PROVED, ids=lambda item: item.id)
def test_a_proof_earns_full_marks(item: mli.Item) -> None:
    """The value that the proof computes is graded as right, for 200 seeds where they matter."""
    key = load(item.proof).key
    for seed in SEEDS if item.parametrised else [None]:
        values = item.values(seed)
        value: Any = key(**{name: values[name] for name in item.parameters})
        score = mli.grade(item.variant(seed), value, seed=seed)
        assert (item.points, "graded") == (score.points, score.status), (seed, value)


def test_every_proof_belongs_to_one_item() -> None:
    """No proof lies about unused, none is missing, and none is named twice."""
    named = Counter(item.proof for item in PROVED)
    assert sorted(path.name for path in FOLDER.glob("*.py")) == sorted(named)
    assert {1} == set(named.values())


def test_every_number_is_proved() -> None:
    """Items with a number for a key have a proof, not a derivation alone."""
    assert [item.id for item in BANK.select(formats="numeric").values() if not item.proof] == []


@pytest.mark.parametrize("item", PARAMETRISED, ids=lambda item: item.id)
def test_variants_differ(item: mli.Item) -> None:
    """Over 200 seeds there are 50 questions or more, and each one's own key is right."""
    variants = [item.variant(seed) for seed in SEEDS]
    assert len({variant.stem for variant in variants}) >= 50
    for variant in variants:
        assert item.points == mli.grade(variant, variant.key_response()).points
