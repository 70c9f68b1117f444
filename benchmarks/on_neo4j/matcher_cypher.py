"""The statements of ``benchmarks.on_neo4j.matcher``. No bits in Cypher: digits are taken by / and %."""

from __future__ import annotations

from typing import Final

_SERVICE: Final = ("cls", "c0", "c1", "k0", "k1", "ages", "stat", "n", "a")
_WORDS: Final = {
    "k0": ("weekdays", "cost", "hours", "benefit", "household"),
    "k1": ("disability", "language", "documents", "frequency"),
}
MAKE: Final = {
    "before": (
        "CREATE CONSTRAINT person_n IF NOT EXISTS FOR (p:P) REQUIRE p.n IS UNIQUE",
        "CREATE CONSTRAINT agency_n IF NOT EXISTS FOR (p:A) REQUIRE p.n IS UNIQUE",
        f"CREATE INDEX service IF NOT EXISTS FOR (s:S) ON ({', '.join(f's.{name}' for name in _SERVICE)})",
    ),
    "people": ("UNWIND $rows AS r CREATE (:P {n: r[0], a: r[1]})",),
    "agencies": ("UNWIND $rows AS r CREATE (:A {n: r[0]})",),
    "services": (
        """UNWIND $rows AS r
        CREATE (s:S) SET s = {cls: r[0], n: r[1], a: r[2], stat: r[3], c0: r[4], c1: r[5], k0: r[6], k1: r[7],
        ages: r[8]}""",
    ),
    "arcs": (
        "UNWIND $rows AS r MATCH (x:P {n: r[0]}) MATCH (y:P {n: r[1]}) CREATE (x)-[:ARC {v: r[2]}]->(y)",
    ),
    "arrivals": (
        "UNWIND $rows AS r MATCH (x:P {n: r[0]}) MATCH (y:A {n: r[1]}) CREATE (x)-[:ARR {w: r[2]}]->(y)",
    ),
}


def _candidates(given: str, coverage: str) -> tuple[str, str]:
    """The services that no condition leaves out, and what each earns without its way.

    ``given`` stands before the name of what the need says, ``coverage`` is the digit of the need's area.
    """
    digits = {name: f"s.{word} / {given}d_{name} % 4" for word, names in _WORDS.items() for name in names}
    digits["coverage"] = coverage
    # What leaves out most comes first.
    asked = ("coverage", "weekdays", "hours", "cost", "language", "documents", "benefit", "household")
    tests = [f"{digits[name]} > 0" for name in (*asked, "disability")]
    there = [f"s.{name} IS NOT NULL" for name in _SERVICE[1:]]
    fits = f"s.ages % 256 <= {given}age AND s.ages / 256 >= {given}age"
    tests.insert(2, f"(s.ages = 65536 OR {fits})")
    where = " AND ".join([f"s.cls = {given}cls", *there, *tests])
    earned = " + ".join(f"$w_{name}[{digit}]" for name, digit in digits.items())
    index = f"USING INDEX s:S({', '.join(_SERVICE)})"
    base = f"s.stat + {earned} + $w_age[CASE s.ages WHEN 65536 THEN 1 ELSE 2 END]"
    return f"MATCH (s:S) {index} WHERE {where}", base


def _way(cost: str) -> str:
    return f"$wp * (CASE WHEN {cost} < $limit THEN $limit - {cost} ELSE 0 END * 1000 / $limit) / 1000"


