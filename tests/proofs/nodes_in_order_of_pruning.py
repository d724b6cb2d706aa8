"""For a fine grid of prices per leaf the cheapest of all pruned trees is found by trying them all."""

from itertools import product

AS_LEAF = {"a": 100, "b": 42, "c": 37, "d": 22, "e": 14}
CHILDREN = {"a": ["b", "c"], "b": ["d", 5], "c": ["e", 7], "d": [10, 0], "e": [8, 0]}


def cost(node, pruned, price):
    if not isinstance(node, str):
        return node + price
    if node in pruned:
        return AS_LEAF[node] + price
    return sum(cost(child, pruned, price) for child in CHILDREN[node])


def below(node):
    found = []
    for child in CHILDREN[node]:
        if isinstance(child, str):
            found += [child, *below(child)]
    return found


def key():
    choices = []
    for marks in product((False, True), repeat=5):
        pruned = {node for node, mark in zip("abcde", marks) if mark}
        if all(set(below(node)) <= pruned for node in pruned):
            choices.append(pruned)
    order = []
    for tenth in range(5, 300, 10):
        best = min(choices, key=lambda pruned: cost("a", pruned, tenth / 10 + 0.013))
        order += sorted(best - set(order))
    return order
