"""The snippet of the stem is run, and its output mapped to an option."""

import contextlib
import io

SNIPPET = """
def add_tag(tag, tags=[]):
    tags.append(tag)
    return tags

first = add_tag("new")
second = add_tag("paid")
print(len(first), len(second))
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return {"1 1": "one-one", "1 2": "one-two", "2 1": "two-one", "2 2": "two-two"}[
        out.getvalue().strip()
    ]
