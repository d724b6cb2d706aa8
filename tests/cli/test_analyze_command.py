"""``analyze``: scores, responses, tables of other programs; text, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlinterview import load_bank

IDS = ["churn-discount-target", "p-value-as-posterior", "loss-for-task"]
FORM_KEYS = {
    "n", "items", "mean", "sd", "alpha", "alpha_interval", "sem", "skewness", "kurtosis",
}  # fmt: skip
ITEM_KEYS = {
    "item_id", "n", "facility", "sd", "discrimination", "discriminative_efficiency",
    "effective_weight", "alpha_if_deleted", "options", "flags",
}  # fmt: skip
LSAT = Path(__file__).parents[1] / "analysis" / "lsat6.csv"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Ten people's responses; every second one is right."""
    bank = load_bank()
    lines = ["examinee,item,response"]
    for number in range(10):
        for name in IDS[:2]:
            key = bank[name].key_response()
            wrong = "contract-value" if name == IDS[0] else not key
            lines.append(f"p{number},{name},{str(wrong if number % 2 else key).lower()}")
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """LSAT section 6, a row a person."""
    rows = [line.split(",") for line in LSAT.read_text(encoding="utf-8").split()[1:]]
    lines = ["i1,i2,i3,i4,i5"]
    lines += [",".join(pattern) for pattern, count in rows for _ in range(int(count))]
    path = tmp_path / "lsat.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_responses_and_their_scores_are_analysed_alike(
    mli: Any, answers: Path, tmp_path: Path
) -> None:
    """Responses are graded first; the file that ``grade --out`` writes gives the same document."""
    scores = tmp_path / "scores.jsonl"
    assert mli("grade", answers, "--out", scores).code == 0
    first, second = mli("analyze", answers, "--json"), mli("analyze", scores, "--json")
    assert (first.code, second.code) == (0, 0)
    assert first.json() == second.json()
    document = first.json()
    assert document["form"].keys() >= FORM_KEYS
    assert all(item.keys() >= ITEM_KEYS for item in document["items"])
    assert document["items"][0]["facility"] == 0.5
    assert "irt" not in document


def test_text_at_80_columns(mli: Any, answers: Path) -> None:
    """The report for people says what is what, and fits."""
    outcome = mli("analyze", answers, "--options", "--compare", "p0", "p1")
    assert outcome.code == 0
    assert "10 people, 2 items, 2 points." in outcome.out
    assert "* is right." in outcome.out
    assert outcome.out.rstrip().splitlines()[-1].startswith("p0 and p1: 2 points apart")
    assert max(map(len, outcome.out.splitlines())) <= 80


def test_a_form_makes_items_due(mli: Any, answers: Path, tmp_path: Path) -> None:
    """An item of the form that nobody has a record of is unanswered."""
    form = tmp_path / "quiz.form.yaml"
    assert mli("exam", "pick", *IDS, "--out", form).code == 0
    document = mli("analyze", answers, "--form", form, "--json").json()
    last = document["items"][-1]
    assert (last["item_id"], last["n"], last["unanswered"]) == (IDS[2], 10, 10)
    assert last["discrimination"] is None
    assert last["reasons"]["discrimination"] == "the score on this item does not vary"


def test_irt_of_a_matrix(mli: Any, table: Path) -> None:
    """The document has the model, its log-likelihood, items and persons."""
    document = mli("analyze", table, "--matrix", "--irt", "1pl", "--theta", "map", "--json").json()
    irt = document["irt"]
    assert (irt["model"], irt["theta"], round(irt["loglik"], 3)) == ("1pl", "map", -2466.938)
    assert irt["items"][0].keys() >= {"item_id", "a", "b"}
    assert irt["persons"][0].keys() >= {"examinee_id", "theta", "se"}
    assert len(irt["persons"]) == 1000
    assert round(document["form"]["alpha"], 6) == 0.294997


def test_too_few_for_irt_is_an_outcome(mli: Any, answers: Path) -> None:
    """Exit 0, and a line that says why."""
    outcome = mli("analyze", answers, "--irt", "2pl")
    assert outcome.code == 0
    assert "10 persons, at least 100 are needed: classical statistics only" in outcome.out


def test_maxima(mli: Any, tmp_path: Path) -> None:
    """``--max`` and the row ``max`` are the same where they say the same."""
    plain, row = tmp_path / "plain.csv", tmp_path / "row.csv"
    plain.write_text("examinee,a,b\nx,4,2\ny,0,1\n", encoding="utf-8")
    row.write_text("examinee,a,b\nmax,4,4\nx,4,2\ny,0,1\n", encoding="utf-8")
    one = mli("analyze", plain, "--matrix", "--max", "4", "--json").json()
    assert one == mli("analyze", row, "--matrix", "--json").json()
    assert [item["facility"] for item in one["items"]] == [0.5, 0.375]


