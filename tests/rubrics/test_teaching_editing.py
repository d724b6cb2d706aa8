"""Accepted proposals in the bank's files: what is edited, and that all else stays."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teaching_bank import ITEM, TEXT, items_file, judged, write_bank

import mlinterview as mli
from mlinterview.errors import RubricError
from mlinterview.model.free_text import FreeText
from mlinterview.rubrics.teaching import Proposal, accept, propose_changes, proposed_text

#: ways to write evidence whose first phrase is ``vote ~ error``, each with a remark that must stay
EVIDENCE = {
    "block list": """
          - vote ~ error  # E1
          # E2
          - average ~ variance""",
    "flow list": " [vote ~ error, average ~ variance]  # E1",
    "flow list of lines": """
          [
            vote ~ error,  # E1
            average ~ variance
          ]""",
    "flow list with a last comma": " ['vote ~ error', \"average ~ variance\", ]  # E1",
    "block any": """
          any:  # E1
            - vote ~ error
            - {all: [average, variance]}  # E2""",
    "flow any": """
          any: [vote ~ error,  # E1
                average ~ variance]""",
    "flow mapping": " {any: [vote ~ error, average ~ variance]}  # E1",
}
#: ways that only grow
OTHER = {
    "phrase": " average ~ variance   # E1",
    "quoted phrase": " 'average, ~ variance'  # E1",
    "folded phrase": """ >-
          average ~
          variance""",
    "block tree": """
          relation:  # E1
            cause: [average]
            # E2
            effect:
              - variance""",
    "flow tree": " {all: [average, variance]}  # E1",
}


def _written(evidence: str, *, version: str = "  version: 4  # V", forbidden: str = "") -> str:
    text = TEXT.replace("  version: 4   # counted by hand", version)
    old = text[text.index("\n          # the lecture's") : text.index("\n      - id: independent")]
    return text.replace(old, evidence + forbidden)


def _remarks(text: str) -> list[str]:
    return re.findall(r"#.*", text)


def _accepted(folder: Path, text: str, proposal: Proposal) -> str:
    bank = mli.load_bank(write_bank(folder, text))
    assert accept(bank, [proposal]) == [items_file(folder)]
    return items_file(folder).read_bytes().decode("utf-8")


def _item(folder: Path) -> FreeText:
    item = mli.load_bank(folder)[ITEM]
    assert isinstance(item, FreeText)
    return item


def _proposal(**changes: tuple[str, ...]) -> Proposal:
    return Proposal(ITEM, "averaging", 4, **changes)  # type: ignore[arg-type]


