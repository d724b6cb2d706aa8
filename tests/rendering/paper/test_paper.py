"""What a paper holds: numbers, letters, passages, points, people, keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.errors import ExpressionError, FormError
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.rendering.paper import Paper, check_variants, paper, variant_codes
from mlinterview.rendering.paper.model import minutes_for


def _question(found: Paper, item_id: str):  # type: ignore[no-untyped-def]
    return next(question for question in found.questions if question.item_id == item_id)


@pytest.mark.parametrize("variant", [None, "A", "B", "017"])
def test_letters_are_those_of_present(bank: Bank, form: Form, variant: str | None) -> None:
    """Options, steps and blanks stand as `present` shows them with the seed of the form."""
    found = paper(form, bank, variant=variant)
    for question in found.questions:
        entry = form.entry(question.item_id)
        assert entry is not None
        shown = mli.present(
            bank[question.item_id],
            seed=form.seed_for(question.item_id, variant),
            order=None if variant else entry.options,
        )
        if question.format != "true_false":
            expected = shown.get("options") or shown.get("steps") or []
            assert [(c["id"], c["letter"], c["text"]) for c in expected] == [
                (choice.id, choice.letter, choice.text) for choice in question.choices
            ]
        assert shown["stem"] == question.stem


@pytest.mark.parametrize("variant", [None, "A", "Z9", "017"])
def test_letters_of_the_key_earn_full_points(
    bank: Bank, form: Form, variant: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the key prints, typed into a wide table, is read back as the right answers."""
    found = paper(form, bank, variant=variant, key=True)
    cells: dict[str, str] = {}
    for question in found.questions:
        assert question.key is not None
        number, blanks = str(question.number), question.blanks
        if question.rows:
            cells |= {f"{number} [{row.number}]": row.letter or "" for row in question.rows}
        elif question.blanks:
            for blank in blanks:
                cells[f"{number} [{blank.id}]"] = (blank.answer or "").split(" ")[0]
        elif question.format != "free_text":
            cells[number] = question.key.answer.removesuffix(" ms").replace("\\", "")
    path = tmp_path_factory.mktemp("wide") / "answers.csv"
    header = ["examinee", "variant", *cells]
    row = ["s01", variant or "", *cells.values()]
    lines = [";".join(f'"{cell}"' for cell in line) for line in (header, row)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    responses = mli.read_responses(path, wide=True, form=form, bank=bank)
    assert [str(one) for one in responses.unplaced] == []
    scores = list(mli.grade_all(bank, responses))
    assert {score.item_id: score.points for score in scores} == {
        question.item_id: question.points
        for question in found.questions
        if question.format != "free_text"
    }


def test_variants_differ_and_stay(bank: Bank, form: Form) -> None:
    """A code always gives the same paper; another code gives another order and other numbers."""
    first, again, other = (paper(form, bank, variant=code) for code in "AAB")
    assert first == again
    assert [q.choices for q in first.questions] != [q.choices for q in other.questions]
    stems = {_question(paper(form, bank, variant=c), "product").stem for c in variant_codes(20)}
    assert len(stems) > 5


def test_a_passage_stands_once(bank: Bank, form: Form) -> None:
    """Before the first question that needs it; later ones say where."""
    found = paper(form, bank)
    second, fourth = found.questions[1], found.questions[3]
    assert second.passage is not None
    assert second.passage.questions == (2, 4)
    assert (second.passage_at, fourth.passage, fourth.passage_at) == (2, None, 2)


def test_points_and_minutes(bank: Bank, form: Form) -> None:
    """Points are the form's, else the item's; time factors are rounded up to whole minutes."""
    found = paper(form, bank)
    assert [q.points for q in found.questions] == [2, 1, 1, 3, 1, 1, 1, 1, 4]
    assert (found.points, [s.points for s in found.sections]) == (15, [4, 11])
    assert [s.range for s in found.sections] == ["1–3", "4–9"]
    assert found.minutes == 45
    slow = mli.RosterEntry(examinee="s01", time_factor=1.25, variant="C")
    theirs = paper(form, bank, person=slow)
    assert (theirs.minutes, theirs.variant, theirs.time_factor) == (57, "C", 1.25)
    assert paper(form, bank, person=slow, variant="D").variant == "D"


@given(st.integers(1, 600), st.integers(100, 400))
def test_nobody_loses_time(minutes: int, hundredths: int) -> None:
    """A person's minutes are whole, enough, and under a minute more than asked for."""
    person = mli.RosterEntry(examinee="s", time_factor=hundredths / 100)
    found = minutes_for(person, minutes)
    assert found is not None
    assert found == int(found)
    assert minutes * hundredths <= found * 100 < minutes * hundredths + 100


def test_the_key_is_on_key_pages_alone(bank: Bank, form: Form) -> None:
    """An exam paper holds nothing that gives an answer away."""
    for question in paper(form, bank).questions:
        assert question.key is None
        assert {choice.right for choice in question.choices} <= {None}
        assert {choice.feedback for choice in question.choices} <= {None}
        assert {(row.letter, row.feedback) for row in question.rows} <= {(None, None)}
        assert {blank.answer for blank in question.blanks} <= {None}
    keyed = paper(form, bank, key=True)
    assert not keyed.answer_sheet
    assert _question(keyed, "test-set").key.answer == "False"
    assert _question(keyed, "match-tasks").key.answer == "1-c, 2-b"
    assert _question(keyed, "adam-gaps").key.answer.startswith("(1) 2; (2) ")
    key = _question(keyed, "explain-leakage").key
    assert [(c.points, c.statement) for c in key.criteria] == [
        (2, "Names the idea."),
        (1, "Gives an example."),
    ]
    assert (key.probes, key.red_flags) == (("And in time series?",), ("Blames the test set.",))
    assert _question(keyed, "which-loss").key.references == (
        "A Book, Section 3, https://example.org/a_b",
    )


def test_no_right_option_is_said_in_words(bank: Bank) -> None:
    """An empty key would look like a key that was forgotten."""
    source = {
        "id": "none-right",
        "format": "multi_select",
        "stem": "Which?",
        "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
    }
    small = Bank({"none-right": mli.make_item(source)})
    form = Form(id="f", sections=(Section(items=(FormEntry(id="none-right"),)),))
    key = paper(form, small, key=True).questions[0].key
    assert key is not None
    assert key.answer == "none of them"


def test_a_form_that_does_not_fit_its_bank(bank: Bank, form: Form) -> None:
    """An item that is missing stops the paper: numbers would shift without a word."""
    entries = (FormEntry(id="which-loss"), FormEntry(id="which-los"), FormEntry(id="gone"))
    bad = Form(id="bad", sections=(Section(items=entries),))
    with pytest.raises(FormError, match=r"form 'bad': no item named 'which-los'.*1 more: gone"):
        paper(bad, bank)
    with pytest.raises(FormError, match="which-los"):
        check_variants(bad, bank, ["A"])
    order = Form(
        id="bad", sections=(Section(items=(FormEntry(id="which-loss", options=("mse",)),)),)
    )
    with pytest.raises(FormError, match=r"options .* expected"):
        paper(order, bank)
    with pytest.raises(FormError, match="fixed words in one of en, vi expected, found 'xx'"):
        paper(form, bank, language="xx")


def test_a_draw_without_a_value_names_the_variant() -> None:
    """A division by zero in one variant is told before any paper is printed."""
    source = {
        "id": "quotient",
        "format": "numeric",
        "stem": "What is 1/{=n}?",
        "parameters": {"n": [0, 2]},
        "answer": "=1 / n",
    }
    bank = Bank({"quotient": mli.make_item(source)})
    form = Form(id="f", sections=(Section(items=(FormEntry(id="quotient"),)),))
    with pytest.raises(ExpressionError, match=r"form 'f', variant '0.*item 'quotient'"):
        check_variants(form, bank, variant_codes(40))


def test_fixed_words_follow_the_form(bank: Bank, form: Form) -> None:
    """Vietnamese where the form is, English where there are no words; the tag stays."""
    assert [
        (found.language, found.words)
        for found in (
            paper(form, bank),
            paper(form.model_copy(update={"language": "vi-VN"}), bank),
            paper(form.model_copy(update={"language": "fr"}), bank),
            paper(form, bank, language="vi"),
        )
    ] == [("en", "en"), ("vi-VN", "vi"), ("fr", "en"), ("en", "vi")]
    vietnamese = paper(form, bank, language="vi", key=True)
    assert [choice.text for choice in _question(vietnamese, "test-set").choices] == ["Đúng", "Sai"]


def test_variant_codes_are_told_apart() -> None:
    """Letters while they last, else numbers of one width."""
    assert variant_codes(26)[-1] == "Z"
    assert variant_codes(27)[:2] == ("001", "002")
    assert variant_codes(1000)[-1] == "1000"
    assert variant_codes(1000)[0] == "0001"
    for count in (1, 26, 27, 200, 1001):
        assert len(set(variant_codes(count))) == count


def test_figures_outside_the_bank_are_no_files(bank: Bank, form: Form) -> None:
    """A path that leads out of the bank is not followed."""
    item = bank["test-set"]
    for name in ("../../../../etc/passwd", "/etc/passwd", "figures/none.svg", "a\0b.svg"):
        figure = item.figures[0].model_copy(update={"file": name})
        changed = item.model_copy(update={"figures": (figure,)})
        found = paper(
            Form(id="f", sections=(Section(items=(FormEntry(id="test-set"),)),)),
            Bank({"test-set": changed.placed(item.placement)}),
        )
        assert found.questions[0].pictures[0].path is None
    assert _question(paper(form, bank), "test-set").pictures[0].path is not None


def test_room_for_prose() -> None:
    """Between 5 and 26 lines: by the sample answer, else by minutes, else by criteria."""
    rubric = {"criteria": [{"id": f"c{n}", "statement": "S."} for n in range(4)]}
    source = {"id": "x", "format": "free_text", "stem": "S?", "rubric": rubric}
    rooms = []
    for more in ({}, {"minutes": 9}, {"sample_answer": "word " * 150}, {"sample_answer": "a"}):
        bank = Bank({"x": mli.make_item(source | more)})
        form = Form(id="f", sections=(Section(items=(FormEntry(id="x"),)),))
        rooms.append(paper(form, bank).questions[0].room.count)
    assert rooms == [8, 18, 19, 5]