def _one_need(word: int) -> str:
    """Two ties forwards; the third backwards, only for the few that may still be among the best."""
    match, base = _candidates("$", f"s.c{word} / $d_coverage % 4")
    return f"""
MATCH (m:P {{n: $m}})
CALL () {{ {match} RETURN collect([{base}, s.n, s.a]) AS K }}
CALL (m) {{ MATCH (m)-[r:ARC]->(y) WITH r.v AS v, y
  RETURN collect([v % 1024, v / 1048576, y, v / 1024 % 1024]) AS L1 }}
CALL (L1, K) {{
  CALL (L1, K) {{
    UNWIND K AS k RETURN k[2] AS a, NULL AS c, k
    UNION ALL
    RETURN $lead AS a, $same AS c, NULL AS k
    UNION ALL
    UNWIND L1 AS e WITH e WHERE e[1] <> $lead RETURN e[1] AS a, e[0] + e[3] AS c, NULL AS k
    UNION ALL
    UNWIND L1 AS e WITH e[0] AS w, e[2] AS y, e[1] AS told WHERE told IN $told
    MATCH (y)-[r:ARC]->() WITH w, r.v AS v WHERE v / 1048576 <> $lead
    RETURN v / 1048576 AS a, w + v % 1024 + v / 1024 % 1024 AS c, NULL AS k
  }}
  WITH a, min(c) AS c, collect(k) AS ks WHERE size(ks) > 0
  UNWIND ks AS k
  RETURN collect([k[0], k[1], a, c]) AS J
}}
CALL (J) {{
  UNWIND J AS j WITH j[0] AS base, j[3] AS c WHERE c IS NOT NULL
  WITH base + {_way("c")} AS t ORDER BY t DESC LIMIT 5
  RETURN CASE WHEN count(t) < 5 THEN -1 ELSE min(t) END AS bound
}}
WITH L1, [j IN J WHERE j[0] + CASE WHEN j[3] < $least THEN $wp ELSE $most END >= bound] AS J
WITH L1, J, [j IN J WHERE j[2] <> $lead AND (j[3] IS NULL OR j[3] > $least) | j[2]] AS Q
CALL (Q, L1) {{
  CALL (Q, L1) {{
    UNWIND Q AS pa WITH DISTINCT pa
    MATCH (:A {{n: pa}})<-[r:ARR]-(x:P) WHERE x.a IN $told
    RETURN x, NULL AS b, [pa, r.w] AS q
    UNION ALL
    UNWIND CASE WHEN size(Q) = 0 THEN [] ELSE L1 END AS e
    WITH e[0] AS w, e[2] AS y, e[1] AS told WHERE told IN $told
    MATCH (y)-[r:ARC]->(x) WHERE r.v / 1048576 IN $told
    RETURN x, w + r.v % 1024 AS b, NULL AS q
  }}
  WITH x, min(b) AS b, collect(q) AS qs WHERE b IS NOT NULL
  UNWIND qs AS q
  WITH q[0] AS pa, min(b + q[1]) AS c
  RETURN collect([pa, c]) AS D3
}}
CALL (J, D3) {{
  UNWIND J AS j RETURN j[2] AS a, j, NULL AS c
  UNION ALL
  UNWIND D3 AS d RETURN d[0] AS a, NULL AS j, d[1] AS c
}}
WITH a, min(c) AS c, collect(j) AS js
UNWIND js AS j
WITH j, CASE WHEN c IS NULL OR j[3] < c THEN j[3] ELSE c END AS c WHERE c IS NOT NULL
RETURN j[1] AS n, j[0] + {_way("c")} AS score ORDER BY score DESC, n LIMIT 5"""


ONE_NEED: Final = (_one_need(0), _one_need(1))


def _all_needs() -> str:
    """The three ties of a circle once, forwards; then all its needs."""
    names = ("id", "cls", "age", "d_c0", "d_c1", *(f"d_{each}" for word in _WORDS.values() for each in word))
    # A map is looked into once a need, and not once a service.
    said = ", ".join(f"nd.{name} AS {name}" for name in names)
    match, base = _candidates("", "(s.c0 / d_c0 % 4 + s.c1 / d_c1 % 4)")
    return f"""
UNWIND $groups AS gr
CALL (gr) {{
  MATCH (m:P {{n: gr.m}})
  CALL (m) {{ MATCH (m)-[r:ARC]->(y) WITH r.v AS v, y
    RETURN collect([v % 1024, v / 1048576, y, v / 1024 % 1024]) AS L1 }}
  CALL (L1, gr) {{
    UNWIND L1 AS e WITH e[0] AS w, e[2] AS y, e[1] AS told, gr WHERE told IN gr.told
    MATCH (y)-[r:ARC]->(x) WITH r.v AS v, w, x
    WITH x, v / 1048576 AS a, min(w + v % 1024) AS b, v / 1024 % 1024 AS extra
    RETURN collect([x, a, b, extra]) AS L2
  }}
  CALL (L1, L2, gr) {{
    UNWIND L1 AS e RETURN e[1] AS a, e[0] + e[3] AS c
    UNION ALL
    UNWIND L2 AS e RETURN e[1] AS a, e[2] + e[3] AS c
    UNION ALL
    UNWIND L2 AS e WITH e[0] AS x, e[1] AS told, e[2] AS b, gr WHERE told IN gr.told
    MATCH (x)-[r:ARR]->(y:A) WITH y, min(b + r.w) AS c
    RETURN y.n AS a, c
  }}
  WITH gr, a, min(c) AS c WHERE a <> gr.lead
  WITH gr, collect([a, c]) + [[gr.lead, $same]] AS A
  CALL (gr, A) {{
    UNWIND A AS e RETURN e[0] AS a, e[1] AS c, NULL AS k
    UNION ALL
    UNWIND gr.needs AS nd
    WITH {said}
    {match}
    RETURN s.a AS a, NULL AS c, [id, {base}, s.n] AS k
  }}
  WITH a, min(c) AS c, collect(k) AS ks WHERE c IS NOT NULL
  UNWIND ks AS k
  WITH k[0] AS id, k[1] + {_way("c")} AS score, k[2] AS n ORDER BY score DESC, n
  RETURN id, collect([n, score])[..5] AS top
}}
RETURN id, top"""


ALL_NEEDS: Final = _all_needs()
