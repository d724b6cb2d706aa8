"""What importing and ``--help`` cost, as whole processes against the least that could be paid."""

import os
import subprocess
import sys
import time

ROUNDS = 20
CASES = [
    ("import mlinterview", "import mlinterview", "pass", 2.0),
    (
        "mlinterview --help",
        "from mlinterview.cli import main; main(['--help'])",
        "import click",
        2.0,
    ),
    (
        "models, load_bank and grade",
        "from mlinterview import Item, ItemScore, load_bank, grade",
        "import yaml; from pydantic import BaseModel, TypeAdapter",
        2.2,
    ),
]


def seconds(code: str) -> float:
    """The time of one process that runs ``code``."""
    # an installed package has its byte code; a checkout must be allowed to write it
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=env)
    return time.perf_counter() - start


def main() -> int:
    """Print a line for each case; 1 if a ratio is over its limit."""
    late = 0
    for name, ours, base, limit in CASES:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):  # in turn, so that a slow spell hits both
            times[0].append(seconds(ours))
            times[1].append(seconds(base))
        best, floor = min(times[0]), min(times[1])
        ratio = best / floor
        late += ratio > limit
        print(
            f"{name:<30} {best * 1000:7.1f} ms  floor {floor * 1000:6.1f} ms"
            f"  ratio {ratio:.2f} (limit {limit})"
        )
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
