"""Makes a Neo4j server ready for the tests, once: its jars, and an archive of its classes.

    python -m scripts.neo4j          the line that NEO4J_LINE names, else 5.26
    python -m scripts.neo4j --all    every line

Where something is missing it says so and ends well: the tests that need a server skip with the same words.
With CI=true it ends with 1 instead, since there a skip would hide what was not tested.
"""

from __future__ import annotations

import os
import sys

from scripts.neo4j.fetch import archive_of, fetch
from scripts.neo4j.lines import LINES, Line, UnavailableError, chosen_line, find_java
from scripts.neo4j.server import Neo4jServer, StartError
from scripts.neo4j.settings import SHORT_LIVED

# Enough of a server's work that the classes of it are loaded: constraint, write, read, removal.
PRACTICE = (
    "CREATE CONSTRAINT practice IF NOT EXISTS FOR (n:Practice) REQUIRE n.id IS UNIQUE",
    "UNWIND range(1, 9) AS i MERGE (n:Practice {id: i}) SET n.at = datetime() MERGE (n)-[:NEXT]->(:Other)",
    "MATCH (n:Practice)-[:NEXT]->(m) WHERE n.id IN [1, 2] RETURN collect(n.id), count(m) ORDER BY count(m)",
)


def archive_classes(line: Line) -> None:
    """Keep the server's loaded classes, which halves the time of every later start."""
    archive = archive_of(fetch(line), find_java(line))
    if archive.exists():
        return
    aside = archive.with_suffix(f".{os.getpid()}")
    options = (*SHORT_LIVED, f"-XX:ArchiveClassesAtExit={aside}", "-Xlog:cds=error")
    try:
        with Neo4jServer.start(line=line, java_options=options) as server:
            for each in PRACTICE:
                server.driver.execute_query(each, database_=server.database)
            server.wipe()
            server.halt()
        if aside.exists():
            aside.rename(archive)
    finally:
        aside.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Make ready what is asked for; 1 when something is missing in CI, else 0."""
    in_ci = os.environ.get("CI") == "true"
    missing = []
    try:
        lines = list(LINES.values()) if "--all" in arguments else [chosen_line()]
    except UnavailableError as error:
        print(error, file=sys.stderr)
        return 2
    for line in lines:
        try:
            archive_classes(line)
        except (UnavailableError, StartError) as error:
            missing.append(line)
            print(f"No Neo4j tests on {line.version}: {error}", file=sys.stderr)
    return 1 if missing and in_ci else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