@given(
    evidence=st.sampled_from([*EVIDENCE.values(), *OTHER.values()]),
    version=st.sampled_from(["  version: 4  # V", '  "version": 4']),
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
    forbidden=st.sampled_from(["", "\n        forbidden: [sum]  # F", "\n        forbidden: sum"]),
    added=st.lists(
        st.sampled_from(["mean ~ <low>", "ø ~ x: y", "0.5 ~ <high>", "not <low> ~ mean"]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)
def test_all_else_stays(
    evidence: str, version: str, newline: str, mark: str, forbidden: str, added: list[str]
) -> None:
    """However an item is written: remarks, line ends and other items stay byte for byte."""
    before = mark + _written(evidence, version=version, forbidden=forbidden).replace("\n", newline)
    with TemporaryDirectory() as name:
        folder = Path(name)
        after = _accepted(folder, before, _proposal(added=tuple(added), forbidden=("boosting",)))
        item = _item(folder)
    criterion = item.rubric.criteria[0]
    assert item.version == 5
    assert criterion.evidence.phrases()[-len(added) :] == tuple(added)
    assert criterion.forbidden.phrases()[-1] == "boosting"
    assert _remarks(after) == _remarks(before)
    assert after.count(newline) == after.count("\n")
    for edge in (f"- id: {ITEM}", "      - id: independent"):
        assert before.count(edge) == after.count(edge) == 1
    start = before.index(f"- id: {ITEM}")
    assert after[:start] == before[:start]
    end = before.index("      - id: independent")
    assert after[after.index("      - id: independent") :] == before[end:]


@pytest.mark.parametrize("evidence", EVIDENCE.values(), ids=list(EVIDENCE))
@pytest.mark.parametrize("added", [(), ("mean ~ <low>",)], ids=["drop", "exchange"])
def test_dropped_phrases_go(tmp_path: Path, evidence: str, added: tuple[str, ...]) -> None:
    """A phrase that goes takes nothing with it but a remark on its own line."""
    before = _written(evidence)
    after = _accepted(tmp_path, before, _proposal(dropped=("vote ~ error",), added=added))
    phrases = _item(tmp_path).rubric.criteria[0].evidence.phrases()
    assert "vote ~ error" not in phrases
    assert phrases[len(phrases) - len(added) :] == added
    assert set(_remarks(before)) - set(_remarks(after)) <= {"# E1"}


def test_a_version_is_added(tmp_path: Path) -> None:
    """An item without a version gets one: it was the first."""
    before = _written(EVIDENCE["flow list"], version="")
    proposal = Proposal(ITEM, "averaging", 1, added=("mean ~ <low>",))
    _accepted(tmp_path, before, proposal)
    assert _item(tmp_path).version == 2


def test_a_short_rubric_is_edited(tmp_path: Path) -> None:
    """A rubric that is a list of criteria is edited as the full form is."""
    short = TEXT.replace("    criteria:\n", "")
    _accepted(tmp_path, short, _proposal(added=("mean ~ <low>",)))
    assert "mean ~ <low>" in _item(tmp_path).rubric.criteria[0].evidence.phrases()


def test_items_in_json_are_edited(tmp_path: Path) -> None:
    """JSON is YAML: its braces are kept, and a version is written with quotes."""
    text = (
        '[{"id": "more-trees", "format": "free_text", "stem": "Why?", "rubric": ['
        '{"id": "averaging", "statement": "S", "evidence": ["vote ~ error"]}]}]\n'
    )
    proposal = Proposal(ITEM, "averaging", 1, added=("mean ~ <low>",), forbidden=("a ~ b",))
    after = _accepted(tmp_path, text, proposal)
    assert '"version": 2}' in after
    assert _item(tmp_path).rubric.criteria[0].evidence.phrases() == ("vote ~ error", "mean ~ <low>")


def test_aliases_are_not_edited(tmp_path: Path) -> None:
    """What stands elsewhere under an anchor is left to a person, and the file as it was."""
    text = TEXT.replace("evidence: [bootstrap, random features]", "evidence: &e [bootstrap]")
    old = text[text.index("\n          # the lecture's") : text.index("\n      - id: independent")]
    text = text.replace(old, "\n          - average ~ variance")
    text = text.replace(
        "  sample_answer:",
        "      - {id: again, statement: S, evidence: *e}\n  sample_answer:",
    )
    bank = mli.load_bank(write_bank(tmp_path, text))
    with pytest.raises(RubricError, match="by hand"):
        accept(bank, [Proposal(ITEM, "again", 4, added=("mean ~ <low>",))])
    assert items_file(tmp_path).read_text(encoding="utf-8") == text


def test_a_file_that_has_changed_is_left(tmp_path: Path) -> None:
    """Who edits the item meanwhile loses nothing."""
    bank = mli.load_bank(write_bank(tmp_path))
    changed = TEXT.replace("vote ~ error", "vote ~ mistake")
    write_bank(tmp_path, changed)
    with pytest.raises(RubricError, match="has changed since"):
        accept(bank, [_proposal(added=("mean ~ <low>",))])
    assert items_file(tmp_path).read_text(encoding="utf-8") == changed


def test_a_proposal_for_another_version_is_refused(tmp_path: Path) -> None:
    """A proposal is made for one version and is not accepted twice."""
    bank = mli.load_bank(write_bank(tmp_path))
    proposal = _proposal(added=("mean ~ <low>",))
    accept(bank, [proposal])
    with pytest.raises(RubricError, match="propose again"):
        accept(mli.load_bank(tmp_path), [proposal])


def test_the_text_shown_is_the_text_written(tmp_path: Path) -> None:
    """What is shown before accepting is what the file holds after it; few lines differ."""
    bank = mli.load_bank(write_bank(tmp_path))
    proposals = propose_changes(bank, *judged())
    (shown,) = proposed_text(bank, proposals)
    accept(bank, proposals)
    assert items_file(tmp_path).read_text(encoding="utf-8") == shown.after
    lines = difflib.ndiff(shown.before.splitlines(), shown.after.splitlines())
    changed = [line for line in lines if line[0] in "+-"]
    assert len(changed) <= 5
