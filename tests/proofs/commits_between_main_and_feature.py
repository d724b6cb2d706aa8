"""Ancestors of both tips are collected along the parents, and the difference taken."""

PARENTS = {
    "start": [],
    "draft": ["start"],
    "fix": ["start"],
    "sync": ["draft", "fix"],
    "release": ["fix"],
    "picked": ["sync"],
}


def reachable(commit):
    found = {commit}
    for parent in PARENTS[commit]:
        found |= reachable(parent)
    return found


def key():
    return sorted(reachable("picked") - reachable("release"))
