"""What an examinee sees: everything needed to answer, and nothing of the key."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import items, parametrised_sources, sources

import mlinterview as mli
from mlinterview.model.form import variant_seed

HIDDEN = {
    "correct", "answer", "match", "accept", "accept_pattern", "reject", "range", "tolerance",
    "bands", "before", "weight", "feedback", "misconception", "explanation", "derivation",
    "derive", "parameters", "proof", "rubric", "sample_answer", "references",
}  # fmt: skip
SECRET = "quetzal"
SECRET_TEXTS = {
    "feedback", "misconception", "explanation", "derivation", "accept", "reject", "rubric",
    "sample_answer", "references", "waive",
}  # fmt: skip
seeds = st.one_of(st.none(), st.integers(0, 10**6))


def keys_of(value: Any) -> Iterator[str]:
    """Every key of every mapping, at every level."""
    if isinstance(value, dict):
        yield from value
    for entry in value.values() if isinstance(value, dict) else value:
        if isinstance(entry, (dict, list)):
            yield from keys_of(entry)


def with_secrets(value: Any, inside: bool = False) -> Any:
    """The same source with every text that belongs to the key replaced."""
    if isinstance(value, dict):
        return {
            name: entry if name == "id" else with_secrets(entry, inside or name in SECRET_TEXTS)
            for name, entry in value.items()
        }
    if isinstance(value, list):
        return [with_secrets(entry, inside) for entry in value]
    return SECRET if inside and isinstance(value, str) else value


@settings(max_examples=examples(300))
@given(sources(), seeds)
def test_nothing_of_the_key_is_shown(source: dict[str, Any], seed: int | None) -> None:
    """No field of the key at any level, and none of its texts."""
    item = mli.make_item(with_secrets(source))
    shown = mli.present(item, seed=seed)
    assert set() == HIDDEN & set(keys_of(shown))
    assert shown == json.loads(json.dumps(shown))
    assert SECRET not in json.dumps(shown)
    assert SECRET not in mli.prompt(item, seed=seed)


@given(parametrised_sources(), seeds)
def test_parameters_are_filled_in_and_not_told(source: dict[str, Any], seed: int | None) -> None:
    """Slots show the values of that seed; expressions are left out."""
    item = mli.make_item(source)
    shown = mli.present(item, seed=seed)
    assert set() == HIDDEN & set(keys_of(shown))
    text = json.dumps(shown, ensure_ascii=False) + mli.prompt(item, seed=seed)
    assert "{=n}" not in text
    assert item.variant(seed).stem == shown["stem"]


def another_key(source: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The same item with another key."""
    changed = json.loads(json.dumps(source))
    options = changed.get("options", [])
    if changed["format"] in ("single_choice", "multi_select"):
        for option in options:
            option.pop("weight", None)
            option["correct"] = False
        one = changed["format"] == "single_choice"
        count = 1 if one else data.draw(st.integers(0, len(options)))
        for option in data.draw(st.permutations(options))[:count]:
            option["correct"] = True
    elif changed["format"] == "matching":
        for row in changed["rows"]:
            row["match"] = data.draw(st.sampled_from(options))["id"]
    elif changed["format"] == "true_false":
        changed["answer"] = not changed["answer"]
    elif changed["format"] == "short_answer":
        changed |= {"accept": ["another"], "reject": [], "match": "text"}
    elif changed["format"] == "numeric":
        for name in ("range", "tolerance", "bands", "percent"):
            changed.pop(name, None)
        changed["answer"] = 4711
    elif changed["format"] == "free_text":
        changed["rubric"] = [{"id": "another", "statement": "Says something else."}]
    else:
        for name, blank in changed["blanks"].items():
            changed["blanks"][name] = another_key(blank, data)
    return changed


