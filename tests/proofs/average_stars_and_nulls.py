"""The query is run on the rows of the stem."""

import sqlite3


def key(fives, twos, nulls):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE reviews (stars INTEGER)")
    db.executemany(
        "INSERT INTO reviews VALUES (?)", [(5,)] * fives + [(2,)] * twos + [(None,)] * nulls
    )
    (value,) = db.execute("SELECT AVG(stars) - 1.0 * SUM(stars) / COUNT(*) FROM reviews").fetchone()
    db.close()
    return value
