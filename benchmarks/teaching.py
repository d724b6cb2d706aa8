"""What marked answers are worth: agreement on the other answers after accepting all proposals.

For each bundled item with judged answers, ``k`` of them are marked as people judged them; all that
is proposed is accepted in memory, and the answers that are never marked are graded. Marked are
held-out answers where the item has any, else development answers; whichever they are drawn from,
the proposals do not see the rest of them. ``--thin`` first takes away half of the phrases of each
criterion, as if the author of the rubric had thought of less.
"""

import argparse
import json
import math
import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.bank.calibration import calibration_answers
from mlinterview.model.free_text import FreeText
from mlinterview.model.rubric import CalibrationAnswer, Evidence
from mlinterview.rubrics._grading import Grades, engine_graded, points_of
from mlinterview.rubrics._revised import alternatives, revised
from mlinterview.rubrics._trials import Trials
from mlinterview.rubrics.teaching import Proposal, propose_changes

COUNTS = (0, 4, 8)


@dataclass
class Tally:
    """Judged and given shares of answers, and what was proposed to get there."""

    pairs: list[tuple[float, float]] = field(default_factory=list)
    phrases: int = 0
    silent: int = 0

    def row(self, marked: int) -> str:
        """A line of the table."""
        errors = [abs(due - given) for due, given in self.pairs]
        exact = sum(error < 1e-6 for error in errors) / len(errors)
        mean = sum(errors) / len(errors)
        return (
            f"{marked:>6}  {len(self.pairs):>7}  {correlation(self.pairs):6.3f}  {mean:6.3f}"
            f"  {exact:6.3f}  {self.phrases:>7}  {self.silent:>6}"
        )


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r."""
    count = len(pairs)
    x_mean, y_mean = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    xy = sum((x - x_mean) * (y - y_mean) for x, y in pairs)
    xx, yy = sum((x - x_mean) ** 2 for x, _ in pairs), sum((y - y_mean) ** 2 for _, y in pairs)
    return xy / math.sqrt(xx * yy) if xx and yy else math.nan


def thinned(item: FreeText, seed: int) -> FreeText:
    """The item with half of the entries of each criterion's evidence, one at least."""
    criteria = []
    for criterion in item.rubric.criteria:
        entries = list(alternatives(criterion.evidence))
        drawn = random.Random(f"{item.id} {criterion.id} {seed}")
        if len(entries) > 1:
            kept = sorted(drawn.sample(range(len(entries)), len(entries) // 2))
            evidence = Evidence(any=tuple(entries[index] for index in kept))
            criterion = criterion.model_copy(update={"evidence": evidence})
        criteria.append(criterion)
    rubric = item.rubric.model_copy(update={"criteria": tuple(criteria)})
    return item.model_copy(update={"rubric": rubric})


def taught(
    bank: Bank, item: FreeText, marked: Sequence[CalibrationAnswer]
) -> tuple[FreeText, list[Proposal]]:
    """The item after accepting all that the marked answers speak for."""
    who = [f"p{number}" for number in range(len(marked))]
    responses = [
        {"examinee": name, "item": item.id, "response": answer.text}
        for name, answer in zip(who, marked, strict=True)
    ]
    marks = [
        {
            "examinee": name,
            "item": item.id,
            "by": "judges",
            "marks": {each.id: each.id in answer.met for each in item.rubric.criteria},
        }
        for name, answer in zip(who, marked, strict=True)
    ]
    proposals = propose_changes(bank, responses, marks, items=[item.id])
    changes = {each.criterion: each.change for each in proposals if not each.empty}
    return revised(item, changes), proposals


def visible(answers: Iterable[CalibrationAnswer], item: FreeText, root: Path) -> None:
    """Let the bank at ``root`` have these judged answers of the item and no others."""
    path = root / "graders" / "calibration" / f"{item.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    dumped = [answer.model_dump(mode="json", exclude_none=True) for answer in answers]
    path.write_text(json.dumps({"item": item.id, "answers": dumped}), encoding="utf-8")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--thin", action="store_true", help="take half of the evidence away first")
    parser.add_argument("ids", nargs="*", help="only these items")
    options = parser.parse_args()
    bundled = mli.load_bank(strict=False)
    tallies = {count: Tally() for count in COUNTS}
    source: dict[str, int] = {"held_out": 0, "dev": 0}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for item in engine_graded(bundled, tuple(options.ids)):
            answers = [a for a in calibration_answers(bundled, item) if a.points is None]
            held_out = [answer for answer in answers if answer.split == "held_out"]
            pool = held_out or answers
            if len(pool) <= max(COUNTS):
                continue
            source["held_out" if held_out else "dev"] += 1
            visible([a for a in answers if held_out and a.split == "dev"], item, root)
            for seed in range(options.seeds):
                start = thinned(item, seed) if options.thin else item
                items = {**bundled.items_by_id, item.id: start}
                bank = replace(bundled, items_by_id=items, root=root)
                drawn = random.Random(f"{item.id} {seed}").sample(pool, len(pool))
                rest = drawn[max(COUNTS) :]
                for count in COUNTS:
                    after, proposals = taught(bank, start, drawn[:count])
                    tally = tallies[count]
                    tally.phrases += sum(
                        len(p.added) + len(p.dropped) + len(p.forbidden) for p in proposals
                    )
                    tally.silent += sum(p.empty for p in proposals)
                    trials = Trials(Grades(bank), after)
                    most = item.rubric.points
                    tally.pairs += [
                        (points_of(item.rubric, a) / most, trials.earned(a.text) / most)
                        for a in rest
                    ]
    print(f"items by source of marked answers: {source}; seeds: {options.seeds}")
    print("marked  answers       r     mae   exact  phrases  silent")
    for count, tally in tallies.items():
        if tally.pairs:
            print(tally.row(count))


if __name__ == "__main__":
    main()
