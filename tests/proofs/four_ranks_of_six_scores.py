"""The query is run with each of the four functions."""

import sqlite3

FUNCTIONS = {
    "row-number": "ROW_NUMBER()",
    "rank": "RANK()",
    "dense-rank": "DENSE_RANK()",
    "ntile": "NTILE(6)",
}


def key():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE s (score INTEGER)")
    db.executemany("INSERT INTO s VALUES (?)", [(v,) for v in (90, 90, 80, 80, 70, 60)])
    names = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    found = {}
    for row, function in FUNCTIONS.items():
        query = f"SELECT COUNT(*) FROM (SELECT {function} OVER (ORDER BY score DESC) AS r FROM s) AS t WHERE r <= 3"
        found[row] = names[db.execute(query).fetchone()[0]]
    db.close()
    return found
