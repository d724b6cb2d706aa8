"""A 40-item exam as PDF after a warm start, and 200 variants of it.

    python benchmarks/render.py [VARIANTS]

The items are every n-th of the bundled bank, so all formats, code, tables, formulas and figures are
among them. Limits hold for processor time, which no other program on the machine adds to: an idle
core needs no longer. Exits with 1 if one is passed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import mlinterview as mli
from mlinterview.cli._papers import Copy, Target, write_all
from mlinterview.model.form import Form, FormEntry, Section
from mlinterview.rendering.paper import PageSetup, paper, variant_codes, write

VARIANTS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
ITEMS = 40
ONE, ALL = 2.0, 60.0


def exam(bank: mli.Bank) -> Form:
    """A form of 40 items in four sections."""
    ids = list(bank)[:: len(bank) // ITEMS][:ITEMS]
    sections = tuple(
        Section(title=f"Part {at // 10 + 1}", items=tuple(map(_entry, ids[at : at + 10])))
        for at in range(0, ITEMS, 10)
    )
    return Form(id="forty", title="Forty questions", sections=sections, minutes=90)


def _entry(item_id: str) -> FormEntry:
    return FormEntry(id=item_id)


def main() -> None:
    """Print times beside their limits."""
    bank = mli.load_bank()
    form = exam(bank)
    formats = Counter(bank[entry.id].format for entry in form.entries())
    print(", ".join(f"{count} {name}" for name, count in formats.most_common()))
    write([paper(form, bank, variant="warm")], "pdf")
    start, wall = time.process_time(), time.perf_counter()
    made = write([paper(form, bank, variant="A")], "pdf")
    one = time.process_time() - start
    size = f"{len(made.content) / 1000:.0f} kB"
    print(f"one paper, warm: {one:.2f} s of the processor (limit {ONE:g}), {size},", end=" ")
    print(f"{time.perf_counter() - wall:.2f} s on the clock")
    start, wall = time.process_time(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        targets = [
            Target(Path(folder) / f"{code}.pdf", (Copy(variant=code),))
            for code in variant_codes(VARIANTS)
        ]
        write_all(targets, form, bank, PageSetup(), to="pdf", force=False)
        sizes = [target.path.stat().st_size for target in targets]
    cores = min(2, os.cpu_count() or 1)
    every = (time.process_time() - start) / cores
    limit = ALL * VARIANTS / 200
    print(f"{VARIANTS} variants: {every:.1f} s of {cores} cores (limit {limit:g}),", end=" ")
    print(f"{sum(sizes) / 1e6:.0f} MB, {time.perf_counter() - wall:.1f} s on the clock")
    if one > ONE or every > limit:
        sys.exit(1)


if __name__ == "__main__":
    main()