@settings(max_examples=examples(300))
@given(
    st.data(),
    sources(
        ("single_choice", "multi_select", "true_false", "matching", "numeric", "short_answer",
         "free_text", "cloze")
    ),
    seeds,
)  # fmt: skip
def test_another_key_looks_the_same(
    data: st.DataObject, source: dict[str, Any], seed: int | None
) -> None:
    """Nobody can tell the key from what is shown, be it by the order of the options."""
    item, other = mli.make_item(source), mli.make_item(another_key(source, data))
    assert mli.present(item, seed=seed) == mli.present(other, seed=seed)
    assert mli.prompt(item, seed=seed) == mli.prompt(other, seed=seed)


@given(st.data(), items("ordering"), seeds)
def test_steps_never_stand_in_the_right_order(
    data: st.DataObject, item: Any, seed: int | None
) -> None:
    """Not with three steps or more; and the order drawn depends on the ids, not on the key."""
    drawn = [step["id"] for step in mli.present(item, seed=seed)["steps"]]
    assert sorted(drawn) == sorted(item.step_ids)
    if len(drawn) > 2:
        assert drawn != list(item.step_ids)
        source = item.as_written() | {
            "steps": data.draw(st.permutations(item.as_written()["steps"]))
        }
        source.pop("before", None)
        other = mli.present(mli.make_item(source), seed=seed)["steps"]
        # whichever of the two orders had to give way because it was the key
        orders = [drawn, drawn[1:] + drawn[:1], drawn[-1:] + drawn[:-1]]
        assert [step["id"] for step in other] in orders


@settings(max_examples=examples(200))
@given(items(), st.integers(0, 10**6))
def test_every_choice_is_shown_once_with_its_letter(item: Any, seed: int) -> None:
    """All options or steps, lettered in order; fixed ones and unshuffled lists keep their place."""
    shown = mli.present(item, seed=seed)
    entries = shown.get("options", shown.get("steps", []))
    if item.format not in ("cloze",):
        assert sorted((e["id"], e["text"]) for e in entries) == sorted(item.choices)
    assert [chr(97 + index) for index in range(len(entries))] == [e["letter"] for e in entries]
    ids = [identity for identity, _ in item.choices]
    for index, option in enumerate(getattr(item, "options", ())):
        if getattr(option, "fixed", False) or not item.shuffle:
            assert ids[index] == entries[index]["id"]
    if item.format != "ordering":
        bank_order = mli.present(item).get("options", [])
        assert [entry["id"] for entry in bank_order] == [i for i in ids if bank_order]


def test_prompt_holds_what_is_needed() -> None:
    """Stem, rows by number, options by letter as ``present`` has them, the form of the answer."""
    item = mli.load_bank()["loss-for-task"]
    shown, text = mli.present(item, seed=3), mli.prompt(item, seed=3)
    for number, row in enumerate(shown["rows"], 1):
        assert f"{number}. {row['text']}" in text
    for option in shown["options"]:
        assert f"{option['letter']}) {option['text']}" in text
    assert shown["stem"] in text
    assert text.endswith(shown["answer_form"])


PLAIN = {
    "id": "golden",
    "format": "single_choice",
    "stem": "Which?",
    "options": [
        {"id": name, "text": name, "correct": name == "a1"}
        for name in ("a1", "b2", "c3", "d4", "e5", "f6")
    ],
}
PARAMETRISED = {
    "id": "golden",
    "format": "numeric",
    "stem": "{=n} {=p:.2f} {=word} {=mean:.4g}",
    "parameters": {
        "n": {"range": [10, 99]},
        "p": {"range": [0.05, 0.95], "step": 0.05},
        "word": ["loss", "risk", "cost"],
        "q": {"range": [0.1, 0.9]},
    },
    "derive": {"mean": "n * p / 3", "spread": "sqrt(n * p * (1 - p))"},
    "figures": [{"file": "figures/a.svg", "alt": "{=n} points"}],
    "answer": "=mean",
}
STEPS = {
    "id": "golden",
    "format": "ordering",
    "stem": "In which order?",
    "steps": [{"id": name, "text": name} for name in ("clean", "split", "fit", "test")],
}


