"""How fast the rubric engine grades: answers of 150 words to every rubric, and a very long one.

    python benchmarks/free_text.py

Rates are printed beside a bare loop of additions in the same process, since machines differ.
"""

from __future__ import annotations

import time
from statistics import median

import mlinterview as mli
from mlinterview.bank.calibration import calibration_answers
from mlinterview.grading._engine import Engine
from mlinterview.rubrics import engine_graded

WORDS, LONG = 150, 10_000


def additions() -> float:
    """Seconds of processor time for 200,000 additions in a loop."""
    start = time.process_time()
    total = 0
    for number in range(200_000):
        total += number
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    bank = mli.load_bank()
    engine = Engine("standard", bank, None)
    seconds: list[float] = []
    loops: list[float] = []
    for item in engine_graded(bank):
        texts = [answer.text for answer in calibration_answers(bank, item)]
        texts = [" ".join(f"{one} {other}".split()[:WORDS]) for one in texts for other in texts[:4]]
        engine.score(item, texts[0], {})  # the rubric is compiled with the first answer
        loops.append(additions())
        for text in texts:
            start = time.process_time()
            engine.score(item, text, {})
            seconds.append(time.process_time() - start)
    seconds.sort()
    unit = median(loops)
    mean = sum(seconds) / len(seconds)
    print(f"answers of {WORDS} words      {len(seconds):>10,}")
    print(f"a second                  {1 / mean:>10,.0f}")
    print(f"99th percentile           {seconds[int(0.99 * len(seconds))] * 1e3:>10.2f} ms")
    print(f"200,000 additions         {unit * 1e3:>10.2f} ms")
    print(f"an answer / 200,000 adds  {mean / unit:>10.3f}")
    item = bank["residual-block-gradient"]
    answers = [answer.text for answer in calibration_answers(bank, item)]
    words = (" ".join(answers) + " ").split() * 40
    for count in (LONG, 2 * LONG):
        text = " ".join(words[:count])
        start = time.process_time()
        engine.score(item, text, {})
        print(f"{count:,} words{time.process_time() - start:>22.3f} s")


if __name__ == "__main__":
    main()
