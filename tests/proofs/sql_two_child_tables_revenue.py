"""The query of the stem is run on the rows of the stem."""

import sqlite3


def key():
    """The sum that the query returns."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE orders (order_id INTEGER, amount INTEGER)")
    db.execute("CREATE TABLE items (order_id INTEGER)")
    db.execute("CREATE TABLE shipments (order_id INTEGER)")
    for order, amount, items, shipments in [(1, 100, 3, 2), (2, 50, 2, 1), (3, 80, 1, 0)]:
        db.execute("INSERT INTO orders VALUES (?, ?)", (order, amount))
        db.executemany("INSERT INTO items VALUES (?)", [(order,)] * items)
        db.executemany("INSERT INTO shipments VALUES (?)", [(order,)] * shipments)
    (total,) = db.execute(
        "SELECT SUM(o.amount) FROM orders o"
        " LEFT JOIN items i ON i.order_id = o.order_id"
        " LEFT JOIN shipments s ON s.order_id = o.order_id"
    ).fetchone()
    db.close()
    return total
