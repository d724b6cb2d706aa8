"""QTI 1.2 as Canvas, Blackboard, Respondus, D2L and others write it."""

from __future__ import annotations

import io
import zipfile

import pytest

import mlinterview as mli
from mlinterview.interchange._imported import Imported, Reading
from mlinterview.interchange._qti_reader import read

SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def quiz(*items: str, space: str = f' xmlns="{SPACE}"') -> Reading:
    """What a quiz of these items gives."""
    xml = (
        f'<?xml version="1.0"?><questestinterop{space}><assessment ident="a" title="Quiz">'
        f'<section ident="root_section">{"".join(items)}</section></assessment></questestinterop>'
    )
    return read(xml.encode(), "quiz.xml")


def one(item: str, space: str = f' xmlns="{SPACE}"') -> Imported:
    """The only question of a quiz."""
    reading = quiz(item, space=space)
    assert reading.skipped == ()
    (found,) = reading.items
    mli.make_item({"id": "x", **found.source})
    return found


def item(
    kind: str | None, presentation: str, processing: str = "", *, points: str = "2", more: str = ""
) -> str:
    """An item with Canvas's metadata, or with none."""
    fields = {"question_type": kind, "points_possible": points} if kind else {}
    meta = "".join(
        f"<qtimetadatafield><fieldlabel>{k}</fieldlabel><fieldentry>{v}</fieldentry></qtimetadatafield>"
        for k, v in fields.items()
    )
    head = f"<itemmetadata><qtimetadata>{meta}</qtimetadata></itemmetadata>" if meta else ""
    rules = (
        '<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE"'
        f' vartype="Decimal"/></outcomes>{processing}</resprocessing>'
    )
    return (
        f'<item ident="g1" title="Question">{head}<presentation>{presentation}</presentation>'
        f"{rules}{more}</item>"
    )


def text(html: str, kind: str = "text/html") -> str:
    """A text, escaped."""
    from html import escape

    return f'<material><mattext texttype="{kind}">{escape(html)}</mattext></material>'


def labels(*pairs: tuple[str, str]) -> str:
    """Options."""
    inner = "".join(
        f'<response_label ident="{n}">{text(t, "text/plain")}</response_label>' for n, t in pairs
    )
    return f"<render_choice>{inner}</render_choice>"


def lid(ident: str, *pairs: tuple[str, str], cardinality: str = "Single", head: str = "") -> str:
    """A response by labels."""
    return f'<response_lid ident="{ident}" rcardinality="{cardinality}">{head}{labels(*pairs)}</response_lid>'


def fib(ident: str = "response1", kind: str = "", tag: str = "response_str") -> str:
    """A response by typing."""
    return f'<{tag} ident="{ident}" rcardinality="Single"><render_fib {kind}><response_label ident="answer1"/></render_fib></{tag}>'


def rule(condition: str, score: str = "100", action: str = "Set", going: str = "No") -> str:
    """A condition that gives points."""
    return f'<respcondition continue="{going}"><conditionvar>{condition}</conditionvar><setvar action="{action}" varname="SCORE">{score}</setvar></respcondition>'


def equal(value: str, ident: str = "response1", tag: str = "varequal") -> str:
    """A comparison."""
    return f'<{tag} respident="{ident}">{value}</{tag}>'


def texts_of(found: Imported, right: bool = True) -> list[str]:
    """Texts of right (or wrong) options."""
    return [o["text"] for o in found.source["options"] if bool(o.get("correct")) == right]


AB = (("1001", "first"), ("1002", "second"), ("1003", "third"))


def test_canvas_choice_with_feedback() -> None:
    """Feedback on an answer and general feedback find their places."""
    said = (
        '<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
        '<respcondition continue="Yes"><conditionvar><varequal respident="response1">1001</varequal></conditionvar><displayfeedback feedbacktype="Response" linkrefid="1001_fb"/></respcondition>'
    )
    more = "".join(
        f'<itemfeedback ident="{ident}"><flow_mat>{text(html)}</flow_mat></itemfeedback>'
        for ident, html in (("general_fb", "<p>Since <i>so</i>.</p>"), ("1001_fb", "No."), ("correct_fb", "Well done"))
    )  # fmt: skip
    body = text("<p>Which \\(x^2\\)?</p>") + lid("response1", *AB)
    found = one(item("multiple_choice_question", body, said + rule(equal("1002")), more=more))
    assert found.source["stem"] == "Which $x^2$?"
    assert found.source["points"] == 2
    assert texts_of(found) == ["second"]
    assert found.source["options"][0]["feedback"] == "No."
    assert found.source["explanation"] == "Since *so*."
    assert found.notes == ("feedback on right and on wrong responses was left out",)


