"""The query is run on the seven rows."""

import sqlite3

QUERY = """
WITH numbered AS (
  SELECT day, day - ROW_NUMBER() OVER (ORDER BY day) AS island
  FROM logins
)
SELECT MAX(n)
FROM (SELECT island, COUNT(*) AS n
      FROM numbered
      GROUP BY island) AS t;
"""


def key(**parameters):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE logins (day INTEGER)")
    db.executemany("INSERT INTO logins VALUES (?)", [(d,) for d in (1, 2, 2, 3, 5, 6, 7)])
    ((value,),) = db.execute(QUERY).fetchall()
    db.close()
    return str(value)
