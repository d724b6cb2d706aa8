"""What loading a bank from the cache costs beside PyYAML's own C loader on the bank's text.

    python benchmarks/cache.py [ITEMS]

The bank is made of the bundled closed items under new ids. Both are timed in turn in one process,
so imports are in neither; the first loading of a process, imports included, is printed too.
"""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

import mlinterview as mli
from mlinterview._resources import bundled_root

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
AT_LEAST = 8.0
FIRST = """
import time, sys
import mlinterview as mli
start = time.perf_counter()
mli.load_bank(sys.argv[1])
print(time.perf_counter() - start)
"""


def make_bank(root: Path) -> list[str]:
    """Write the bank; the texts of its files."""
    closed = {item.id for item in mli.load_bank().values() if item.format != "free_text"}
    entries: list[tuple[str, str]] = []
    for path in sorted((bundled_root() / "questions").glob("*/*.yaml")):
        for entry in re.split(r"(?m)^(?=- id: )", path.read_text(encoding="utf-8"))[1:]:
            if entry.split()[2] in closed:
                text = re.sub(r"(?m)^  (?:enemies|stimulus):.*\n(?:  [ -] .*\n)*", "", entry)
                entries.append((path.parent.name, text))
    texts: list[str] = []
    left = ITEMS
    number = 0
    while left > 0:
        files: dict[str, list[str]] = {}
        for category, text in entries[:left]:
            new = re.sub(r"^- id: (\S+)", rf"- id: \1-copy{number}", text)
            files.setdefault(category, []).append(new)
        left -= len(entries)
        for category, parts in files.items():
            folder = root / "questions" / category
            folder.mkdir(parents=True, exist_ok=True)
            texts.append("".join(parts))
            (folder / f"items{number}.yaml").write_text(texts[-1], encoding="utf-8")
        number += 1
    return texts


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print the times; 1 if the ratio is under its limit."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MLINTERVIEW_CACHE"] = str(Path(folder) / "cache")
        root = Path(folder) / "bank"
        texts = make_bank(root)

        def from_yaml() -> object:
            # a plain "=" is a special value in YAML 1.1, which the safe loader cannot build
            return [yaml.load(text, Loader=Loader) for text in texts]

        without_cache = seconds(lambda: mli.load_bank(root))
        runs = [(seconds(from_yaml), seconds(lambda: mli.load_bank(root))) for _ in range(9)]
        first = float(
            subprocess.run(
                [sys.executable, "-c", FIRST, str(root)], capture_output=True, text=True, check=True
            ).stdout
        )
    theirs, ours = (min(run) for run in zip(*runs, strict=True))
    print(f"{ITEMS} items, {sum(map(len, texts)) / 1e6:.1f} MB")
    print(f"yaml.load, C loader       {theirs:>8.3f} s")
    print(f"load_bank, from the cache {ours:>8.3f} s")
    print(f"load_bank, from YAML      {without_cache:>8.3f} s")
    print(f"first in a process, imports and all {first:.3f} s")
    print(f"ratio {theirs / ours:.1f} (at least {AT_LEAST:g})")
    return 0 if theirs >= AT_LEAST * ours else 1


class Loader(yaml.CSafeLoader):
    """The C loader, with ``=`` as text."""


Loader.add_constructor("tag:yaml.org,2002:value", Loader.construct_scalar)

if __name__ == "__main__":
    sys.exit(main())
