"""Each variant of the query is run; the key is the one that returns the customers without paid orders with 0."""

import sqlite3

BASE = """SELECT c.id, COUNT(o.id) AS paid_orders
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id
WHERE o.status = 'paid'
GROUP BY c.id"""

VARIANTS = {
    "condition-to-on": BASE.replace("\nWHERE o.status", " AND o.status"),
    "full-join": BASE.replace("LEFT JOIN", "FULL OUTER JOIN"),
    "condition-to-having": BASE.replace("WHERE o.status = 'paid'\n", "")
    + "\nHAVING o.status = 'paid'",
    "count-star": BASE.replace("COUNT(o.id)", "COUNT(*)"),
}


def key(**parameters):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE customers (id INTEGER)")
    db.execute("CREATE TABLE orders (id INTEGER, customer_id INTEGER, status TEXT)")
    db.executemany("INSERT INTO customers VALUES (?)", [(1,), (2,), (3,)])
    db.executemany(
        "INSERT INTO orders VALUES (?, ?, ?)",
        [(10, 1, "paid"), (11, 1, "paid"), (12, 1, "open"), (13, 2, "open")],
    )
    right = []
    for name, query in VARIANTS.items():
        try:
            rows = dict(db.execute(query).fetchall())
        except sqlite3.OperationalError:  # an old SQLite knows no full outer join
            continue
        if rows == {1: 2, 2: 0, 3: 0}:
            right.append(name)
    db.close()
    (only,) = right
    return only