@pytest.mark.parametrize(
    ("seed", "order", "stem", "steps"),
    [
        (0, "c3 f6 b2 d4 e5 a1", "72 0.15 cost 3.6", "fit test split clean"),
        (1, "e5 b2 d4 c3 a1 f6", "84 0.85 cost 23.8", "fit split clean test"),
        (7, "e5 b2 c3 a1 d4 f6", "17 0.60 loss 3.4", "fit clean test split"),
        (2**31 - 1, "c3 a1 e5 b2 d4 f6", "28 0.10 risk 0.9333", "split fit test clean"),
    ],
)
def test_draws_stay_as_they_are(seed: int, order: str, stem: str, steps: str) -> None:
    """Papers printed years ago are marked by these draws: no version may change them."""
    shown = mli.present(mli.make_item(PLAIN), seed=seed)
    assert order == " ".join(option["id"] for option in shown["options"])
    assert stem == mli.present(mli.make_item(PARAMETRISED), seed=seed)["stem"]
    shown = mli.present(mli.make_item(STEPS), seed=seed)
    assert steps == " ".join(step["id"] for step in shown["steps"])


def test_seeds_of_variants_stay_as_they_are() -> None:
    """The same for the code on a paper, and for steps without a seed."""
    assert variant_seed("midterm", "A", "golden") == 1642478169
    assert variant_seed("midterm", "B", "golden") == 1086323619
    assert variant_seed("midterm", " b", "golden") == variant_seed("midterm", "B", "golden")
    assert variant_seed("midterm", "7", "golden") == variant_seed("midterm", "007", "golden")
    assert variant_seed("midterm", "70", "golden") != variant_seed("midterm", "007", "golden")
    shown = mli.present(mli.make_item(STEPS))
    assert " ".join(step["id"] for step in shown["steps"]) == "test clean fit split"


def test_all_orders_are_equally_likely() -> None:
    """Over 6,000 seeds each of the six orders of three options comes about as often."""
    item = mli.make_item({**PLAIN, "options": PLAIN["options"][:3]})
    counts = Counter(item.order(seed, item.id) for seed in range(6_000))
    assert len(counts) == 6
    chi_square = sum((count - 1_000) ** 2 / 1_000 for count in counts.values())
    assert chi_square < 20.5  # the 99.9th percentile with 5 degrees of freedom


def test_texts_of_figures_are_filled_in() -> None:
    """The alternative text shows the numbers of the variant."""
    item = mli.make_item(PARAMETRISED)
    shown = mli.present(item, seed=5)
    assert f"{item.values(5)['n']} points" == shown["figures"][0]["alt"]
    assert f"[Figure: {item.values(5)['n']} points]" in mli.prompt(item, seed=5)


def test_an_order_as_printed_wins() -> None:
    """A form's own order gives the letters; one that is not of the item's options is refused."""
    item = mli.make_item(PLAIN)
    order = ("f6", "a1", "b2", "c3", "d4", "e5")
    assert mli.present(item, seed=4, order=order)["options"][0]["id"] == "f6"
    assert mli.parse(item, "a", seed=4, order=order) == "f6"
    with pytest.raises(mli.FormError, match=r"golden.*a1, b2, c3.*printed are 'a1, b2'"):
        mli.parse(item, "a", order=("a1", "b2"))