def test_canvas_multiple_answers() -> None:
    """Canvas takes a right answer's share away for each wrong one, whatever the condition says."""
    condition = f"<and>{equal('1001')}{equal('1003')}<not>{equal('1002')}</not></and>"
    body = text("Which?") + lid("response1", *AB, cardinality="Multiple")
    found = one(item("multiple_answers_question", body, rule(condition)))
    assert texts_of(found) == ["first", "third"]
    assert found.notes == ("scored as there by a scheme with multi_select: {policy: net_correct}",)


def test_canvas_matching_with_a_distractor() -> None:
    """Rows with the same options, one of which serves none; each row adds its share."""
    options = (("7", "cat"), ("8", "dog"), ("9", "eel"))
    body = text("Match") + "".join(
        f'<response_lid ident="response_{k}">{text(row)}{labels(*options)}</response_lid>'
        for k, row in ((1, "meows"), (2, "barks"))
    )
    rules = "".join(
        f'<respcondition><conditionvar>{equal(value, f"response_{k}")}</conditionvar><setvar varname="SCORE" action="Add">50.00</setvar></respcondition>'
        for k, value in ((1, "7"), (2, "8"))
    )
    found = one(item("matching_question", body, rules))
    texts = {option["id"]: option["text"] for option in found.source["options"]}
    assert [(r["text"], texts[r["match"]]) for r in found.source["rows"]] == [("meows", "cat"), ("barks", "dog")]  # fmt: skip
    assert sorted(texts.values()) == ["cat", "dog", "eel"]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("condition", "content"),
    [
        (f"<or>{equal('3.5')}<and>{equal('3.4', tag='vargte')}{equal('3.6', tag='varlte')}</and></or>", {"answer": 3.5, "tolerance": {"absolute": 0.1}}),
        (equal("10", tag="vargte") + equal("20", tag="varlte"), {"range": [10, 20]}),
        (f"<or>{equal('42')}</or>", {"answer": 42}),
    ],
)  # fmt: skip
def test_canvas_numbers(condition: str, content: dict[str, object]) -> None:
    """Exact answers with a margin, ranges, exact answers alone."""
    body = text("How many?") + fib(kind='fibtype="Decimal"')
    found = one(item("numerical_question", body, rule(condition)))
    assert found.source["format"] == "numeric"
    assert {key: found.source[key] for key in content} == content


def test_canvas_menus_and_blanks() -> None:
    """``[name]`` in the text is a blank: a menu, or whatever may be typed there."""
    html = "<p>The [pet] is a [kind].</p>"
    rows = (("pet", (("1", "cat"), ("2", "car"))), ("kind", (("3", "animal"), ("4", "beast"))))
    body = text(html) + "".join(
        f'<response_lid ident="response_{name}">{text(name)}{labels(*options)}</response_lid>'
        for name, options in rows
    )
    rules = "".join(rule(equal(o[0][0], f"response_{n}"), "50.00", "Add") for n, o in rows)
    menus = one(item("multiple_dropdowns_question", body, rules))
    assert menus.source["stem"] == "The {{pet}} is a {{kind}}."
    assert menus.source["blanks"]["pet"]["options"][0] == {"id": "cat", "text": "cat", "correct": True}  # fmt: skip
    typed = one(item("fill_in_multiple_blanks_question", body, rules))
    assert typed.source["blanks"]["kind"] == {"format": "short_answer", "accept": ["animal", "beast"]}  # fmt: skip


def test_short_answers_and_essays() -> None:
    """Several right texts; an essay is marked by a person."""
    body = text("Name it.") + fib()
    found = one(item("short_answer_question", body, rule(equal("recall") + equal("sensitivity"))))
    assert found.source["accept"] == ["recall", "sensitivity"]
    other = '<respcondition continue="No"><conditionvar><other/></conditionvar></respcondition>'
    essay = one(item("essay_question", body, other))
    assert essay.source["rubric"]["grading"] == "person"


