"""Three ranked lists are built and fused in exact fractions by walking through them."""

from fractions import Fraction


def key(constant, keyword_rank, dense_rank):
    """Return the fused score of the passage to four decimals."""
    lists = []
    for place in (keyword_rank, dense_rank, None):
        hits = [f"other{i}" for i in range(50)]
        if place:
            hits.insert(place - 1, "passage")
        lists.append(hits)
    score = Fraction(0)
    for hits in lists:
        for rank, name in enumerate(hits, start=1):
            if name == "passage":
                score += Fraction(1, constant + rank)
    return round(float(score), 4)
