"""A file taken back, as one act: the directory is as if it had never come.

What only this file's rows said is taken back for every moment, not only from now on. What it changed of an
earlier issue of the same list stands again as it did. Of things and relations that other records tell of too,
only its own part goes. A row about something that people's acts lean on by now stays, marked as no longer
listed: a letter must not lose its addressee.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from resnet.access.scope import Scope
from resnet.errors import ConflictError, NodeNotFoundError
from resnet.graph.elements import Change, Direction, Edge, ElementId, Node, NodeId, Patch, Put
from resnet.graph.reading import edges_in, edges_out, get_node, never_held
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ingest.known_areas import batches
from resnet.ingest.resolve.apart import apart
from resnet.ingest.resolve.judge import take_back_all
from resnet.ingest.resolve.ledger import Verdict, read_ledger
from resnet.ingest.taken_file import files_of
from resnet.ingest.undoing import Came, Standing, find_standing, read_what_came
from resnet.ingest.writing import WITHDRAW, Writer
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.judgement_edges import JUDGED
from resnet.ontology.registry import FOLDED

# What joined and parted; what waits for a person changes nothing of what stands.
_DECIDED: Final = (Verdict.SAME, Verdict.DIFFERENT)


class LaterFileError(ConflictError):
    """A later file of the same list was taken: what it changed rests on this one."""

    code: ClassVar[str] = "later-file"

    def __init__(self, lists: tuple[str, ...]) -> None:
        self.lists = ", ".join(lists)
        Exception.__init__(
            self, f"a later file of {self.lists} was taken: withdraw that one first, then this one."
        )


class FileOfAreasError(ConflictError):
    """The file is a code table of areas: everything that was read since may rest on it."""

    code: ClassVar[str] = "file-of-areas"

    def __init__(self) -> None:
        Exception.__init__(self, "areas are not withdrawn: read the right table in, it takes the place.")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What came of it.

    ``records`` are rows that say nothing any more, or what an earlier issue said; ``things`` are gone with
    them; ``kept`` are rows that stay because people's acts lean on what they tell of.
    """

    records: int
    things: int
    kept: int
    elements_changed: int


def withdraw_file(store: GraphStore, file: NodeId, *, scope: Scope, by: str, why: str) -> Withdrawn:
    """Take back all that came of the file and nothing else; ``scope`` must see everything.

    History keeps it, and the file read again brings it back. Stopped in the middle, it goes on when it is
    asked for again.

    Raises:
        NodeNotFoundError: If there is no such file, or it was withdrawn.
        LaterFileError: If a later file of one of its lists was taken.
        FileOfAreasError: If it is a code table of areas.
    """
    taken = get_withdrawable(store, file, scope=scope)
    came, standing = _read(store, scope, taken)
    judged = [NodeId(each) for each in standing.gone if each.partition(":")[0] in JUDGED]
    if _take_back(store, scope, judged, _DECIDED):
        came, standing = _read(store, scope, taken)
    clusters = read_ledger(store.view(scope, as_of=EVERY_MOMENT)).clusters
    writer = Writer(store, scope, f"{WITHDRAW} {why}", is_dry_run=False, file=taken)
    writer.clusters = clusters
    for change in _changes(store, scope, came, standing):
        writer.add([change])
    writer.finish()
    # Only now that they are gone: what may have been a refuge's is never shown in between.
    _take_back(store, scope, judged, tuple(Verdict))
    writer.finish_file(_ended(store, by))
    rows = came.rows
    things = sum(each.partition(":")[0] in FOLDED for each in standing.gone)
    return Withdrawn(len(rows - standing.kept_rows), things, len(standing.kept_rows), writer.changed)


def get_withdrawable(store: GraphStore, file: NodeId, *, scope: Scope) -> Node:
    """The file, where it can be taken back now; ``scope`` must see everything.

    Raises:
        NodeNotFoundError, LaterFileError, FileOfAreasError: As ``withdraw_file``.
    """
    view = store.view(scope, as_of=EVERY_MOMENT)
    taken = get_node(view, file, "taken_file")
    if taken.get("withdrawn_at") is not None:
        raise NodeNotFoundError
    sources = [edge.start for edge in view.edges([file], ("came_in",), direction=Direction.IN)]
    if not sources:
        raise FileOfAreasError
    later = [source for source in sources if files_of(view, source)[:1] != [file]]
    if later:
        raise LaterFileError(tuple(node.text("name") for node in view.nodes(later).values()))
    return taken