@pytest.mark.parametrize(
    ("item_format", "text", "response"),
    [
        ("single_choice", "a1", "a1"),
        ("single_choice", " B) ", "b2"),
        ("single_choice", "(c)", "c3"),
        ("single_choice", "", None),
        ("multi_select", "a,b", ["a1", "b2"]),
        ("multi_select", "b; a ;b", ["b2", "a1"]),
        ("multi_select", "-", []),
        ("multi_select", "–", []),
        ("multi_select", "  ", None),
        ("multi_select", "One, two", ["a1"]),
        ("multi_select", "One, two, three", ["a1", "b2"]),
        ("multi_select", "d", ["d4"]),
        ("multi_select", "a,b,a", ["a1", "b2"]),
        ("ordering", "ba", ["b2", "a1"]),
        ("ordering", "b -> a", ["b2", "a1"]),
        ("ordering", "b a", ["b2", "a1"]),
        ("ordering", "three > One, two", ["b2", "a1"]),
        ("matching", "1=b", {"r1": "b2"}),
        ("matching", "1=b, 2=a", {"r1": "b2", "2": "a1"}),
        ("matching", "2=b; r1=a1", {"2": "b2", "r1": "a1"}),
        ("matching", "first row = three", {"r1": "b2"}),
        ("matching", "", None),
        ("numeric", " 25% ", "25%"),
        ("numeric", " ", None),
        ("true_false", "T", True),
        ("short_answer", " recall ", "recall"),
        ("cloze", "0.5; b", {"x": "0.5", "y": "b2"}),
        ("cloze", "y=a1", {"y": "a1"}),
        ("cloze", "; a", {"y": "a1"}),
        ("cloze", "y=b, x=3", {"x": "3", "y": "b2"}),
    ],
)  # fmt: skip
def test_typed_answers(item_format: str, text: str, response: Any) -> None:
    """Letters, ids, numbers of rows and texts of options, singly and in lists."""
    assert response == mli.parse(TYPED[item_format], text)


@pytest.mark.parametrize(
    ("item_format", "text"),
    [
        ("single_choice", "z"),
        ("single_choice", "a, b"),
        ("multi_select", ";"),
        ("multi_select", "a, nothing"),
        ("ordering", "a"),
        ("ordering", "a, a"),
        ("ordering", ">"),
        ("matching", "b"),
        ("matching", ";"),
        ("matching", "3=a"),
        ("matching", "1=a, 1=b"),
        ("true_false", "maybe"),
        ("cloze", "1; a; b"),
        ("cloze", "y=z"),
    ],
)
def test_typed_answers_that_cannot_be_read(item_format: str, text: str) -> None:
    """The message names the item and what was expected, on one line."""
    item = TYPED[item_format]
    with pytest.raises(mli.InvalidResponseError, match=f"item '{item.id}': expected .+") as info:
        mli.parse(item, text)
    assert "\n" not in str(info.value)


def _typed() -> dict[str, mli.Item]:
    options = [{"id": "a1", "text": "One, two"}, {"id": "b2", "text": "three"}]
    right = [{**options[0], "correct": True}, options[1], {"id": "c3", "text": "four"}]
    right.append({"id": "d4", "text": "a,b"})
    contents: dict[str, dict[str, Any]] = {
        "single_choice": {"options": right},
        "multi_select": {"options": right},
        "ordering": {"steps": options},
        "matching": {
            "rows": [
                {"id": "r1", "text": "first row", "match": "a1"},
                {"id": "2", "text": "1", "match": "a1"},
            ],
            "options": options,
        },
        "numeric": {"answer": 1},
        "true_false": {"answer": True},
        "short_answer": {"accept": ["recall"]},
        "cloze": {
            "stem": "{{x}} {{y}}",
            "blanks": {
                "x": {"format": "numeric", "answer": 1},
                "y": {"format": "single_choice", "options": right},
            },
        },
    }
    return {
        name: mli.make_item(
            {"stem": "What?", **content, "id": name.replace("_", "-"), "format": name}
        )
        for name, content in contents.items()
    }


TYPED = _typed()


@pytest.mark.parametrize(
    "text",
    [
        " " * 50_000 + "x",
        "," * 50_000,
        "a," * 20_000,
        "=" * 50_000,
        "1=" * 20_000,
        "> " * 20_000,
        "{=" * 20_000,
    ],
)
@pytest.mark.parametrize("item_format", sorted(TYPED))
def test_long_texts_take_bounded_time(item_format: str, text: str) -> None:
    """Nothing that is typed or pasted keeps the program busy."""
    import time

    start = time.perf_counter()
    message = ""
    try:
        mli.parse(TYPED[item_format], text)
    except mli.InvalidResponseError as error:
        message = str(error)
    assert len(message) < 500
    assert time.perf_counter() - start < 10
