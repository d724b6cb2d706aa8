"""Laws that hold for every item, response and scheme, whatever the numbers are."""

from typing import Any

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import (
    FORMATS,
    items,
    json_values,
    marking_schemes,
    parametrised_sources,
    responses,
    sources,
    texts,
)

import mlinterview as mli


def check_message(error: Exception, item_id: str = "") -> None:
    """One line, which names the item."""
    assert item_id in str(error)
    assert "\n" not in str(error)


def lowest(scheme: mli.Scheme, content: Any) -> float:
    """The least share that the scheme allows for an item or blank."""
    settings = scheme.settings(content.format)
    if content.format in ("single_choice", "true_false"):
        return settings.floor
    if content.format == "multi_select" and settings.policy.startswith("exams_"):
        return settings.floor
    if content.format == "cloze":
        return min(lowest(scheme, blank) for blank in content.blanks.values())
    return 0.0


@settings(max_examples=examples(400))
@given(st.data(), items(), marking_schemes)
def test_a_score_lies_within_its_bounds(
    data: st.DataObject, item: mli.Item, scheme: mli.Scheme
) -> None:
    """Under every policy: from the floor to full points, and its parts make up the whole."""
    response = data.draw(responses(item))
    try:
        score = mli.grade(item, response, scheme=scheme)
    except mli.InvalidResponseError:
        return
    assert score.status in ("graded", "needs_review", "unanswered"), score.problem
    assert score.points is not None
    assert lowest(scheme, item) * item.points <= score.points <= item.points == score.max_points
    low, high = score.points_range
    assert low <= score.points <= high <= item.points
    assert (low == high) or score.status == "needs_review"
    parts = [part for part in score.criteria if part.points is not None]
    if parts:
        assert abs(sum(part.points for part in parts) - score.points) < 1e-9
        assert abs(sum(part.max_points for part in parts) - item.points) < 1e-9
    assert 0 <= score.confidence <= 1


@settings(max_examples=examples(300))
@given(items(*(name for name in FORMATS if name != "free_text")), marking_schemes)
def test_the_key_earns_full_points(item: mli.Item, scheme: mli.Scheme) -> None:
    """What ``key_response`` gives is right under every policy, down to the last bit."""
    score = mli.grade(item, item.key_response(), scheme=scheme)
    assert (item.points, "graded") == (score.points, score.status)


@settings(max_examples=examples(200))
@given(st.data(), sources(), marking_schemes)
def test_the_order_in_the_bank_never_matters(
    data: st.DataObject, source: dict[str, Any], scheme: mli.Scheme
) -> None:
    """Options, rows, blanks, accepted texts and pairs in another order: the same score."""
    response = data.draw(responses(mli.make_item(source)))
    shuffled = dict(source)
    for field in ("options", "rows", "accept", "before", "reject", "bands"):
        if field in source:
            shuffled[field] = data.draw(st.permutations(source[field]))
    if "blanks" in source:
        order = data.draw(st.permutations(sorted(source["blanks"])))
        shuffled["blanks"] = {name: source["blanks"][name] for name in order}

    def outcome(fields: dict[str, Any]) -> Any:
        try:
            score = mli.grade(mli.make_item(fields), response, scheme=scheme)
        except mli.InvalidResponseError:
            return "invalid"
        return score.points, score.status, score.points_range

    assert outcome(source) == outcome(shuffled)


@settings(max_examples=examples(500))
@given(items(), json_values, marking_schemes)
def test_any_json_value_is_graded_or_invalid(
    item: mli.Item, value: Any, scheme: mli.Scheme
) -> None:
    """No response whatever makes a grader crash, and every score can be written and read."""
    try:
        score = mli.grade(item, value, scheme=scheme)
    except mli.InvalidResponseError as error:
        check_message(error, item.id)
    else:
        assert score.status != "failed", score.problem
    (score,) = mli.grade_all(mli.Bank({item.id: item}), [{"item": item.id, "response": value}])
    assert score.status != "failed", score.problem
    text = score.model_dump_json()
    again = mli.ItemScore.model_validate_json(text)
    assert text == again.model_dump_json()


@settings(max_examples=examples(300))
@given(st.data(), items())
def test_parts_of_any_json_value_are_graded_or_invalid(data: st.DataObject, item: mli.Item) -> None:
    """The same where lists and mappings name what is there, with anything for a value."""
    names = [identity for identity, _ in item.choices]
    names += [part.id for part in getattr(item, "rows", ())]
    names += list(getattr(item, "blanks", ()))
    parts = st.one_of(json_values, st.sampled_from(names)) if names else json_values
    keys = st.sampled_from(names) if names else st.text(max_size=3)
    value = data.draw(st.one_of(st.lists(parts, max_size=5), st.dictionaries(keys, parts)))
    try:
        score = mli.grade(item, value)
    except mli.InvalidResponseError as error:
        check_message(error)
    else:
        assert score.status != "failed", score.problem


