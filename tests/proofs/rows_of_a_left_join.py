"""The query is run on tables with the stated numbers of rows."""

import sqlite3


def key(ann, bob, nobody, tags_ann, tags_null):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE visits (user_id INTEGER)")
    db.execute("CREATE TABLE tags (user_id INTEGER)")
    db.executemany(
        "INSERT INTO visits VALUES (?)", [(1,)] * ann + [(2,)] * bob + [(None,)] * nobody
    )
    db.executemany(
        "INSERT INTO tags VALUES (?)", [(1,)] * tags_ann + [(3,)] * 4 + [(None,)] * tags_null
    )
    (value,) = db.execute(
        "SELECT COUNT(*) FROM visits v LEFT JOIN tags t ON t.user_id = v.user_id"
    ).fetchone()
    db.close()
    return value
