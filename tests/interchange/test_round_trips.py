"""Out and in again: what the loss report calls kept scores the same when it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import strategies
from hypothesis import HealthCheck, Phase, assume, given, settings

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.interchange._scoring import responses
from mlinterview.interchange._to_html import plain

SAME = 1e-6  # Moodle writes fractions with seven decimals
ENDINGS = {"moodle-xml": "xml", "gift": "gift", "csv": "csv"}
# to shrink so many texts takes minutes
AS_IT_IS = settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def returned(made: mli.Exported, target: str, folder: Path) -> dict[str, mli.Item]:
    """The items that our reader makes of an export."""
    if {("item", "dropped")} == {(loss.aspect, loss.outcome) for loss in made.losses}:
        return {}
    path = folder / f"out.{ENDINGS[target]}"
    path.write_bytes(made.content)
    reading = mli.read_questions(path, target)
    assert not reading.skipped, reading.skipped
    items = [mli.make_item(each.source) for each in reading.items]
    return {item.id: item for item in items}


def tame(item: Any) -> bool:
    """Whether its numbers are of like sizes: a midpoint of others is not a float."""
    parts = [item, *getattr(item, "blanks", {}).values()]
    ends = [end for part in parts for end in getattr(part, "range", None) or ()]
    return all(end == 0 or abs(end) > 1e-9 for end in ends)


def told_apart(item: Any) -> bool:
    """Whether its options can be told apart by what is to be seen of them, and there is a stem."""
    parts = [item, *getattr(item, "blanks", {}).values()]
    texts = [[plain(text) for _, text in part.choices] for part in parts]
    texts += [[plain(row.text) for row in getattr(item, "rows", ())]]
    texts = [[text.strip("\u200b\u2060\ufeff\xad ") for text in some] for some in texts]
    return all(all(some) and len(set(some)) == len(some) for some in texts)


def places(item: Any) -> dict[str, int]:
    """The place of every option, step or row among its like, by id."""
    return {identity: place for place, (identity, _) in enumerate(item.choices)}


def there(item: Any, back: Any, response: Any) -> Any:
    """A response to ``item`` as one to ``back``, whose options stand in the same order."""
    if response is None:
        return None
    mine, theirs = places(item), [identity for identity, _ in back.choices]
    match item.format:
        case "single_choice":
            return theirs[mine[response]]
        case "multi_select":
            return [theirs[mine[identity]] for identity in response]
        case "ordering":
            return [back.step_ids[item.step_ids.index(step)] for step in response]
        case "matching":
            return matched(item, back, response)
        case "cloze":
            return {
                name: there(item.blanks[mine_name], back.blanks[name], response[mine_name])
                for mine_name, name in zip(item.blank_ids, back.blank_ids, strict=True)
                if mine_name in response
            }
        case _:
            return response


def matched(item: Any, back: Any, response: dict[str, str]) -> dict[str, str]:
    """Options of a matching may stand in another order; rows tell which is which."""
    pairs = zip(item.rows, back.rows, strict=True)
    options = {mine.match: theirs.match for mine, theirs in pairs}
    unused = [option.id for option in back.options if option.id not in options.values()]
    rest = [option.id for option in item.options if option.id not in options]
    options |= dict(zip(rest, unused, strict=False))
    rows = {mine.id: theirs.id for mine, theirs in zip(item.rows, back.rows, strict=True)}
    return {rows[row]: options[option] for row, option in response.items()}


def share(item: mli.Item, response: Any) -> float:
    score = mli.grade(item, response)
    assert score.points is not None
    return score.points / score.max_points


def keeps_scoring(made: mli.Exported) -> set[str]:
    """The ids of the items whose scoring is said to be kept, and nothing else."""
    told = [(loss.item, loss.outcome) for loss in made.losses if loss.aspect == "scoring"]
    others = {item_id for item_id, outcome in told if outcome != "kept"}
    return {item_id for item_id, _ in told} - others


def check(item: Any, back: Any, most: int) -> None:
    """Every response earns the same."""
    if item.format == "true_false" and back.format == "single_choice":
        return  # with a penalty it is a choice there
    for response in islice(responses(item), most):
        if item.format == "cloze" and back.format != "cloze":  # GIFT's missing word
            ((name, blank),) = item.blanks.items()
            given = there(blank, back, (response or {}).get(name))
        else:
            given = there(item, back, response)
        assert share(item, response) == pytest.approx(share(back, given), abs=SAME), response


@pytest.mark.parametrize("target", sorted(ENDINGS))
@AS_IT_IS
@given(source=strategies.sources())
def test_what_is_kept_comes_back(
    source: dict[str, Any], target: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the texts, options and settings of an item, kept scoring survives the way back."""
    item = mli.make_item({**source, "status": "reviewed"})
    assume(told_apart(item) and tame(item))
    folder = tmp_path_factory.mktemp("out")
    made = mli.export(Bank({item.id: item}), to=target)
    back = returned(made, target, folder)
    if any(loss.aspect == "item" and loss.outcome == "dropped" for loss in made.losses):
        assert back == {}
        return
    (found,) = back.values()
    if item.id in keeps_scoring(made):
        check(item, found, 60)


