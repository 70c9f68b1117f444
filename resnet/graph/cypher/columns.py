"""Public elements of one kind as columns: one list a field and page, since a record a row costs more than it.

What is unknown stands in its list as a value that its type cannot have (``unknown``): ``collect`` leaves
nulls out. Instants are microseconds, days are counted from ``$first_day`` as Python counts them.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from resnet.graph.cypher.text import Cypher, label_of, quoted
from resnet.ontology.field import Field, Type

_TEXTS: Final = frozenset({Type.TEXT, Type.LONG_TEXT, Type.TEXTS})


def unknown(kind: Type) -> str | bool:
    """What stands for an unknown value of this type."""
    return False if kind in _TEXTS else ""


@cache
def node_columns(kind: str, fields: tuple[Field, ...]) -> Cypher:
    """(last, ids, since, until, a list a field) of the next public nodes, in page order."""
    lists = [*_HEAD, *map(_cell, fields)]
    return Cypher(
        f"MATCH (n:{label_of(kind)}) WHERE n._category = $category AND n._page > $mark "
        "AND n._about_1 IS NULL WITH n ORDER BY n._category, n._page LIMIT $limit "
        f"WITH properties(n) AS p RETURN max(p._page) AS last, {_collected(lists)}"
    )


@cache
def edge_columns(kind: str, fields: tuple[Field, ...]) -> Cypher:
    """(last, ids, since, until, starts, ends, a list a field) of the next public edges, by id."""
    lists = [*_HEAD, "start", "end", *map(_cell, fields)]
    return Cypher(
        f"MATCH (a)-[e:{label_of(kind)}]->(b) WHERE e.id > $mark AND e._category = $category "
        "AND e._about_1 IS NULL WITH a, e, b ORDER BY e.id LIMIT $limit "
        "WITH properties(e) AS p, a.id AS start, b.id AS end "
        f"RETURN max(p.id) AS last, {_collected(lists)}"
    )


def _collected(lists: list[str]) -> str:
    return ", ".join(f"collect({cells}) AS c{place}" for place, cells in enumerate(lists))


def _cell(field: Field) -> str:
    cell = f"p.{quoted(field.name)}"
    if field.type is Type.TIME:
        cell = _micros(cell)
    if field.type is Type.DATE:
        cell = f"duration.inDays($first_day, {cell}).days + 1"
    return f"coalesce({cell}, {'false' if field.type in _TEXTS else '$nothing'})"


def _micros(instant: str) -> str:
    return f"{instant}.epochSeconds * 1000000 + {instant}.microsecond"


# ``p`` are all properties of an element: read at once they cost half of what they do one by one.
_HEAD: Final = (
    "p.id",
    f"coalesce({_micros('p._since')}, $nothing)",
    f"coalesce({_micros('p._until')}, $nothing)",
)
