"""Both searches are run as one beam search, with widths 1 and 2."""


def _search(width, first, second):
    beams = sorted(first, key=first.get, reverse=True)[:width]
    return max(first[token] * second[token] for token in beams)


def key(pa, pb, qa, qb):
    first = {"A": pa, "B": pb, "C": 1 - pa - pb}
    second = {"A": qa, "B": qb, "C": 0.9}
    return round(_search(2, first, second) / _search(1, first, second), 2)
