"""The forms that are given: their seeds, options, order, keys and checksums."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from assembly.tiny import bank_of, item

import mlinterview as mli
from mlinterview.assembly.files import assembly_files, file_names

BANK = mli.load_bank()
ASKED: dict[str, Any] = {"id": "exam", "items": 30, "minutes": {"max": 110}}


@pytest.fixture(scope="module")
def made() -> mli.Assembly:
    """Two forms of the bundled bank."""
    return mli.assemble(BANK, {**ASKED, "overlap": 0}, seed=3, forms=2)


def test_entries_hold_version_seed_and_printed_order(made: mli.Assembly) -> None:
    """Versions are the bank's; options are those that the seed prints, in that order."""
    shuffled = drawn = 0
    for form in made.forms:
        for entry in form.entries():
            own = BANK[entry.id]
            assert entry.version == own.version
            if own.parametrised:
                drawn += 1
                assert entry.seed is not None
            if entry.options is not None:
                shuffled += 1
                shown = mli.present(own, seed=entry.seed)
                listed = shown.get("options") or shown["steps"]
                assert [option["id"] for option in listed] == list(entry.options)
    assert shuffled > 20
    assert drawn > 5


def test_the_key_earns_full_marks(made: mli.Assembly) -> None:
    """Each response of the key, graded as the form prints the item, is right."""
    graded = 0
    for form, key in zip(made.forms, made.keys, strict=True):
        assert key.checksum == form.checksum
        assert list(key.key) == [entry.id for entry in form.entries()]
        for name, entry in key.key.items():
            own, seed = BANK[name], form.seed_for(name)
            if own.format == "free_text":
                assert entry.sample_answer
                continue
            score = mli.grade(own, entry.response, seed=seed)
            assert score.points == score.max_points
            graded += 1
    assert graded > 40


def test_letters_of_the_key_are_read_as_the_key(made: mli.Assembly) -> None:
    """What the key shows as letters is, typed on the paper, the right answer."""
    read = 0
    for form, key in zip(made.forms, made.keys, strict=True):
        for name, entry in key.key.items():
            if entry.letters:
                seed = form.seed_for(name)
                response = mli.parse(BANK[name], entry.letters, seed=seed)
                score = mli.grade(BANK[name], response, seed=seed)
                assert score.points == score.max_points
                read += 1
    assert read > 20


def test_without_shuffling_items_stand_as_in_the_bank() -> None:
    """No seed and no order where nothing is drawn; the bank's order where parameters are."""
    drawn = next(i for i in BANK.values() if i.parametrised and i.format == "single_choice")
    made = mli.assemble(BANK, {**ASKED, "shuffle": False, "include": [drawn.id]})
    fixed = 0
    for entry in made.forms[0].entries():
        own = BANK[entry.id]
        if not own.parametrised:
            assert (entry.seed, entry.options) == (None, None)
        elif entry.options is not None:
            fixed += 1
            assert entry.options == own.variant(entry.seed).order(None, own.id)
    assert fixed


def test_items_stand_by_difficulty_unless_they_are_shuffled() -> None:
    """The easiest first within a section."""
    made = mli.assemble(BANK, ASKED)
    levels = [BANK[entry.id].difficulty or 0 for entry in made.forms[0].entries()]
    assert levels == sorted(levels)
    shuffled = mli.assemble(BANK, {**ASKED, "shuffle": {"items": True}})
    again = [BANK[entry.id].difficulty or 0 for entry in shuffled.forms[0].entries()]
    assert again != sorted(again)


def test_items_of_one_stimulus_stand_together() -> None:
    """One after the other and in one section, whatever their difficulty is."""
    shared = [item(f"shared-{level}", stimulus="text", difficulty=level) for level in (1, 2, 3, 4)]
    others = [item(f"other-{level}", difficulty=level) for level in (1, 2, 3, 4)]
    bank = bank_of([*others, *shared])
    raw = {"id": "t", "items": 8, "sections": [{}, {"items": 3}]}
    for seed in range(5):
        form = mli.assemble(bank, raw, seed=seed).forms[0]
        sections = [[entry.id for entry in part.items] for part in form.sections]
        holding = [ids for ids in sections if any(name.startswith("shared") for name in ids)]
        assert len(holding) == 1
        places = [at for at, name in enumerate(holding[0]) if name.startswith("shared")]
        assert all(after == before + 1 for before, after in pairwise(places))


def test_the_checksum_covers_what_decides_the_key(made: mli.Assembly) -> None:
    """Any change of an entry or of the order changes it; titles and minutes do not."""
    form = made.forms[0]
    assert form.checksum == form.computed_checksum()
    assert form.model_copy(update={"title": "x", "minutes": 1}).computed_checksum() == form.checksum
    section = form.sections[0]
    first = section.items[0]
    changed = [
        (*section.items[1:], first),
        *(
            (first.model_copy(update={name: value}), *section.items[1:])
            for name, value in (
                ("version", 99), ("seed", 1), ("points", 7), ("options", ("a", "b")), ("id", "z")
            )
        ),
    ]  # fmt: skip
    for items in changed:
        other = section.model_copy(update={"items": items})
        again = form.model_copy(update={"sections": (other, *form.sections[1:])})
        assert again.computed_checksum() != form.checksum


def test_files_read_back_as_the_forms(made: mli.Assembly, tmp_path: Path) -> None:
    """What is written is what is read, byte for byte the same on each call."""
    files = dict(assembly_files(made))
    assert list(files) == file_names(2)
    assert files == dict(assembly_files(made))
    for number, form in enumerate(made.forms, 1):
        path = tmp_path / f"form-{number}.yaml"
        path.write_text(files[path.name], encoding="utf-8")
        assert mli.load_form(path) == form


