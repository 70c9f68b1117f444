"""What a file brought, what was there before it, and what of it others hold up by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from resnet.graph.elements import Edge, EdgeId, ElementId, Entry, Node, NodeId, Version
from resnet.graph.reading import edges_in, never_held
from resnet.graph.store import GraphView
from resnet.ingest.known import RELATIONS
from resnet.ingest.known_areas import batches
from resnet.ingest.writing import is_of_a_list
from resnet.ontology.category import Category
from resnet.ontology.registry import FOLDED

Element = Node | Edge
# What belongs to one list alone: no other list writes these of it.
_OWN = frozenset({"record", "describes", "from_source", "source", "came_in"})
_SHARED_EDGES = frozenset({"works_for", *RELATIONS})
# What lists and judgements on identity say of things: nobody's work leans on these.
_NO_ACTS = frozenset({"describes", "judges", "same_as", *RELATIONS})


@dataclass
class Came:
    """What the file's commits touched, and what else its rows tell of.

    ``current`` is the newest state of each, ``before`` the one before the file. ``settled`` were changed by
    somebody else since; ``by_hand`` were written by somebody who is no list.
    """

    current: dict[ElementId, Element] = field(default_factory=dict)
    before: dict[ElementId, Element] = field(default_factory=dict)
    touched: set[ElementId] = field(default_factory=set)
    settled: set[ElementId] = field(default_factory=set)
    by_hand: set[ElementId] = field(default_factory=set)

    def of_kinds(self, *kinds: str) -> Iterator[Element]:
        """The elements of these kinds."""
        return (each for each in self.current.values() if each.kind in kinds)

    @property
    def rows(self) -> set[NodeId]:
        """The records that the file brought or changed."""
        return {
            each.id for each in self.of_kinds("record") if isinstance(each, Node) and each.id in self.touched
        }

    def without(self, element: Element) -> Element | None:
        """What belongs to one list as it is without the file; None is nothing."""
        found = self.before.get(element.id) if element.id in self.touched else element
        return None if found is None or never_held(found) else found


@dataclass
class Standing:
    """What is to be undone of all that came.

    ``gone`` are things that nothing tells of any more. ``kept_rows`` stay, since people's acts lean on what
    they tell of; ``kept_words`` is what they say.
    """

    undone: list[ElementId] = field(default_factory=list)
    gone: set[ElementId] = field(default_factory=set)
    kept_rows: set[NodeId] = field(default_factory=set)
    kept_words: list[EdgeId] = field(default_factory=list)


def read_what_came(view: GraphView, taken: Node) -> Came:
    """All that the file's commits touched, and the things and relations that its rows tell of beside it."""
    own = {entry.version for entry in view.history([taken.id])}
    touched = {
        entry.id
        for entries in _commits(view, own)
        for entry in entries
        if not entry.id.startswith("taken_file:")
    }
    came = Came(touched=touched)
    _read_histories(view, touched, own, came)
    _read_histories(view, set(_told(came)) - touched, own, came)
    ends = {each.start for each in came.of_kinds("works_for") if isinstance(each, Edge)}
    _read_histories(view, ends - set(came.current), own, came)
    return came


def _commits(view: GraphView, own: set[Version]) -> Iterator[tuple[Entry, ...]]:
    for commit in view.feed(Version(min(own) - 1)):
        if commit.version > max(own):
            return
        if commit.version in own:
            yield commit.entries


def _read_histories(view: GraphView, ids: Iterable[ElementId], own: set[Version], came: Came) -> None:
    for some in batches(sorted(ids)):  # type: ignore[arg-type]
        began: set[ElementId] = set()
        for entry in view.history(some):
            if entry.element is None:
                came.current.pop(entry.id, None)
                continue
            came.current[entry.id] = entry.element
            if entry.version in own:
                began.add(entry.id)
                came.settled.discard(entry.id)
                continue
            if entry.id in began:
                came.settled.add(entry.id)
            else:
                came.before[entry.id] = entry.element
            if not is_of_a_list(entry.why):
                came.by_hand.add(entry.id)


def _told(came: Came) -> Iterator[ElementId]:
    for each in came.current.values():
        if each.kind == "record":
            relations = each.fields.get("relations")
            yield from map(EdgeId, relations if isinstance(relations, tuple) else ())
        elif isinstance(each, Edge) and each.kind == "describes":
            yield each.end


def find_standing(view: GraphView, came: Came) -> Standing:
    """What of all that came is to be undone, against a view of every moment."""
    words = _words_about(view, came)
    left = {thing for thing in _things(came) if not _is_told(words.get(thing, ()), came, set())}
    found = Standing()
    leaned_on = _leaned_on(view, came, left)
    rows = came.rows
    for thing in leaned_on:
        found.kept_rows |= {edge.start for edge in words.get(thing, ()) if edge.start in rows}
    own = [edge for edge in came.of_kinds("describes") if isinstance(edge, Edge)]
    found.kept_words = [edge.id for edge in own if edge.start in found.kept_rows and edge.until is None]
    found.gone = {thing for thing in left if not _is_told(words.get(thing, ()), came, found.kept_rows)}
    support = _support(view, came, words, found.kept_rows)
    relations = _open_relations(came)
    lost: set[ElementId] = {edge.id for edge in relations if not support.is_said(edge)}
    found.gone |= lost
    found.gone |= _lost_people(view, came, lost)
    found.undone = [each for each in came.current if _is_undone(each, came, found)]
    return found


