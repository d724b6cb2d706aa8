"""All versions are written out as sets of image ids, in units of 100 images; a content store is their union."""


def key(files, size, changed, versions):
    current = set(range(files // 100))
    stored, archives, copies, fresh = set(current), {frozenset(current)}, len(current), len(current)
    for _ in range(versions - 1):
        new = set(range(fresh, fresh + changed // 100))
        current = set(sorted(current)[len(new) :]) | new
        fresh += len(new)
        stored |= current
        archives.add(frozenset(current))
        copies += len(current)
    tool = sum(len(content) for content in archives)
    archive = {copies: "as-copies", len(stored): "as-hashed", files // 100: "as-one"}[tool]
    return {"copies": copies * size / 10, "hashed": len(stored) * size / 10, "archive": archive}
