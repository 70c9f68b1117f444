"""The store on a server against bare Cypher, all on one server in one run.

Both compilers of the Java machine work, and more than a thousand queries warm them first. Needs Java and the
server's jars; without them it says what is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.on_neo4j import bulk, consented, export, following, small
from benchmarks.on_neo4j.ground import ground
from scripts.neo4j.lines import UnavailableError

# The list that the first writes is what is exported, followed and written to; the last begins anew.
PARTS = (bulk, export, small, following, consented)


def measure() -> Iterator[Figure]:
    """One part after another; nothing where no server can be had."""
    try:
        with ground() as found:
            for part in PARTS:
                yield from part.measure(found)
    except UnavailableError as error:
        print(f"Neo4j was not measured: {error}", file=sys.stderr)