typed = st.one_of(
    st.text(max_size=40),
    texts,
    st.text(alphabet="abcdef123 ,;=-.>\n()", max_size=20),
    st.sampled_from(("a", "b,a", "a;b", "-", "1=a, 2=b", "t", "25%", "a > b", ";", ",", "=", "a=")),
)


@settings(max_examples=examples(500))
@given(st.data(), items(), typed, st.one_of(st.none(), st.integers(0, 50)))
def test_any_text_is_parsed_or_invalid(
    data: st.DataObject, item: mli.Item, text: str, seed: int | None
) -> None:
    """What ``parse`` gives is a response that ``grade`` can read, numbers that are none aside."""
    try:
        response = mli.parse(item, text, seed=seed)
    except mli.InvalidResponseError as error:
        check_message(error, item.id)
        return
    if response is None:
        assert mli.grade(item, response).status == "unanswered"
    elif item.format not in ("numeric", "cloze"):
        assert mli.grade(item, response).status in ("graded", "needs_review", "unanswered")


def shown_answer(item: mli.Item, response: Any, seed: int | None) -> str:
    """The response as an examinee types it who sees what ``present`` shows."""
    shown = mli.present(item, seed=seed)
    entries = shown.get("options") or shown.get("steps") or ()
    letters = {entry["id"]: entry["letter"] for entry in entries}
    if item.format == "single_choice":
        return letters[response]
    if item.format == "multi_select":
        return ", ".join(letters[name] for name in response) or "-"
    if item.format == "ordering":
        return ",".join(letters[name] for name in response)
    if item.format == "matching":
        numbers = {row["id"]: number for number, row in enumerate(shown["rows"], 1)}
        return "; ".join(f"{numbers[row]}={letters[name]}" for row, name in response.items())
    if item.format == "true_false":
        return "t" if response else "f"
    if item.format == "cloze":
        parts = []
        for blank in shown["blanks"]:
            value = response.get(blank["id"])
            if blank["format"] == "single_choice" and value is not None:
                value = {entry["id"]: entry["letter"] for entry in blank["options"]}[value]
            parts.append(f"{blank['id']}={'' if value is None else value}")
        return ";".join(parts)
    return str(response)


@settings(max_examples=examples(400))
@given(
    st.data(),
    items("single_choice", "multi_select", "true_false", "matching", "ordering"),
    st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_parse_reads_back_the_letters_shown(
    data: st.DataObject, item: mli.Item, seed: int | None
) -> None:
    """Typed letters mean what ``present`` with that seed shows, whatever ids and texts say."""
    response = data.draw(responses(item))
    parsed = mli.parse(item, shown_answer(item, response, seed), seed=seed)
    if response == {}:
        assert parsed is None
    else:
        assert response == parsed


@given(st.data(), items("cloze"), st.integers(0, 99))
def test_parse_reads_back_choice_blanks(data: st.DataObject, item: Any, seed: int) -> None:
    """Each blank has letters of its own."""
    response = {
        name: data.draw(st.sampled_from([option.id for option in blank.options]))
        for name, blank in item.blanks.items()
        if blank.format == "single_choice"
    }
    assert (response or None) == mli.parse(item, shown_answer(item, response, seed), seed=seed)


@settings(max_examples=examples(100))
@given(parametrised_sources(), st.integers(0, 10**9))
def test_the_same_seed_gives_the_same_variant(source: dict[str, Any], seed: int) -> None:
    """A draw depends on the item's id and the seed alone; no seed is seed 0 in the bank's order."""
    item, again = mli.make_item(source), mli.make_item(dict(reversed(source.items())))
    assert item.variant(seed) == again.variant(seed)
    assert mli.present(item, seed=seed) == mli.present(again, seed=seed)
    assert item.variant(seed) == item.variant(seed + 1).variant(seed)
    assert item.values(0) == item.values(None)
    assert item.variant(None).stem == item.variant(0).stem == item.stem


@settings(max_examples=examples(100))
@given(st.data(), items(), marking_schemes)
def test_a_batch_says_the_same_as_one_by_one(
    data: st.DataObject, item: mli.Item, scheme: mli.Scheme
) -> None:
    """``grade_all`` and ``grade`` agree, and a score survives being written and read."""
    response = data.draw(responses(item))
    record = mli.ResponseRecord(item=item.id, response=response, examinee="ann", seed=3)
    (score,) = mli.grade_all(mli.Bank({item.id: item}), [record], scheme=scheme)
    try:
        alone = mli.grade(item, response, scheme=scheme, seed=3, examinee="ann")
    except mli.InvalidResponseError:
        assert score.status == "invalid"
    else:
        assert alone == score
    assert score == mli.ItemScore.model_validate_json(score.model_dump_json())
