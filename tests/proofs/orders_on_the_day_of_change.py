"""The query is run on the rows of the stem."""

import sqlite3


def key(a, b, c, d):
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE dim (customer INTEGER, tier TEXT, valid_from INTEGER, valid_to INTEGER)"
    )
    db.execute("CREATE TABLE orders (customer INTEGER, day INTEGER, amount INTEGER)")
    db.executemany(
        "INSERT INTO dim VALUES (7, ?, ?, ?)",
        [("basic", 1, 40), ("silver", 40, 75), ("gold", 75, 9999)],
    )
    db.executemany("INSERT INTO orders VALUES (7, ?, ?)", [(12, a), (40, b), (60, c), (75, d)])
    (value,) = db.execute(
        "SELECT SUM(o.amount) FROM orders o JOIN dim d ON d.customer = o.customer"
        " AND o.day BETWEEN d.valid_from AND d.valid_to"
    ).fetchone()
    db.close()
    return value
