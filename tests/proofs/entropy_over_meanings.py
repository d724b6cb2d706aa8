"""The answers are laid out one by one; the code length of each under the shares of the groups is averaged."""

import numpy as np


def key(large, middle, small, wordings):
    """Return the entropy over meanings in nats."""
    answers = (
        [f"Lyon, wording {i % wordings}" for i in range(large)]
        + ["Nice"] * middle
        + ["Metz"] * small
    )
    meanings = [text.split(",")[0] for text in answers]
    surprise = [-np.log(meanings.count(meaning) / len(meanings)) for meaning in meanings]
    return float(np.mean(surprise))
