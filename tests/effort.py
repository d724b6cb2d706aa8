"""How hard tests look: as hard as a change needs, or harder with ``MLINTERVIEW_THOROUGH=1``."""

import os

THOROUGH = bool(os.environ.get("MLINTERVIEW_THOROUGH"))


def examples(thorough: int) -> int:
    """How many examples Hypothesis makes for a law: all in a thorough run, else a third."""
    return thorough if THOROUGH else -(-thorough // 3)
