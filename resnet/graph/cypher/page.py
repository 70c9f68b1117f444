"""Pages of one kind of node, driven by an index and never by a scan.

``equals`` are the fields whose values are asked for. ``$mark`` is where the page before ended, ``""`` on the
first; ``$is_ever`` leaves valid time out. A page is in the order of ``_page``: the sort key, then the id.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from resnet.graph.cypher.consent import RECEIVERS, consents_of, given, is_open
from resnet.graph.cypher.text import Cypher, columns_of, holds, holds_then, label_of, quoted
from resnet.ontology.category import PERSONAL
from resnet.ontology.registry import KINDS

_IN_ORDER: Final = "ORDER BY n._category, n._page LIMIT $limit"
Equals = tuple[str, ...]


@cache
def open_page(kind: str, equals: Equals) -> Cypher:
    """One list of the first nodes of one category, which is open to the actor as a whole; each is its cells.

    The cells are in the order of ``columns_of``. Lists are twice as quick as maps, and every list of a
    district is read through here.
    """
    cells = ", ".join(f"n.{quoted(column)}" for column in columns_of(kind))
    return Cypher(f"{_in_category(kind, equals)}WITH n {_IN_ORDER} RETURN collect([{cells}]) AS rows")


@cache
def personal_page(kind: str, equals: Equals) -> Cypher:
    """The first nodes of one personal category that consents open, walking past those that they do not."""
    return Cypher(
        f"{RECEIVERS}{_in_category(kind, equals)}WITH n, {given('n')} AS given WHERE {is_open('n')} "
        f"RETURN properties(n) AS e, given {_IN_ORDER}"
    )


@cache
def granted_page(kind: str, equals: Equals) -> Cypher:
    """The first nodes of these personal categories, found from the consents that reach the actor."""
    return Cypher(
        f"{RECEIVERS}CALL (receivers) {{ "
        f"UNWIND receivers AS r MATCH (s:{label_of('person')})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE c.category IN $categories AND {holds('c')} RETURN s.id AS subject, c.category AS category "
        "UNION UNWIND $own_here AS category RETURN $actor AS subject, category } "
        f"MATCH (n:{label_of(kind)} {{_about_1: subject, _category: category}}) "
        f"USING INDEX SEEK n:{label_of(kind)}(_about_1, _category) WHERE {_asked(equals)} "
        "WITH receivers, n WHERE n._about_2 IS NULL OR (n._about_2 = $actor AND n._category IN $own) "
        f"OR EXISTS {{ {consents_of('n._about_2')}"
        f"WHERE r IN receivers AND c.category = n._category AND {holds('c')} }} "
        "WITH receivers, n ORDER BY n._page LIMIT $limit "
        f"WITH n, {given('n')} AS given WHERE {is_open('n')} RETURN properties(n) AS e, given"
    )


@cache
def about_page(kind: str, equals: Equals, *, is_scoped: bool) -> Cypher:
    """The first nodes about one subject, of every category or, unless ``$is_any_category``, of one."""
    match = (
        f"{_about_somebody(kind)}WITH * WHERE ($is_any_category OR n._category = $only_category) "
        f"AND {_asked(equals)} "
    )
    if not is_scoped:
        return Cypher(f"{match}WITH n ORDER BY n._page LIMIT $limit RETURN properties(n) AS e, [] AS given")
    return Cypher(
        f"{RECEIVERS}{match}WITH n, {given('n')} AS given WHERE {is_open('n')} "
        "RETURN properties(n) AS e, given ORDER BY n._page LIMIT $limit"
    )


def _about_somebody(kind: str) -> str:
    """The clause that finds the nodes of a kind that are about ``$about``; the server is told the way."""
    label, either = label_of(kind), ("_about_1", "_about_2")
    if not set(KINDS[kind].categories) & PERSONAL:
        return f"MATCH (n:{label}) WHERE {' OR '.join(f'n.{about} = $about' for about in either)} "
    # The index is over subject and category: a node has the latter always, and saying so lets it be used.
    seeks = (
        f"MATCH (n:{label}) USING INDEX SEEK n:{label}({about}, _category) "
        f"WHERE n.{about} = $about AND n._category IS NOT NULL RETURN n"
        for about in either
    )
    return f"CALL () {{ {' UNION '.join(seeks)} }} "


@cache
def how_many(kind: str, equals: Equals) -> Cypher:
    """How many nodes of these categories have the asked values, counted as far as ``$limit``."""
    return Cypher(
        f"MATCH (n:{label_of(kind)}) WHERE n._category IN $categories AND {_asked(equals)} "
        "WITH n LIMIT $limit RETURN count(n) AS number"
    )


@cache
def how_far(kind: str) -> Cypher:
    """(consents, nodes): all that ever reached the actor, and all of the kind; both are counted already."""
    return Cypher(
        f"{RECEIVERS}"
        f"WITH reduce(sum = 0, r IN receivers | sum + COUNT {{ (r)<-[:{label_of('consents_to')}]-() }}) "
        f"AS consents RETURN consents, COUNT {{ (:{label_of(kind)}) }} AS nodes"
    )


def _in_category(kind: str, equals: Equals) -> str:
    return f"MATCH (n:{label_of(kind)}) WHERE n._category = $category AND {_asked(equals)} "


def _asked(equals: Equals) -> str:
    """What every node must fulfil, beside access."""
    values = "".join(f"n.{quoted(name)} = $is_{name} AND " for name in equals)
    return f"{values}n._page > $mark AND {holds_then('n')}"