def test_raw_choices_with_a_key(mli: Any, tmp_path: Path) -> None:
    """Options are counted, and a cell of an item without a key is told."""
    raw, key = tmp_path / "raw.csv", tmp_path / "key.csv"
    raw.write_text("q1,q2\na,b\nb,b\na,c\n", encoding="utf-8")
    key.write_text("item,key\nq1,a\nq2,b\n", encoding="utf-8")
    outcome = mli("analyze", raw, "--key", key, "--json")
    assert outcome.code == 0
    first = outcome.json()["items"][0]
    assert [(option["id"], option["key"], option["count"]) for option in first["options"]] == [
        ("a", True, 2),
        ("b", False, 1),
    ]
    key.write_text("item,key\nq1,a\n", encoding="utf-8")
    outcome = mli("analyze", raw, "--key", key)
    assert outcome.code == 3
    assert "q2: the key has no such item: left out" in outcome.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--matrix", "--key", "FILE"), "choose one"),
        (("--max", "3"), "--max is for tables read with --matrix"),
        (("--matrix", "--scheme", "strict"), "are for scores and responses"),
        (("--matrix", "--max", "0"), "0"),
        (("--irt", "3pl"), "3pl"),
        (("--examinee-column", "who"), "read with --wide"),
    ],
)
def test_wrong_usage(mli: Any, answers: Path, words: tuple[str, ...], message: str) -> None:
    """Exit 2 with what does not go together."""
    outcome = mli("analyze", answers, *(answers if word == "FILE" else word for word in words))
    assert outcome.code == 2
    assert message in outcome.err


def test_a_person_who_is_not_there(mli: Any, answers: Path) -> None:
    """Exit 2."""
    outcome = mli("analyze", answers, "--compare", "p0", "p99")
    assert outcome.code == 2
    assert "p99" in outcome.err


def test_records_that_cannot_be_graded(mli: Any, answers: Path) -> None:
    """Exit 3: they are named and left out; the others are analysed."""
    text = answers.read_text(encoding="utf-8").replace("contract-value", "banana", 1)
    answers.write_text(text, encoding="utf-8")
    outcome = mli("analyze", answers, "--json")
    assert outcome.code == 3
    assert "banana" in outcome.err
    assert outcome.json()["items"][0]["left_out"] == {"invalid": 1}


def test_nothing_that_could_be_read(mli: Any, tmp_path: Path) -> None:
    """Exit 1 with one error document."""
    path = tmp_path / "none.csv"
    path.write_text("q1,q2\nx,y\n", encoding="utf-8")
    outcome = mli("analyze", path, "--matrix", "--json")
    assert outcome.code == 1
    assert outcome.json()["error"]["kind"] == "RecordsError"


def test_columns_are_mapped_as_for_grade(mli: Any, tmp_path: Path) -> None:
    """``--map`` and ``--examinee-column`` say what the headings do not."""
    answers = tmp_path / "wide.csv"
    rows = [f"p{n},{'true' if n % 2 else 'false'}" for n in range(8)]
    answers.write_text("\n".join(["who,first question", *rows]) + "\n", encoding="utf-8")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("first question: p-value-as-posterior\n", encoding="utf-8")
    outcome = mli(
        "analyze", answers, "--wide", "--map", mapping, "--examinee-column", "who", "--json"
    )
    assert outcome.code == 0, outcome.err
    (item,) = outcome.json()["items"]
    assert (item["item_id"], item["n"], item["facility"]) == ("p-value-as-posterior", 8, 0.5)


def test_rows_have_their_options(mli: Any, tmp_path: Path) -> None:
    """A matching shows who chose what in every row, in JSON and on screen."""
    bank = load_bank()
    key = bank["loss-for-task"].key_response()
    lines = [
        json.dumps({"examinee": f"p{n}", "item": "loss-for-task", "response": response})
        for n, response in enumerate([key] * 6 + [{**key, "house-price": "gan"}] * 4)
    ]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (item,) = mli("analyze", answers, "--json").json()["items"]
    assert item["options"] == []
    first = item["parts"][0]
    counts = {option["id"]: option["count"] for option in first["options"]}
    assert (first["id"], counts["mse"], counts["gan"]) == ("house-price", 6, 4)
    assert "loss-for-task [house-price]" in mli("analyze", answers, "--options").out