def test_kinds_that_are_not_read() -> None:
    """A reason for each, and the rest is read."""
    kinds = ("text_only_question", "calculated_question", "file_upload_question")
    good = item("true_false_question", text("Is it?") + lid("response1", ("1", "True"), ("2", "False")), rule(equal("2")))  # fmt: skip
    reading = quiz(*(item(kind, text("?") + fib()) for kind in kinds), good)
    assert len(reading.skipped) == 3
    assert reading.items[0].source["answer"] is False


def test_blackboard_choice_and_matching() -> None:
    """No namespace, flows, formatted text, ``SCORE.max``; right sides stand in a block of their own."""

    def flow(kind: str, inner: str) -> str:
        return f'<flow class="{kind}">{inner}</flow>'

    def formatted(html: str) -> str:
        from html import escape

        return f'<material><mat_extension><mat_formattedtext type="HTML">{escape(html)}</mat_formattedtext></mat_extension></material>'

    meta = "<itemmetadata><bbmd_questiontype>{}</bbmd_questiontype><qmd_absolutescore_max>5.0</qmd_absolutescore_max></itemmetadata>"
    outcomes = '<outcomes><decvar varname="SCORE" vartype="Decimal" defaultval="0" minvalue="0" maxvalue="5.0"/></outcomes>'
    options = "".join(
        f'<flow_label class="Block"><response_label ident="{k}">{flow("FORMATTED_TEXT_BLOCK", formatted(t))}</response_label></flow_label>'
        for k, t in (("aa", "<b>yes</b>"), ("bb", "no"))
    )
    asked = flow("Block", flow("QUESTION_BLOCK", formatted("<p>Ok?</p>")) + flow("RESPONSE_BLOCK", f'<response_lid ident="response" rcardinality="Single"><render_choice>{options}</render_choice></response_lid>'))  # fmt: skip
    right = '<respcondition title="correct"><conditionvar><varequal respident="response" case="No">aa</varequal></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition>'
    other = '<respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0.0</setvar></respcondition>'
    choice = f'<item title="T">{meta.format("Multiple Choice")}<presentation>{asked}</presentation><resprocessing>{outcomes}{right}{other}</resprocessing></item>'
    found = one(choice, space="")
    assert found.source["points"] == 5
    assert texts_of(found) == ["**yes**"]
    rows = "".join(
        flow("Block", f'{formatted(row)}<response_lid ident="{row}" rcardinality="Single"><render_choice><flow_label class="Block"><response_label ident="{row}1"/><response_label ident="{row}2"/></flow_label></render_choice></response_lid>')
        for row in ("up", "down")
    )  # fmt: skip
    block = flow("RIGHT_MATCH_BLOCK", flow("Block", formatted("sky")) + flow("Block", formatted("sea")))  # fmt: skip
    rules = "".join(
        f'<respcondition><conditionvar><varequal respident="{row}">{row}{n}</varequal></conditionvar><setvar variablename="SCORE" action="Add">2.5</setvar></respcondition>'
        for row, n in (("up", 1), ("down", 2))
    )
    matching = f'<item title="M">{meta.format("Matching")}<presentation>{flow("Block", formatted("Where?") + flow("RESPONSE_BLOCK", rows) + block)}</presentation><resprocessing>{outcomes}{rules}</resprocessing></item>'
    found = one(matching, space="")
    texts = {option["id"]: option["text"] for option in found.source["options"]}
    assert [texts[row["match"]] for row in found.source["rows"]] == ["sky", "sea"]


