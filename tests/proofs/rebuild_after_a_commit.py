"""The build is played through with a chain of cache keys, before and after the commit."""


def key(changed, install, weights, compiling):
    """Return the seconds of the steps that are not found in the cache."""
    steps = [
        ("copy requirements", ["requirements.txt"], 1),
        ("pip install", [], install),
        ("copy weights", ["weights/model.bin"], weights),
        ("copy src", ["src/app.py"], 2),
        ("compile", [], compiling),
    ]

    def build(files, cache):
        chain, spent = ("base",), 0
        for name, reads, seconds in steps:
            chain = (*chain, name, *(files[file] for file in reads))
            if chain not in cache:
                spent += seconds
                cache.add(chain)
        return spent

    files = {"requirements.txt": 1, "weights/model.bin": 1, "src/app.py": 1}
    cache = set()
    build(files, cache)
    return build({**files, changed: 2}, cache)
