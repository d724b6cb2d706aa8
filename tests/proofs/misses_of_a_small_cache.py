"""The snippet of the stem is run."""

import contextlib
import io

SNIPPET = """
from collections import OrderedDict

cache, misses = OrderedDict(), 0
for key in "abcadbcadb":
    if key in cache:
        cache.move_to_end(key)
        continue
    misses += 1
    if len(cache) == 3:
        cache.popitem(last=False)
    cache[key] = None
print(misses)
"""


def key():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(SNIPPET, {})
    return out.getvalue().strip()
