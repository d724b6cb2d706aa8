"""The rate of ``grade_all`` over a million closed responses, beside a bare dictionary look-up."""

import sys
import time
import tracemalloc
from collections.abc import Iterator

import mlinterview as mli

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def records(items: list[mli.Item], count: int) -> Iterator[mli.ResponseRecord]:
    """Key responses of closed items in turn, by ever new people."""
    ready = [(item.id, item.key_response()) for item in items]
    for number in range(count):
        item_id, response = ready[number % len(ready)]
        yield mli.ResponseRecord.model_construct(
            examinee=f"p{number}", item=item_id, response=response, attempt=1
        )


def main() -> None:
    """Print the rates and the growth of memory."""
    bank = mli.load_bank()
    items = [item for item in bank.values() if item.format != "free_text" and not item.parametrised]
    keys = {item.id: item.key_response() for item in items}

    start = time.perf_counter()
    looked_up = sum(keys[record.item] is not None for record in records(items, COUNT))
    floor = COUNT / (time.perf_counter() - start)

    start = time.perf_counter()
    full = sum(
        score.points == score.max_points for score in mli.grade_all(bank, records(items, COUNT))
    )
    rate = COUNT / (time.perf_counter() - start)
    assert full == looked_up == COUNT

    tracemalloc.start()
    peaks = []
    for count in (2_000, 20_000):
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        for _ in mli.grade_all(bank, records(items, count)):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
    print(f"look-up alone  {floor:12,.0f} responses/s")
    print(f"grade_all      {rate:12,.0f} responses/s   ratio {floor / rate:.1f}")
    print(f"peak memory    {peaks[0] / 1e3:,.0f} kB for 2,000, {peaks[1] / 1e3:,.0f} kB for 20,000")


if __name__ == "__main__":
    main()
