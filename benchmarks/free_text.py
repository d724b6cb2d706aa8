"""How fast the rubric engine grades: the bundled rubrics, a short one, and a very long answer.

    python benchmarks/free_text.py

Rates are printed beside a bare loop of additions in the same process, since machines differ. The
bundled rubrics hold one to three hundred phrases each and learn from some eighty judged answers;
the short one is what an instructor writes in ten minutes.
"""

from __future__ import annotations

from typing import Any

import mlinterview as mli
from mlinterview.bank.calibration import calibration_answers
from mlinterview.grading._engine import Engine
from mlinterview.model.free_text import FreeText
from mlinterview.rubrics import engine_graded
from mlinterview.rubrics._speed import speed

SHORT: dict[str, Any] = {
    "id": "why-shortcuts",
    "format": "free_text",
    "stem": "Why do shortcuts help to train a deep network?",
    "rubric": {
        "criteria": [
            {
                "id": "sum",
                "statement": "The block adds its input to its output.",
                "evidence": ["adds|added|plus ~ input", "shortcut ~ adds", {"formula": "F(x) + x"}],
            },
            {
                "id": "gradient",
                "statement": "The gradient passes the sum unchanged.",
                "evidence": [
                    "gradient ~ flows|passes|reaches ~ directly|unchanged",
                    "gradient ~ identity|shortcut",
                    "derivative ~ 1 plus",
                ],
            },
            {
                "id": "vanishing",
                "statement": "So it does not vanish in early layers.",
                "evidence": ["not vanish", "<prevent> ~ vanishing", "gradient ~ not shrink"],
            },
            {
                "id": "identity",
                "statement": "The block learns the identity easily.",
                "evidence": ["easy|easier ~ identity", "weights ~ zero ~ identity"],
            },
        ]
    },
}
LIKE = "residual-block-gradient"  # its judged answers suit the short rubric too


def main() -> None:
    """Measure and print."""
    bank = mli.load_bank()
    engine = Engine("standard", bank, None)
    answers: list[tuple[FreeText, list[str]]] = []
    for item in engine_graded(bank):
        texts = [answer.text for answer in calibration_answers(bank, item)]
        answers.append((item, texts))
        for text in texts:  # words are looked up once, as in a class that is being marked
            engine.score(item, text, {})
    print("bundled rubrics")
    show(speed(engine, answers, each=60))
    short = mli.make_item(SHORT)
    assert isinstance(short, FreeText)
    print("a short rubric")
    show(
        speed(engine, [(short, next(texts for item, texts in answers if item.id == LIKE))], each=70)
    )


def show(found: dict[str, Any]) -> None:
    """Print each figure with its interval."""
    for name, value in found.items():
        if not name.endswith("_interval"):
            print(f"  {name:<20}{value:>10,g}  {found.get(f'{name}_interval') or ''}")


if __name__ == "__main__":
    main()