def _read(store: GraphStore, scope: Scope, taken: Node) -> tuple[Came, Standing]:
    """What came of the file and what of it is to be undone, every entry by itself."""
    view = store.view(scope, as_of=EVERY_MOMENT)
    by_itself = apart(view, store.ids, read_ledger(view))
    came = read_what_came(by_itself, taken)
    return came, find_standing(by_itself, came)


def _take_back(store: GraphStore, scope: Scope, gone: list[NodeId], verdicts: Collection[Verdict]) -> bool:
    """Take back what was judged of things that go: what was one with them stands by itself again."""
    view = store.view(scope, as_of=EVERY_MOMENT)
    judged = {edge.end for ids in batches(gone) for edge in edges_in(view, ids, "judges")}
    return take_back_all(store, scope, judged & set(gone), verdicts) > 0


def withdraw(store: GraphStore, name: str, *, scope: Scope, why: str) -> Withdrawn:
    """Take back every file of the list ``name``, the newest first.

    Raises:
        NodeNotFoundError: If no such list was read.
    """
    view = store.view(scope, as_of=EVERY_MOMENT)
    files = files_of(view, store.ids.key("source", name))
    if not files:
        raise NodeNotFoundError
    done = [withdraw_file(store, file, scope=scope, by="", why=why) for file in files]
    return Withdrawn(
        sum(each.records for each in done),
        sum(each.things for each in done),
        sum(each.kept for each in done),
        sum(each.elements_changed for each in done),
    )


def _changes(store: GraphStore, scope: Scope, came: Came, standing: Standing) -> list[Change]:
    """Nodes before the edges that hang on them where something comes back, after them where it goes.

    What is said comes before all: until then nobody knows whether what comes back is a refuge's.
    """
    now = store.now()
    restored: list[Node | Edge] = []
    gone: list[Node | Edge] = []
    for element_id in standing.undone:
        before, current = came.before.get(element_id), came.current[element_id]
        is_gone = element_id in standing.gone or before is None or never_held(before)
        if not is_gone and before is not None:
            restored.append(before)
        elif not never_held(current):
            gone.append(replace(current, since=now, until=now))
    closed = _closed(store.view(scope, as_of=EVERY_MOMENT), gone)
    # A judgement may have closed it since it was read, and its history is to stay as secret.
    gone = [replace(each, category=Category.PROTECTED) if each.id in closed else each for each in gone]
    parts = [(each, False) for each in restored] + [(each, True) for each in gone]
    ordered = sorted(parts, key=lambda part: _turn(part[0], is_gone=part[1]))
    marked: list[Change] = [Patch(edge, {"is_listed": False}) for edge in standing.kept_words]
    return [*marked, *(Put(_bare(each)) for each, _ in ordered)]


def _closed(view: GraphView, elements: Sequence[Node | Edge]) -> set[ElementId]:
    """Those of these that tell where a refuge is."""
    nodes = [each.id for each in elements if isinstance(each, Node)]
    starts = {each.start for each in elements if isinstance(each, Edge)}
    found: list[Node | Edge] = []
    for some in batches(nodes):
        found += view.nodes(some).values()
    for some in batches(sorted(starts)):
        found += edges_out(view, some)
    return {each.id for each in found if each.category is Category.PROTECTED}


def _turn(element: Node | Edge, *, is_gone: bool) -> int:
    if element.kind == "describes":
        return 0
    if isinstance(element, Node):
        return 4 if is_gone else 1
    return 3 if is_gone else 2


def _ended(store: GraphStore, by: str) -> dict[str, Value]:
    ended: dict[str, Value] = {"withdrawn_at": store.now()}
    return {**ended, "withdrawn_by": by} if by else ended


def _bare(element: Node | Edge) -> Node | Edge:
    return replace(element, fields={}) if element.kind in FOLDED else element