def _things(came: Came) -> list[NodeId]:
    return [each.id for each in came.of_kinds(*FOLDED) if isinstance(each, Node) and not never_held(each)]


def _words_about(view: GraphView, came: Came) -> dict[NodeId, list[Edge]]:
    """What every record says of the things that came, and of the agencies that workers came to."""
    things = {*_things(came)}
    for each in came.current.values():
        if isinstance(each, Edge) and each.kind in _SHARED_EDGES:
            things |= {end for end in (each.start, each.end) if end.partition(":")[0] in FOLDED}
    found: dict[NodeId, list[Edge]] = {}
    for some in batches(sorted(things)):
        for edge in edges_in(view, some, "describes"):
            if edge.until is None or edge.id in came.touched:
                found.setdefault(edge.end, []).append(edge)
    return found


def _is_told(words: Iterable[Edge], came: Came, kept_rows: set[NodeId]) -> bool:
    """Whether the thing is told of without the file: somebody else names it."""
    return any(
        said is not None
        and said.until is None
        and (bool(said.fields.get("name")) or edge.end.startswith("place:"))
        for edge in words
        for said in (edge if edge.start in kept_rows else came.without(edge),)
    )


def _leaned_on(view: GraphView, came: Came, things: set[NodeId]) -> set[NodeId]:
    """Things that people's acts hang on: a letter, an account, an agreement, a worker noted by hand."""
    found: set[NodeId] = set()
    for some in batches(sorted(things)):
        for edge in view.edges(some):
            is_of_lists = edge.kind in _NO_ACTS or edge.id in came.current
            if not is_of_lists and not never_held(edge):
                found |= {edge.start, edge.end} & things
    return found


@dataclass
class _Support:
    """Which rows tell of a thing or a relation once the file is gone.

    ``telling`` are the rows by what they describe, ``said_by`` the relations that a row says.
    """

    telling: dict[NodeId, set[NodeId]] = field(default_factory=dict)
    said_by: dict[NodeId, frozenset[str]] = field(default_factory=dict)

    def rows(self, edge: Edge) -> set[NodeId]:
        """The rows that say the relation."""
        rows = {row for end in (edge.start, edge.end) for row in self.telling.get(end, ())}
        return {row for row in rows if edge.id in self.said_by.get(row, ())}

    def is_said(self, edge: Edge) -> bool:
        """Whether any row says it; where an address lies follows from the address, whoever tells it.

        A protected agency has a place of its own, whatever its address is.
        """
        is_of_an_address = (
            edge.kind == "in_area" and edge.start.startswith("place:") and edge.category is Category.PUBLIC
        )
        return (is_of_an_address and edge.start in self.telling) or bool(self.rows(edge))


def _support(
    view: GraphView, came: Came, words: dict[NodeId, list[Edge]], kept_rows: set[NodeId]
) -> _Support:
    found = _Support()
    for thing, edges in words.items():
        for edge in edges:
            said = edge if edge.start in kept_rows else came.without(edge)
            if said is not None and said.until is None:
                found.telling.setdefault(thing, set()).add(edge.start)
    for some in batches(sorted({row for rows in found.telling.values() for row in rows})):
        for row, node in view.nodes(some).items():
            said_row = node if row in kept_rows else came.without(node)
            relations = said_row.fields.get("relations") if said_row is not None else None
            found.said_by[row] = frozenset(relations) if isinstance(relations, tuple) else frozenset()
    return found


def _open_relations(came: Came) -> list[Edge]:
    """The relations that are the file's to undo: no hand wrote them, and nothing else ended them."""
    return [
        each
        for each in came.of_kinds(*_SHARED_EDGES)
        if isinstance(each, Edge)
        and each.id not in came.by_hand
        and not never_held(each)
        and not _is_over(each, came)
    ]


def _is_over(edge: Edge, came: Came) -> bool:
    """Whether the fact was over before the file told of it again, or others ended it since."""
    if edge.id in came.settled:
        return edge.until is not None
    before = came.before.get(edge.id) if edge.id in came.touched else None
    return before is not None and before.until is not None and not never_held(before)


def _lost_people(view: GraphView, came: Came, lost: set[ElementId]) -> set[ElementId]:
    """Workers whom a list named at an agency, and who are nowhere else."""
    people = {
        each.id for each in came.of_kinds("person") if isinstance(each, Node) and each.id not in came.by_hand
    }
    stay: set[NodeId] = set()
    for some in batches(sorted(people)):
        for edge in view.edges(some):
            if edge.id not in lost and not never_held(edge):
                stay |= {edge.start, edge.end}
    return {each for each in people if each not in stay}


def _is_undone(element_id: ElementId, came: Came, standing: Standing) -> bool:
    """Whether the element goes back to what it was before the file, or to nothing."""
    element = came.current[element_id]
    if element.kind in _OWN:
        return element_id in came.touched and not _is_of_a_kept_row(element, standing)
    # What somebody else changed since is theirs.
    is_ours = element_id in came.touched and element_id not in came.settled
    return element_id in standing.gone or (is_ours and element_id in came.before)


def _is_of_a_kept_row(element: Element, standing: Standing) -> bool:
    if element.kind == "source":
        return False
    row = element.start if isinstance(element, Edge) else element.id
    return row in standing.kept_rows
