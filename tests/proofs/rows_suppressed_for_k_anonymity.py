"""The records are written out, grouped by their quasi-identifiers, and counted."""

from collections import Counter


def key(k, a, b, c, d):
    """Return the number of suppressed records."""
    groups = {("20 to 39", 10): a, ("20 to 39", 12): b, ("40 to 59", 10): c, ("40 to 59", 12): d}
    records = [group for group, size in groups.items() for _ in range(size)]
    sizes = Counter(records)
    return sum(sizes[record] < k for record in records)
