"""Pages of one kind of node, driven by an index and never by a scan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from resnet.graph.cypher.consent import given, is_open, receivers
from resnet.graph.cypher.text import Cypher, holds, label_of, quoted, when


@dataclass(frozen=True, slots=True)
class PageText:
    """What of a page's question is in its statement; the values are parameters."""

    kind: str
    equals: tuple[str, ...] = ()
    has_category: bool = False
    has_mark: bool = False
    is_timed: bool = False

    def conditions(self, name: str = "n") -> list[str]:
        """What every node must fulfil, beside access."""
        parts = [f"{name}.{quoted(field)} = $is_{field}" for field in self.equals]
        if self.has_category:
            parts.append(f"{name}._category = $only_category")
        if self.has_mark:
            parts.append(f"{name}._page > $mark")
        if self.is_timed:
            parts.append(holds(name, "$moment"))
        return parts


_IN_ORDER = "ORDER BY n._category, n._page LIMIT $limit"


@cache
def open_page(asked: PageText) -> Cypher:
    """The first nodes of one category, which is open to the actor as a whole."""
    return Cypher(f"{_in_category(asked)}WITH n {_IN_ORDER} RETURN properties(n) AS e, [] AS given")


@cache
def personal_page(asked: PageText, actor_kind: str) -> Cypher:
    """The first nodes of one personal category that consents open, walking past those that they do not."""
    return Cypher(
        f"{receivers(actor_kind + ':')}{_in_category(asked)}"
        f"WITH n, {given('n')} AS given WHERE {is_open('n')} "
        f"RETURN properties(n) AS e, given {_IN_ORDER}"
    )


@cache
def granted_page(asked: PageText, actor_kind: str) -> Cypher:
    """The first nodes of these personal categories, found from the consents that reach the actor."""
    return Cypher(
        f"{receivers(actor_kind + ':')}CALL (receivers) {{ "
        f"UNWIND receivers AS r MATCH (s:{label_of('person')})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE c.category IN $categories AND {holds('c')} RETURN s.id AS subject, c.category AS category "
        "UNION UNWIND $own_here AS category RETURN $actor AS subject, category } "
        f"MATCH (n:{label_of(asked.kind)} {{_about_1: subject, _category: category}}) "
        f"{when(*asked.conditions())} "
        f"WITH receivers, n WHERE n._about_2 IS NULL OR (n._about_2 = $actor AND n._category IN $own) "
        f"OR EXISTS {{ MATCH (:{label_of('person')} {{id: n._about_2}})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE r IN receivers AND c.category = n._category AND {holds('c')} }} "
        "WITH receivers, n ORDER BY n._page LIMIT $limit "
        f"WITH n, {given('n')} AS given WHERE {is_open('n')} RETURN properties(n) AS e, given"
    )


@cache
def about_page(asked: PageText, actor_kind: str, about: str) -> Cypher:
    """The nodes about one subject, as the first or the second (``_about_1``, ``_about_2``)."""
    match = f"MATCH (n:{label_of(asked.kind)}) {when(f'n.{quoted(about)} = $about', *asked.conditions())} "
    if not actor_kind:
        return Cypher(f"{match}WITH n ORDER BY n._page LIMIT $limit RETURN properties(n) AS e, [] AS given")
    return Cypher(
        f"{receivers(actor_kind + ':')}{match}WITH n, {given('n')} AS given WHERE {is_open('n')} "
        "RETURN properties(n) AS e, given ORDER BY n._page LIMIT $limit"
    )


@cache
def how_many(asked: PageText) -> Cypher:
    """How many nodes of these categories fulfil the conditions, counted as far as $limit."""
    return Cypher(
        f"MATCH (n:{label_of(asked.kind)}) {when('n._category IN $categories', *asked.conditions())} "
        "WITH n LIMIT $limit RETURN count(n) AS number"
    )


@cache
def how_far(kind: str, actor_kind: str) -> Cypher:
    """(consents, nodes): all that ever reached the actor, and all of the kind; both are counted already."""
    return Cypher(
        f"{receivers(actor_kind + ':')}"
        f"WITH reduce(sum = 0, r IN receivers | sum + COUNT {{ (r)<-[:{label_of('consents_to')}]-() }}) "
        f"AS consents MATCH (n:{label_of(kind)}) RETURN consents, count(n) AS nodes"
    )


def _in_category(asked: PageText) -> str:
    # Says that the page key is there, so that the index over it gives the order.
    there = "" if asked.has_mark else "n._page IS NOT NULL"
    conditions = when("n._category = $category", there, *asked.conditions())
    return f"MATCH (n:{label_of(asked.kind)}) {conditions} "
