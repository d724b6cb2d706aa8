"""Counting the comparisons of the loop gives quadratic growth, hence about eight hours."""


class Counted:
    comparisons = 0

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        Counted.comparisons += 1
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)


def comparisons(n, empty, add):
    Counted.comparisons = 0
    seen = empty()
    for doc_id in [Counted(i) for i in range(n)]:
        if doc_id not in seen:
            add(seen, doc_id)
    return Counted.comparisons


def key():
    counts = [comparisons(n, list, list.append) for n in (100, 200, 400)]
    assert counts == [n * (n - 1) // 2 for n in (100, 200, 400)]
    assert comparisons(400, set, set.add) < 400
    pairs = [n * (n - 1) / 2 for n in (20_000, 2_000_000)]
    hours = 3 * pairs[1] / pairs[0] / 3600
    assert 8 < hours < 8.5
    return "quadratic-use-set"
