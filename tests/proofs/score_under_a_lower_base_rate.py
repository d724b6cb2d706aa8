"""Parts with this score are counted in a training population and in one whose classes are resized."""

from fractions import Fraction


def key(train_share, live_share, score):
    """Return the share of faulty parts among those with this score in production."""
    score = Fraction(str(round(score, 2)))
    faulty, sound = 1000 * score, 1000 * (1 - score)  # parts with this score in training
    faulty_rate = faulty / (10_000 * train_share)  # among a million parts of training
    sound_rate = sound / (10_000 * (100 - train_share))
    faulty_live = faulty_rate * 10_000 * live_share
    sound_live = sound_rate * 10_000 * (100 - live_share)
    return float(faulty_live / (faulty_live + sound_live))
