"""What the linter costs beside reading the same bank: 1,500 items, copies of the bundled ones.

Each copy has another id and other words in its stem, so that no two ask the same. ``--rules`` lists
what each rule takes.
"""

import argparse
import datetime
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import mlinterview as mli
from mlinterview.bank.bank import Bank
from mlinterview.lint import linter
from mlinterview.lint._rule import Context
from mlinterview.lint.registry import RULES

LIMIT = 1.0
_KEPT = re.compile(r"(```.*?```|`[^`]*`|\$[^$]*\$|\{[^{}]*\})", re.DOTALL)
_WORD = re.compile(r"\b[a-z]{4,}\b")


def changed(stem: str, number: int) -> str:
    """The stem with other words, its code, math and slots as they are."""
    parts = _KEPT.split(stem)
    for place in range(0, len(parts), 2):
        parts[place] = _WORD.sub(
            lambda word: f"{word[0]}{'aeiou'[number % 5]}{number}", parts[place]
        )
    return "".join(parts)


def write_bank(root: Path, count: int) -> None:
    """A bank of so many items."""
    items = list(mli.load_bank().values())
    files: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in range(count):
        item = items[number % len(items)]
        source = item.as_written()
        turn = number // len(items)
        if turn:
            source |= {"id": f"{item.id}-{turn}", "stem": changed(str(source["stem"]), turn)}
            source |= {"enemies": [], "family": None, "figures": []}
            source = {key: value for key, value in source.items() if value not in (None, [])}
        files[f"{item.category}/part-{turn}.yaml"].append(source)
    for name, entries in files.items():
        path = root / "questions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(entries), encoding="utf-8")
    (root / "bank.yaml").write_text("profile: published\n", encoding="utf-8")


def by_rule(bank: Bank) -> None:
    """What each rule takes, the slowest first; the first to need a text pays for cutting it."""
    context = Context(bank, datetime.date.today())
    times = {}
    for rule in RULES.values():
        start = time.process_time()
        found = len(list(rule.check(context)))
        times[rule.id] = (time.process_time() - start, found)
    for name, (seconds, found) in sorted(times.items(), key=lambda entry: -entry[1][0]):
        print(f"{name}  {seconds:.3f} s  {found} findings")


def main() -> int:
    """Print both times; 1 if the linter is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", action="store_true", help="list what each rule takes")
    parser.add_argument("items", type=int, nargs="?", default=1_500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_bank(Path(folder), options.items)
        start = time.process_time()
        bank = mli.load_bank(folder)
        reading = time.process_time() - start
        if options.rules:
            by_rule(bank)
            return 0
        times = []
        for _ in range(3):
            start = time.process_time()
            linter.run(bank)
            times.append(time.process_time() - start)
    looking = min(times)
    drawn = sum(item.parametrised for item in bank.values())
    print(f"{len(bank)} items, {drawn} parametrised: lint {looking:.2f} s, load {reading:.2f} s")
    print(f"ratio {looking / reading:.2f} (limit {LIMIT})")
    return 1 if looking > LIMIT * reading else 0


if __name__ == "__main__":
    sys.exit(main())
