"""The store's own nodes: its facts and its turn, commits, entries by the hundreds, receipts, graves.

The one ``_store`` node is the turn: who writes takes its lock first, so versions are without gaps and in the
order of commits, on however many machines the writers are. Entries lie in runs (``_entries``), a list a
column: a list of fifty thousand rows is two hundred nodes and not fifty thousand.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from resnet.graph.cypher.text import Cypher, label_of

_STORE: Final = "MATCH (s:`_store` {name: 'store'}) "

MAKE_STORE: Final = Cypher("CREATE (s:`_store` {name: 'store', version: 0, entry: 0}) SET s += $facts")
STORE_FACTS: Final = Cypher(_STORE + "RETURN properties(s) AS facts")
SET_FACTS: Final = Cypher(_STORE + "SET s += $facts")
LAST_VERSION: Final = Cypher(_STORE + "RETURN s.version AS version")
# The lock, and what is read once it is held: all is as the writer before left it.
_TURN: Final = (
    _STORE + "SET s.turn = $turn WITH s OPTIONAL MATCH (r:`_receipt` {key: $key}) "
    "RETURN s.version AS version, s.entry AS entry, s.chain AS chain, properties(r) AS receipt, "
    "EXISTS { MATCH (:`_grave`) } AS graves, "
)
TAKE_TURN: Final = Cypher(_TURN + "[] AS named")


@cache
def take_turn_for(kind: str, *, is_node: bool) -> Cypher:
    """The turn, and [e, start, end] of these elements of one kind: for a small write, a way less."""
    match = f"(e:{label_of(kind)})" if is_node else f"(a)-[e:{label_of(kind)}]->(b)"
    ends = "null, null" if is_node else "a.id, b.id"
    return Cypher(
        _TURN + f"COLLECT {{ UNWIND $ids AS id MATCH {match} WHERE e.id = id "
        f"RETURN [properties(e), {ends}] }} AS named"
    )


RECEIPT: Final = Cypher("MATCH (r:`_receipt` {key: $key}) RETURN properties(r) AS receipt")
KEEP_RECEIPT: Final = Cypher("CREATE (r:`_receipt`) SET r = $receipt")
# The end of a commit in one statement: a small commit is mostly ways to the server and back.
KEEP_COMMIT: Final = Cypher(
    _STORE + "SET s.version = $commit.version, s.entry = $last, s.chain = $commit.chain "
    "CREATE (c:`_commit`) SET c = $commit CREATE (r:`_receipt`) SET r = $receipt "
    "WITH s UNWIND $runs AS run CREATE (e:`_entries`) SET e = run"
)
KEEP_ENTRIES: Final = Cypher("UNWIND $runs AS run CREATE (e:`_entries`) SET e = run")
KEEP_GRAVES: Final = Cypher(
    "UNWIND $graves AS grave MERGE (g:`_grave` {element: grave[0]}) SET g.entry = grave[1]"
)
GRAVES_AMONG: Final = Cypher(
    "UNWIND $ids AS id MATCH (g:`_grave` {element: id}) RETURN g.element AS element, g.entry AS entry"
)
_RUN_OF: Final = (
    "UNWIND $entries AS entry CALL (entry) { MATCH (e:`_entries`) WHERE e.first <= entry "
    "RETURN e ORDER BY e.first DESC LIMIT 1 } WITH e, entry, entry - e.first AS place "
)
ENTRIES: Final = Cypher(
    _RUN_OF + "MATCH (c:`_commit` {version: e.version}) "
    "RETURN e.version AS version, c.at AS at, c.actor AS actor, c.why AS why, e.elements[place] AS element, "
    "e.bodies[place] AS body, entry, e.priors[place] AS prior"
)
RUNS_OF: Final = Cypher(
    _RUN_OF + "WITH e, collect(place) AS places "
    "RETURN e.first AS first, e.bodies AS bodies, e.salts AS salts, e.priors AS priors, places"
)
BLANK_RUN: Final = Cypher("MATCH (e:`_entries` {first: $first}) SET e.bodies = $bodies, e.salts = $salts")
COMMITS_BETWEEN: Final = Cypher(
    "MATCH (c:`_commit`) WHERE c.version > $after AND c.version <= $until "
    "RETURN properties(c) AS commit ORDER BY c.version"
)
RUNS_BETWEEN: Final = Cypher(
    "MATCH (e:`_entries`) WHERE e.version > $after AND e.version <= $until "
    "RETURN e.version AS version, e.first AS first, e.elements AS elements, e.bodies AS bodies "
    "ORDER BY e.first"
)
WHOLE_RUNS_BETWEEN: Final = Cypher(
    "MATCH (e:`_entries`) WHERE e.version > $after AND e.version <= $until "
    "RETURN properties(e) AS run ORDER BY e.first"
)
VERSIONS_OF: Final = Cypher(_RUN_OF + "RETURN entry, e.version AS version")
ALL_GRAVES: Final = Cypher("MATCH (g:`_grave`) RETURN g.element AS element, g.entry AS entry")
