"""The statements of the stem are run."""

import sqlite3


def key(till_qty, till_price, web_qty, web_price):
    db = sqlite3.connect(":memory:")
    db.executescript(
        "CREATE TABLE till (id INTEGER, price INTEGER, qty INTEGER);"
        "CREATE TABLE web (id INTEGER, qty INTEGER, price INTEGER);"
        f"INSERT INTO till (id, price, qty) VALUES (1, {till_price}, {till_qty});"
        f"INSERT INTO web (id, price, qty) VALUES (2, {web_price}, {web_qty});"
    )
    (value,) = db.execute(
        "SELECT SUM(qty) FROM (SELECT * FROM till UNION ALL SELECT * FROM web) AS t"
    ).fetchone()
    db.close()
    return value