@pytest.mark.slow
@pytest.mark.parametrize("target", sorted(ENDINGS))
def test_bundled_bank_comes_back(
    target: str, tmp_path: Path, whole_bank: Callable[[str], mli.Exported]
) -> None:
    """Every question that was written is read, and scores as the report says."""
    bank = mli.load_bank()
    made = whole_bank(target)
    back = returned(made, target, tmp_path)
    lost = [loss.item for loss in made.losses if loss.aspect == "item"]
    assert len(back) == len(bank) - len(lost)
    kept = keeps_scoring(made)
    for item in list(bank.values())[::4]:  # a quarter is enough of the same kind
        found = back.get(item.id)
        if found is not None and item.id in kept:
            check(item.variant(0), found, 8)


@AS_IT_IS
@given(source=strategies.sources())
def test_csv_gives_back_the_item(
    source: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A row holds all that the item says of its content, whatever signs its texts are made of."""
    item = mli.make_item({**source, "status": "reviewed"})
    assume(told_apart(item))
    made = mli.export(Bank({item.id: item}), to="csv")
    back = returned(made, "csv", tmp_path_factory.mktemp("out"))
    (found,) = back.values()
    assert found.format == item.format
    key = item.key_response()
    if not isinstance(key, str) or key.strip():  # a blank cell is no sample answer
        assert key == found.key_response()
    assert [identity for identity, _ in item.choices] == [name for name, _ in found.choices]
    assert item.explanation == found.explanation or not (item.explanation or "").strip()


@pytest.mark.slow
def test_json_loads_as_a_bank(tmp_path: Path, whole_bank: Callable[[str], mli.Exported]) -> None:
    """The items of a JSON export, put into the folders that it names, are the bank again."""
    bank = mli.load_bank()
    document = json.loads(whole_bank("json").content)
    items = {source["id"]: source for source in document["items"]}
    for category, ids in document["categories"].items():
        folder = tmp_path / "questions" / category
        folder.mkdir(parents=True)
        (folder / "items.yaml").write_text(
            json.dumps([items[name] for name in ids], ensure_ascii=False), encoding="utf-8"
        )
    back = mli.load_bank(tmp_path, strict=False)
    assert set(bank) == set(back)
    assert {item.id: item.as_written() for item in bank.values()} == {
        item.id: item.as_written() for item in back.values()
    }
    assert {item.category for item in bank.values()} == {item.category for item in back.values()}


def test_accepted_texts_of_two_lines_come_back_from_a_table(tmp_path: Path) -> None:
    """A cell tells accepted texts one a line; what holds a line break is told whole, and wins."""
    accept = ["loss", "two\nlines"]
    source = {"id": "x", "format": "short_answer", "stem": "Which?", "accept": accept}
    item = mli.make_item({**source, "match": "code", "status": "reviewed"})
    made = mli.export(Bank({"x": item}), to="csv")
    (found,) = returned(made, "csv", tmp_path).values()
    assert found.accept == tuple(accept)
