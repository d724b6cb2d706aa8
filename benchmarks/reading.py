"""What reading a bank costs beside PyYAML's own C loader on the same text."""

import sys
import time
from collections.abc import Callable

import yaml

from mlinterview.bank._yaml import parse_yaml

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
LIMIT = 1.5


def bank_text(items: int) -> str:
    """A file of choice items, 53 lines each."""
    option = "    - id: o\n      text: Some text\n      correct: true\n      feedback: 'A reason'\n"
    item = "  topics: [a, b]\n  stem: |\n" + "    Text of it.\n" * 20 + "  options:\n" + option * 7
    return "".join(f"- id: a-{number}\n{item}" for number in range(items))


def best(read: Callable[[], object]) -> float:
    """The shortest of five runs, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        read()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print both times; 1 if ours is over the limit."""
    text = bank_text(ITEMS)
    ours = best(lambda: parse_yaml(text))
    theirs = best(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    print(f"{ITEMS} items, {len(text) / 1e6:.1f} MB: {ours:.3f} s, yaml.load {theirs:.3f} s")
    print(f"ratio {ours / theirs:.2f} (limit {LIMIT})")
    return 1 if ours > LIMIT * theirs else 0


if __name__ == "__main__":
    sys.exit(main())