def test_without_any_metadata() -> None:
    """The shape alone tells the format: a choice by points, a number, an order, a pair of groups."""
    parts = "".join(rule(equal(k), score, "Add", "Yes") for k, score in (("1001", "1"), ("1002", "1"), ("1003", "-1")))  # fmt: skip
    several = item(None, text("Which?") + lid("response1", *AB, cardinality="Multiple"), parts.replace("100", "100"))  # fmt: skip
    several = several.replace('maxvalue="100"', 'maxvalue="2"')
    assert texts_of(one(several)) == ["first", "second"]
    number = item(
        None, text("How many?") + fib("n", tag="response_num"), rule(equal("7", "n"), "1")
    )
    assert one(number).source["answer"] == 7
    order = item(None, text("Order") + lid("o", *AB, cardinality="Ordered"), rule(equal("1003", "o") + equal("1001", "o") + equal("1002", "o"), "1"))  # fmt: skip
    assert [step["text"] for step in one(order).source["steps"]] == ["third", "first", "second"]
    group = (
        '<response_grp ident="g" rcardinality="Multiple"><render_choice>'
        + "".join(f'<response_label ident="{k}" {m}>{text(t)}</response_label>' for k, t, m in (("a", "row one", 'match_group="x,y" match_max="1"'), ("b", "row two", 'match_group="x,y" match_max="1"'), ("x", "left", ""), ("y", "right", "")))
        + "</render_choice></response_grp>"
    )  # fmt: skip
    rules = "".join(rule(f'<varsubset respident="g">{pair}</varsubset>', "1", "Add", "Yes") for pair in ("a,y", "b,x"))  # fmt: skip
    found = one(item(None, text("Pair") + group, rules).replace('maxvalue="100"', 'maxvalue="2"'))
    assert len(found.source["rows"]) == 2


def test_blanks_between_the_parts_of_a_text() -> None:
    """Several fields among materials are a cloze."""
    body = (
        text("2 + 2 = ") + fib("one", 'fibtype="Integer"') + text("and the colour is") + fib("two")
    )
    rules = rule(equal("4", "one"), "1", "Add", "Yes") + rule(
        equal("red", "two"), "1", "Add", "Yes"
    )
    found = one(item(None, body, rules).replace('maxvalue="100"', 'maxvalue="2"'))
    assert found.source["format"] == "cloze"
    assert [blank["format"] for blank in found.source["blanks"].values()] == ["numeric", "short_answer"]  # fmt: skip


def test_what_stands_elsewhere_is_listed() -> None:
    """References to other files and draws from a section are no questions, and are said."""
    reading = quiz('<itemref linkrefid="x"/>', "<section><selection_ordering><selection><sourcebank_ref>b</sourcebank_ref><selection_number>2</selection_number></selection></selection_ordering></section>")  # fmt: skip
    assert len(reading.skipped) == 3


def test_a_course_of_canvas_holds_each_quiz_twice() -> None:
    """The quiz in Canvas's own terms is read, that of Common Cartridge is listed as its double."""
    good = item("true_false_question", text("Is it?") + lid("response1", ("1", "True"), ("2", "False")), rule(equal("2")))  # fmt: skip
    xml = f'<questestinterop xmlns="{SPACE}"><assessment><section>{good}</section></assessment></questestinterop>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("gabc/assessment_qti.xml", xml)
        archive.writestr("non_cc_assessments/gabc.xml.qti", xml)
    reading = read(made.getvalue(), "course.imscc")
    assert len(reading.items) == 1
    assert "the same quiz" in reading.skipped[0].reason


def test_what_only_wrong_answers_are_told_is_no_explanation() -> None:
    """``other`` behind the rule of the key, as Canvas writes its verdict on wrong answers."""
    told = '<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="{}"/></respcondition>'
    more = "".join(
        f'<itemfeedback ident="{ident}">{text(html)}</itemfeedback>'
        for ident, html in (("all", "Since so."), ("general_incorrect_fb", "Alas."), ("no", "Nay."))
    )
    rules = told.format("all") + rule(equal("1002"))
    rules += told.format("general_incorrect_fb") + told.format("no")
    body = text("Which?") + lid("response1", *AB)
    found = one(item("multiple_choice_question", body, rules, more=more))
    assert found.source["explanation"] == "Since so."


def new_blank(name: str, way: str, *texts: str, shown: str = "openEntry") -> str:
    """A blank as New Quizzes writes it: labels say how they are shown and compared."""
    inner = "".join(
        f'<response_label ident="{name}-{place}" scoring_algorithm="{way}" answer_type="{shown}">'
        f"{text(one, 'text/plain')}</response_label>"
        for place, one in enumerate(texts)
    )
    return f'<response_lid ident="response_{name}"><render_choice>{inner}</render_choice></response_lid>'


