"""The six queries are run and sorted by their numbers of rows."""

import sqlite3

QUERIES = {
    "except": "SELECT x FROM a EXCEPT SELECT x FROM b",
    "intersect": "SELECT x FROM a INTERSECT SELECT x FROM b",
    "join": "SELECT a.x FROM a JOIN b ON a.x = b.x",
    "union": "SELECT x FROM a UNION SELECT x FROM b",
    "union-all": "SELECT x FROM a UNION ALL SELECT x FROM b",
    "cross": "SELECT a.x FROM a CROSS JOIN b",
}


def key():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE a (x INTEGER)")
    db.execute("CREATE TABLE b (x INTEGER)")
    db.executemany("INSERT INTO a VALUES (?)", [(1,), (1,), (2,), (3,)])
    db.executemany("INSERT INTO b VALUES (?)", [(2,), (3,), (3,), (4,)])
    sizes = {name: len(db.execute(query).fetchall()) for name, query in QUERIES.items()}
    db.close()
    assert len(set(sizes.values())) == 6
    return sorted(sizes, key=sizes.get)
