"""The query is run on the rows of the stem, and its result mapped to an option."""

import sqlite3


def key():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE customers (id INTEGER)")
    db.execute("CREATE TABLE orders (customer_id INTEGER)")
    db.executemany("INSERT INTO customers VALUES (?)", [(i,) for i in range(1, 6)])
    db.executemany("INSERT INTO orders VALUES (?)", [(1,), (2,), (2,), (None,)])
    query = "SELECT COUNT(*) FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)"
    (value,) = db.execute(query).fetchone()
    db.close()
    return ["zero", "one", "two", "three"][value]