def test_time_allowed_is_one_for_all_forms() -> None:
    """The most that the blueprint allows; else what the longest form takes."""
    stated = mli.assemble(BANK, {"id": "t", "items": 5, "minutes": {"min": 5, "max": 25}}, forms=2)
    assert [form.minutes for form in stated.forms] == [25, 25]
    free = mli.assemble(BANK, {"id": "t", "items": 5}, forms=2)
    sums = [sum(BANK[e.id].minutes or 0 for e in form.entries()) for form in free.forms]
    assert [form.minutes for form in free.forms] == [max(sums)] * 2


def test_information_from_parameters_and_from_labels(tmp_path: Path) -> None:
    """Parameters count where there are some, else the label: level 2 stands at -0.5, slope 1."""
    bank = bank_of([item("one"), item("two"), item("three", difficulty=4)])
    raw = {"id": "t", "items": 2, "information": {"ability": 0, "min": 1.4}}
    with pytest.raises(mli.InfeasibleError, match="information at ability 0"):
        mli.assemble(bank, raw)
    table = tmp_path / "parameters.csv"
    table.write_text("item_id,a,b\none,2,0\nthree,1.5,0.5\nother,1,\n", encoding="utf-8")
    made = mli.assemble(bank, raw, parameters=table)
    assert {entry.id for entry in made.forms[0].entries()} == {"one", "three"}
    expected = 1.0 + 2.25 * 0.679179 * 0.320821  # a^2 P (1 - P), P(three) = 1 / (1 + e^0.75)
    found = next(check.found[0] for check in made.checks if check.place.startswith("information"))
    assert found == pytest.approx(expected, abs=1e-5)
    record = tmp_path / "analysis.json"
    record.write_text(
        '{"irt": {"items": [{"item_id": "one", "a": 2, "b": 0},'
        ' {"item_id": "three", "a": 1.5, "b": 0.5}]}}',
        encoding="utf-8",
    )
    assert mli.assemble(bank, raw, parameters=record) == made
    labels = mli.assemble(bank, {**raw, "information": {"ability": 0, "min": 0.4}})
    assert any("difficulty labels" in note for note in labels.notes)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("item,a,b\none,1,2\n", "columns item_id, a and b expected"),
        ("item_id,a,b\none,x,2\n", "numbers expected"),
        ("item_id,a,b\none,-1,2\n", "a slope above 0"),
        ("item_id,a,b\none,nan,2\n", "a slope above 0"),
        ("item_id,a,b\n", "found none"),
        ("", "columns item_id, a and b expected"),
        ("{", ":1: "),
        ('{"items": 5}', "a list of items"),
        ('[{"item_id": "one"}]', "entry 1: item_id, a and b expected"),
    ],
)
def test_parameters_that_cannot_be_read(text: str, message: str, tmp_path: Path) -> None:
    """One line with the place."""
    path = tmp_path / "p.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mli.RecordsError, match=message) as caught:
        mli.assemble(BANK, ASKED, parameters=path)
    assert "\n" not in str(caught.value)


def test_missing_minutes_and_difficulty_leave_items_out() -> None:
    """What is counted must be known; a note says how many are left out for it."""
    bank = bank_of([item("one"), item("two", minutes=None), item("three", difficulty=None)])
    made = mli.assemble(bank, {"id": "t", "items": 1, "minutes": 2, "difficulty": {"max": 4}})
    assert [entry.id for entry in made.forms[0].entries()] == ["one"]
    assert made.notes == (
        "1 items without minutes are left out, since it is counted",
        "1 items without difficulty are left out, since it is counted",
    )
    with pytest.raises(mli.BlueprintError, match="'two' has no minutes"):
        mli.assemble(bank, {"id": "t", "include": ["two"], "minutes": 2})


def test_items_of_earlier_forms_and_drafts_stay_out(tmp_path: Path) -> None:
    """Unless drafts are asked for; a form is named by id, or by a path beside the blueprint."""
    bank = bank_of([item("one"), item("two"), item("three", status="draft")])
    (tmp_path / "old.form.yaml").write_text("sections: [{items: [one]}]\n", encoding="utf-8")
    path = tmp_path / "new.blueprint.yaml"
    path.write_text("items: 1\nnot_in: [old.form.yaml]\n", encoding="utf-8")
    blueprint = mli.load_blueprint(path, bank)
    for seed in range(4):
        form = mli.assemble(bank, blueprint, seed=seed).forms[0]
        assert [entry.id for entry in form.entries()] == ["two"]
    path.write_text("items: 3\nstatus: [reviewed, draft]\n", encoding="utf-8")
    made = mli.assemble(bank, path)
    assert {entry.id for entry in made.forms[0].entries()} == {"one", "two", "three"}
    assert "three is draft" in made.notes


def test_seeds_decide_the_number_of_items_where_it_is_open() -> None:
    """Not always the most; and with minutes alone, not always the shortest items."""
    bank = bank_of([item(f"item-{n}", minutes=1 + n % 5) for n in range(60)])
    counts = {
        len(list(mli.assemble(bank, {"id": "t", "items": {"min": 5, "max": 9}}, seed=s)
            .forms[0].entries()))
        for s in range(12)
    }  # fmt: skip
    assert len(counts) >= 3
    timed = mli.assemble(bank, {"id": "t", "minutes": 30}).forms[0]
    assert len({bank[entry.id].minutes for entry in timed.entries()}) >= 3
