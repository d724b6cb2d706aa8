"""All paths of the graph are listed and tested for d-separation; descendants of the ad are ruled out."""

EDGES = {
    ("age", "ad"),
    ("age", "purchase"),
    ("region", "ad"),
    ("ad", "visit"),
    ("visit", "purchase"),
    ("ad", "survey"),
    ("purchase", "survey"),
}
SETS = {
    "empty": set(),
    "age": {"age"},
    "age-region": {"age", "region"},
    "age-visit": {"age", "visit"},
    "age-survey": {"age", "survey"},
    "region": {"region"},
}


def descendants(node):
    found = set()
    for start, end in EDGES:
        if start == node:
            found |= {end} | descendants(end)
    return found


def paths(here, goal, seen):
    if here == goal:
        yield seen
        return
    for start, end in EDGES:
        if here in (start, end):
            there = end if here == start else start
            if there not in seen:
                yield from paths(there, goal, [*seen, there])


def blocked(path, given):
    for before, node, after in zip(path, path[1:], path[2:]):
        if (before, node) in EDGES and (after, node) in EDGES:
            if not ({node} | descendants(node)) & given:
                return True
        elif node in given:
            return True
    return False


def key():
    back_door = [p for p in paths("ad", "purchase", ["ad"]) if (p[1], "ad") in EDGES]
    return [
        name
        for name, given in SETS.items()
        if not given & descendants("ad") and all(blocked(p, given) for p in back_door)
    ]
