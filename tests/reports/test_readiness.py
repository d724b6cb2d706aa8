"""Readiness for a role: shares by weight, bars, what to study; checked by a second calculation."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mlinterview as mli
from mlinterview._intervals import share_interval
from mlinterview.model.score import ItemScore
from mlinterview.reports._model import RoleReadiness

TAXONOMY = """
areas: [{id: zz-north, title: North}, {id: zz-south, title: South}]
tasks:
  - {id: zz-build, title: Building, subtasks: [{id: zz-b1, title: B one}]}
  - {id: zz-run, title: Running, subtasks: [{id: zz-r1, title: R one}]}
  - {id: zz-sell, title: Selling, subtasks: [{id: zz-s1, title: S one}]}
skills: [{id: zz-sums, title: Sums}, {id: zz-code, title: Code}]
roles: [{id: zz-maker, title: Maker}, {id: zz-idle, title: Idle}]
topics:
  - {id: zz-a, title: Topic A, area: zz-north, task: zz-build, subtasks: [zz-b1],
     skills: [zz-sums], roles: [zz-maker]}
  - {id: zz-b, title: Topic B, area: zz-south, task: zz-run, subtasks: [zz-r1],
     skills: [zz-sums, zz-code], roles: [zz-maker]}
  - {id: zz-c, title: Topic C, area: zz-south, task: zz-sell, subtasks: [zz-s1],
     skills: [zz-code], roles: [zz-maker]}
  - {id: zz-far, title: Far topic, area: zz-south, task: zz-run, roles: [zz-idle]}
"""
PROFILE = """
tasks:
  zz-build: {weight: 3, minimum: 0.5}
  zz-run: {weight: 2, minimum: 0.6}
  zz-sell: {weight: 1, minimum: 0.4}
skills:
  zz-sums: {weight: 2, minimum: 0.75}
  zz-code: 1
areas:
  zz-south: {weight: 2, minimum: 0.5}
"""
#: the weights of the topics, by hand: task x mean skill x area
BY_HAND = {"zz-a": 3 * 2 * 1, "zz-b": 2 * 1.5 * 2, "zz-c": 1 * 1 * 2}
PLACES = {
    **{f"a{n}": ("zz-a",) for n in range(6)},
    **{f"b{n}": ("zz-b",) for n in range(3)},
    "ab": ("zz-a", "zz-b"),
    "far": ("zz-far",),
}
ITEM = """
- {{id: {name}, title: "Item {name}", format: true_false, topics: [{topics}], points: {points},
   stem: "It holds.", answer: true, references: [{{title: Book of {name}}}]}}