def test_blanks_of_new_quizzes() -> None:
    """Menus and word banks have wrong labels, too; patterns are patterns, near matches are noted."""
    body = text("[m], [w], [n], [c] and [r].")
    body += new_blank("m", "Equivalence", "L2", "L1", shown="dropdown")
    body += new_blank("w", "TextEquivalence", "mean", "mode", shown="wordbank")
    body += new_blank("n", "TextCloseEnough", "ridge")
    body += new_blank("c", "TextContainsAnswer", "lasso")
    body += new_blank("r", "TextRegex", "^drop-?out$")
    keys = {"m": "m-1", "w": "w-0", "n": "n-0", "c": "c-0", "r": "r-0"}
    rules = "".join(rule(equal(v, f"response_{k}"), "20", "Add") for k, v in keys.items())
    found = one(item("fill_in_multiple_blanks_question", body, rules))
    blanks = list(found.source["blanks"].values())
    assert [[o["text"] for o in b["options"] if o.get("correct")] for b in blanks[:2]] == [["L1"], ["mean"]]  # fmt: skip
    assert [blank.get("accept") for blank in blanks[2:]] == [["ridge"], ["lasso"], None]
    assert len(found.notes) == 3
    made = mli.make_item({"id": "x", **found.source})
    names = list(found.source["blanks"])
    shares = [
        mli.grade(made, dict(zip(names, (*[o["id"] for o in (blanks[0]["options"][1], blanks[1]["options"][0])], "ridge", "lasso", last), strict=True))).points
        for last in ("dropout", "drop-outs")
    ]  # fmt: skip
    assert shares == pytest.approx([2, 1.6])


def test_a_text_that_questions_share() -> None:
    """A stimulus of New Quizzes stands in front of the questions that name it, and is no question."""
    field = '<qtimetadatafield><fieldlabel>parent_stimulus_item_ident</fieldlabel><fieldentry>s1</fieldentry></qtimetadatafield></qtimetadata>'  # fmt: skip
    stimulus = item("text_only_question", text("<p>A tree of depth 2.</p>")).replace('"g1"', '"s1"')
    asked = item("multiple_choice_question", text("Which?") + lid("response1", *AB), rule(equal("1002")))  # fmt: skip
    by_section = f'<section ident="x" parent_stimulus_item_ident="s1">{asked}</section>'
    reading = quiz(stimulus, asked.replace("</qtimetadata>", field), by_section, asked)
    stems = [found.source["stem"] for found in reading.items]
    assert stems == ["A tree of depth 2.\n\nWhich?"] * 2 + ["Which?"]
    assert reading.skipped == ()
    assert len(quiz(stimulus, asked).skipped) == 1


def test_menus_without_metadata_stand_at_their_signs() -> None:
    """``[a]`` and ``[b]`` in the text are where the choices go."""
    body = text("Use [a] with [b].") + lid("response_a", *AB) + lid("response_b", ("1", "one"), ("2", "two"))  # fmt: skip
    rules = rule(equal("1002", "response_a"), "50", "Add") + rule(equal("1", "response_b"), "50", "Add")  # fmt: skip
    found = one(item(None, body, rules))
    names = list(found.source["blanks"])
    assert found.source["stem"] == f"Use {{{{{names[0]}}}}} with {{{{{names[1]}}}}}."


def test_d2l_says_how_options_are_shown() -> None:
    """Its extension is no response, and its metadata has a spelling of its own."""
    field = "<qti_metadatafield><fieldlabel>qmd_weighting</fieldlabel><fieldentry>3</fieldentry></qti_metadatafield>"
    shown = "<response_extension><display_style>2</display_style></response_extension>"
    made = item(
        "Multiple Choice", text("Which?") + shown + lid("response1", *AB), rule(equal("1002"))
    )
    made = made.replace("points_possible", "unused").replace(
        "</qtimetadata>", f"{field}</qtimetadata>"
    )
    found = one(made)
    assert (found.source["points"], texts_of(found)) == (3, ["second"])


def test_the_kind_says_that_several_may_be_chosen() -> None:
    """Where the cardinality is left out, a multiple response is one by its kind."""
    response = lid("response1", *AB).replace(' rcardinality="Single"', "")
    rules = rule(f"<and>{equal('1001')}{equal('1003')}<not>{equal('1002')}</not></and>")
    found = one(item("Multiple Response Static", text("Which?") + response, rules))
    assert texts_of(found) == ["first", "third"]
    assert found.source["format"] == "multi_select"
