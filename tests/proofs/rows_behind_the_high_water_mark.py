"""The three runs of the job are simulated."""

ROWS = {
    "ash": (6, 13),
    "beech": (8, 9),
    "cedar": (9, 11),
    "elm": (15, 16),
    "fir": (17, 24),
    "larch": (14, 27),
}


def key():
    mark, loaded = 0, set()
    for now in (10, 20, 30):
        batch = {
            name for name, (updated, commit) in ROWS.items() if commit <= now and updated > mark
        }
        loaded |= batch
        mark = max([mark] + [ROWS[name][0] for name in batch])
    return sorted(set(ROWS) - loaded)