"""


@pytest.fixture(scope="module")
def roles_bank(tmp_path_factory: pytest.TempPathFactory) -> mli.Bank:
    """Eleven items: six on one topic, three on another, one on both, one off the map."""
    root = tmp_path_factory.mktemp("roles")
    (root / "questions" / "ml_theory").mkdir(parents=True)
    (root / "graders" / "roles").mkdir(parents=True)
    items = "".join(
        ITEM.format(name=name, topics=", ".join(topics), points=2 if name == "ab" else 1)
        for name, topics in PLACES.items()
    )
    files = {
        "questions/taxonomy.yaml": TAXONOMY,
        "questions/ml_theory/items.yaml": items,
        "graders/roles/zz-maker.yaml": PROFILE,
    }
    for name, text in files.items():
        (Path(root) / name).write_text(text, encoding="utf-8")
    return mli.load_bank(root)


def scores_of(bank: mli.Bank, shares: dict[str, float], **fields: Any) -> list[ItemScore]:
    """A record for each of these items."""
    made = []
    for name, share in shares.items():
        worth = float(bank[name].points)
        points = share * worth
        made.append(
            ItemScore(
                **{
                    "item_id": name,
                    "status": "graded",
                    "points": points,
                    "points_range": (points, points),
                    "max_points": worth,
                    **fields.get(name, {}),
                }
            )
        )
    return made


def readiness(bank: mli.Bank, shares: dict[str, float], **fields: Any) -> RoleReadiness:
    """Of the role ``zz-maker``."""
    scores = scores_of(bank, shares, **fields)
    return mli.report(scores, bank=bank, roles="zz-maker").examinees[0].roles[0]


def test_a_case_by_hand(roles_bank: mli.Bank) -> None:
    """Share, part of the map, number of equal items, interval and bars, all by another way."""
    shares = {"a0": 1.0, "a1": 0.0, "a2": 0.5, "ab": 0.75, "b0": 0.25, "far": 0.0}
    found = readiness(roles_bank, shares)
    whole = sum(BY_HAND.values())
    weight = {topic: value / whole for topic, value in BY_HAND.items()}
    # topic A: a0, a1, a2 of one point, ab of two; topic B: ab and b0
    on_a = (1.0 + 0.0 + 0.5 + 2 * 0.75) / 5
    on_b = (2 * 0.75 + 0.25) / 3
    asked = weight["zz-a"] + weight["zz-b"]
    share = (weight["zz-a"] * on_a + weight["zz-b"] * on_b) / asked
    assert found.share == pytest.approx(share)
    assert found.asked_share == pytest.approx(asked)
    assert found.items == 5
    counts = [weight["zz-a"] / 5] * 3
    counts += [weight["zz-a"] * 2 / 5 + weight["zz-b"] * 2 / 3, weight["zz-b"] / 3]
    n = sum(counts) ** 2 / sum(count**2 for count in counts)
    assert found.interval == pytest.approx(share_interval(share, n))
    assert found.too_few is (n < 5)
    assert found.share_range == pytest.approx((share, share))
    bars = {(bar.kind, bar.id): bar for bar in found.bars}
    assert list(bars) == [
        ("task", "zz-build"),
        ("task", "zz-run"),
        ("task", "zz-sell"),
        ("skill", "zz-sums"),
        ("area", "zz-south"),
    ]
    building = bars["task", "zz-build"]
    assert (building.items, building.share) == (4, pytest.approx((1 + 0 + 0.5 + 1.5) / 5))
    selling = bars["task", "zz-sell"]
    assert (selling.verdict, selling.share, selling.interval) == ("not_asked", None, None)
    assert [topic.id for topic in found.unasked] == ["zz-c"]
    assert found.unasked[0].weight == pytest.approx(weight["zz-c"])


@pytest.mark.parametrize(
    ("right", "verdict", "certain"),
    [(6, "met", True), (4, "met", False), (3, "met", False), (2, "missed", False)],
)
def test_bars(roles_bank: mli.Bank, right: int, verdict: str, certain: bool) -> None:
    """Met from the minimum on; certain where the whole interval is on that side."""
    shares = {f"a{n}": float(n < right) for n in range(6)}
    bar = readiness(roles_bank, shares).bars[0]
    assert (bar.id, bar.verdict, bar.certain) == ("zz-build", verdict, certain)
    low, high = share_interval(right / 6, 6)
    assert bar.interval == pytest.approx((low, high))


def test_what_was_not_asked_is_no_weakness(roles_bank: mli.Bank) -> None:
    """With nothing on the map there is no share, and no bar is missed."""
    found = readiness(roles_bank, {"far": 0.0})
    assert (found.items, found.share, found.interval, found.asked_share) == (0, None, None, 0)
    assert {bar.verdict for bar in found.bars} == {"not_asked"}
    assert (found.strongest, found.weakest, found.study) == ((), (), ())


def test_few_answers_give_no_verdict(roles_bank: mli.Bank) -> None:
    """Four of four is too few, however good."""
    found = readiness(roles_bank, {f"a{n}": 1.0 for n in range(4)})
    assert {bar.verdict for bar in found.bars} == {"too_few", "not_asked"}
    assert found.too_few


def test_open_answers_give_a_range(roles_bank: mli.Bank) -> None:
    """What waits for a person counts as it stands, and is nothing to study."""
    waiting = {"status": "needs_review", "points": 0.0, "points_range": (0.0, 1.0)}
    found = readiness(roles_bank, {"a0": 1.0, "a1": 0.0}, a1=waiting)
    assert (found.share, found.share_range) == (0.5, (0.5, 1.0))
    assert found.study == ()
    assert found.bars[0].share_range == (0.5, 1.0)


shares_of_items = st.dictionaries(
    st.sampled_from(list(PLACES)), st.floats(0, 1), min_size=1, max_size=len(PLACES)
)


@settings(max_examples=40)
@given(shares_of_items)
def test_laws(roles_bank: mli.Bank, shares: dict[str, float]) -> None:
    """What is lost is what there is to gain; shares and intervals are in order and in bounds."""
    found = readiness(roles_bank, shares)
    if found.share is None:
        assert set(shares) == {"far"}
        return
    assert math.fsum(item.gain for item in found.study) == pytest.approx(1 - found.share, abs=1e-6)
    assert found.interval is not None
    low, high = found.interval
    assert 0 <= low < high <= 1
    if 0.001 < found.share < 0.999:  # at the ends equal tails leave the share itself out
        assert low - 1e-9 <= found.share <= high + 1e-9
    assert 0 < found.asked_share <= 1
    gains = [round(item.gain, 9) for item in found.study]
    assert gains == sorted(gains, reverse=True)
    for area in found.strongest:
        assert area.share > found.share
    for area in found.weakest:
        assert area.share < found.share
    for bar in found.bars:
        if bar.verdict == "met":
            assert bar.share is not None
            assert bar.share >= bar.minimum - 1e-9
        elif bar.verdict == "missed":
            assert bar.share is not None
            assert bar.share < bar.minimum


@settings(max_examples=20)
@given(shares_of_items, st.randoms())
def test_the_order_of_records_does_not_matter(
    roles_bank: mli.Bank, shares: dict[str, float], random: Any
) -> None:
    """Readiness is of a set of answers."""
    names = list(shares)
    random.shuffle(names)
    first, second = (
        readiness(roles_bank, shares),
        readiness(roles_bank, {n: shares[n] for n in names}),
    )
    assert first.share == pytest.approx(second.share)
    assert [bar.verdict for bar in first.bars] == [bar.verdict for bar in second.bars]
    assert [item.item_id for item in first.study] == [item.item_id for item in second.study]


def test_which_roles(roles_bank: mli.Bank) -> None:
    """Named ones once each, all of them, those of ``by``, or none."""
    scores = scores_of(roles_bank, {"a0": 1.0})

    def roles(**options: Any) -> list[str]:
        person = mli.report(scores, bank=roles_bank, **options).examinees[0]
        return [role.id for role in person.roles]

    assert roles() == []
    assert roles(roles=["zz-maker", "ml_engineer", "zz-maker"]) == ["zz-maker", "ml_engineer"]
    assert roles(roles="all") == list(roles_bank.roles)
    assert roles(by=["role"]) == list(roles_bank.roles)
    assert roles(by=["role"], roles=["zz-maker"]) == ["zz-maker"]
    with pytest.raises(mli.UnknownNameError, match="did you mean zz-maker"):
        roles(roles="zz-makr")
    with pytest.raises(mli.UnknownNameError, match="role profile"):
        roles(roles="zz-idle")


def test_the_examinee_sees_no_references(roles_bank: mli.Bank) -> None:
    """They may give keys away; titles and gains stay."""
    made = mli.report(scores_of(roles_bank, {"a0": 0.0}), bank=roles_bank, roles="zz-maker")
    item = made.examinees[0].roles[0].study[0]
    hidden = made.for_audience("examinee").examinees[0].roles[0].study[0]
    assert item.references[0].title == "Book of a0"
    assert hidden == item.model_copy(update={"references": ()})


def test_every_form_of_report_says_it(roles_bank: mli.Bank) -> None:
    """Bars, verdicts, what was not asked, and that it is no chance of being hired."""
    shares = {**{f"a{n}": float(n < 5) for n in range(6)}, "b0": 0.0}
    made = mli.report(
        scores_of(roles_bank, shares), bank=roles_bank, roles=["zz-maker", "ml_engineer"]
    )
    for text in (made.to_text(), made.to_text(width=40), made.to_markdown(), made.to_html()):
        words = " ".join(text.split())
        assert "Building" in words
        assert "not asked" in words
        assert "Maker" in words
        assert "chance of being hired" in words
        assert "Item b0" in words
        assert (
            "nothing on this role's map was asked" in words.replace("&#x27;", "'")
            or "<html" in text
        )
        # the page folds nothing for a role of which nothing was asked
        nothing = "nothing on this role's map was asked" in words
        assert nothing is ("<html" not in text)
    head, row = made.to_csv().splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True))
    role = made.examinees[0].roles[0]
    assert float(cells["readiness:zz-maker"]) == role.share
    assert float(cells["asked:zz-maker"]) == role.asked_share
    assert cells["readiness:ml_engineer"] == ""
    dumped = made.model_dump(mode="json")["examinees"][0]["roles"][0]
    assert set(dumped) >= {"id", "title", "share", "interval", "asked_share", "bars", "study"}
    assert set(dumped["bars"][0]) >= {"kind", "id", "minimum", "share", "interval", "verdict"}


def test_many_roles_make_one_table_and_one_picture(roles_bank: mli.Bank) -> None:
    """The terminal leaves the bars to --role, and the page has words for the picture."""
    made = mli.report(scores_of(roles_bank, {"a0": 1.0}), bank=roles_bank, roles="all")
    text = made.to_text()
    assert "report with --role zz-maker" in text
    assert "Bar  " not in text
    page = made.to_html()
    assert 'id="words1roles">Maker (' in page


@pytest.mark.parametrize("roles", [["zz-maker"], "all"])
def test_a_class(roles_bank: mli.Bank, roles: Any) -> None:
    """People by roles."""
    scores = [
        score.model_copy(update={"examinee_id": who})
        for who, share in (("ann", 1.0), ("bo", 0.5))
        for score in scores_of(roles_bank, {"a0": share, "b0": share})
    ]
    made = mli.report(scores, bank=roles_bank, roles=roles)
    text = made.to_text()
    assert "Maker" in text
    assert "100%" in text
    page, markdown = made.to_html(), made.to_markdown()
    assert "Share of each role&#x27;s map" in page
    assert "### Readiness by role" in markdown


def test_readiness_on_paper(roles_bank: mli.Bank) -> None:
    """A class has its table of roles and what waits; a person the bars, and what to study."""
    pypdf = pytest.importorskip("pypdf")

    def words(report: mli.Report) -> str:
        pages = pypdf.PdfReader(io.BytesIO(report.to_pdf())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    waiting = {"status": "needs_review", "points": 0.0, "points_range": (0.0, 1.0)}
    shares = {**{f"a{n}": float(n < 4) for n in range(6)}, "b0": 0.0}
    scores = [
        score.model_copy(update={"examinee_id": who})
        for who in ("ann", "bo")
        for score in scores_of(roles_bank, shares, b0=waiting if who == "bo" else {})
    ]
    made = mli.report(scores, bank=roles_bank, roles=["zz-maker", "ml_engineer"])
    paper = words(made)
    for text in (
        "Share of each role's map",
        "Maker",
        "Not asked of anybody: ML engineer",
        "To be reviewed: 1",
    ):
        assert text in paper.replace("\u2019", "'")
    one = words(next(one for _, one in made.each()))
    for text in ("Readiness: Maker", "Building", "met, not certain", "To study next", "Item b0"):
        assert text in one
