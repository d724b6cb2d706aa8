"""The query of the stem is run on the table of the stem; it returns 600 and not 700."""

import sqlite3


def key():
    """Whether the query returns 700."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE users (plan TEXT)")
    rows = [("free",)] * 600 + [("pro",)] * 300 + [(None,)] * 100
    db.executemany("INSERT INTO users VALUES (?)", rows)
    (count,) = db.execute("SELECT COUNT(*) FROM users WHERE plan <> 'pro'").fetchone()
    db.close()
    return count == 700
