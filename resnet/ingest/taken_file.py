"""The files that were taken: their lists, who handed them in, and which is the newest of a list."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from resnet.graph.elements import Edge, Node, NodeId, Put
from resnet.graph.reading import edges_in, edges_out, find_all, get_node, never_held
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.field import Value


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as the list of files shows it; ``lists`` are the names of the lists in it.

    ``later`` are those of its lists of which a later file was taken: that one has to be withdrawn first. A
    file of areas has no list.
    """

    id: NodeId
    name: str
    taken_at: datetime
    taken_by: str
    lists: tuple[str, ...]
    later: tuple[str, ...]
    withdrawn_at: datetime | None
    withdrawn_by: str


def begin_file(store: GraphStore, name: str, digest: str, by: str) -> Node:
    """The node of a file that is about to be read in; the first commit of it writes it."""
    fields = {"name": name, "digest": digest, "taken_by": by}
    return Node(
        id=store.ids.mint("taken_file"),
        kind="taken_file",
        fields={**{key: value for key, value in fields.items() if value}, "taken_at": store.now()},
    )


def digest_of(path: Path) -> str:
    """The fingerprint of a file, or of a package that lies unpacked in a folder."""
    if path.is_dir():
        # A package unpacked in a folder: every table of it counts.
        parts = sorted((each.name, each.read_bytes()) for each in path.glob("*.csv"))
        return hashlib.sha256(
            b"".join(name.encode() + b"\0" + content for name, content in parts)
        ).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def came_in(store: GraphStore, source: NodeId, file: NodeId, told: Mapping[str, Value]) -> Put:
    """That the list stood in the file, and what reading it told."""
    edge_id = store.ids.edge_key("came_in", source, file)
    return Put(Edge(id=edge_id, kind="came_in", start=source, end=file, fields=told))


def last_came_in(view: GraphView, source: NodeId) -> Edge | None:
    """The file in which the list stood last, of those that were not withdrawn."""
    came = [edge for edge in edges_out(view, [source], "came_in") if not never_held(edge)]
    return max(came, key=lambda edge: edge.version, default=None)


def read_files(view: GraphView) -> list[TakenFile]:
    """Every file that was taken, the newest first; ``view`` is one of every moment."""
    nodes = {node.id: node for node in find_all(view, "taken_file")}
    return _told(view, nodes, edges_in(view, nodes, "came_in"))


def read_file(view: GraphView, file: NodeId) -> TakenFile:
    """One file that was taken; ``view`` is one of every moment.

    Raises:
        NodeNotFoundError: If there is none, or the view does not show it.
    """
    get_node(view, file, "taken_file")
    own = edges_in(view, [file], "came_in")
    # What came later of the same lists says whether it is the newest of them.
    came = edges_out(view, {edge.start for edge in own}, "came_in")
    found = _told(view, view.nodes({file, *(edge.end for edge in came)}), came)
    return next(each for each in found if each.id == file)


def _told(view: GraphView, nodes: dict[NodeId, Node], came: Iterable[Edge]) -> list[TakenFile]:
    """These files, the newest first; ``came`` are all the lists of each that are asked about."""
    names = {node.id: node.text("name") for node in view.nodes({edge.start for edge in came}).values()}
    order = _order(view, nodes)
    newest = _newest(came, nodes, order)
    lists: dict[NodeId, list[NodeId]] = defaultdict(list)
    for edge in came:
        lists[edge.end].append(edge.start)
    return [
        TakenFile(
            id=each,
            name=nodes[each].text("name"),
            taken_at=_moment(nodes[each], "taken_at") or view.now,
            taken_by=nodes[each].text("taken_by"),
            lists=tuple(sorted(names[source] for source in lists[each])),
            later=tuple(sorted(names[source] for source in lists[each] if newest.get(source) != each)),
            withdrawn_at=_moment(nodes[each], "withdrawn_at"),
            withdrawn_by=nodes[each].text("withdrawn_by"),
        )
        for each in sorted(nodes, key=order.__getitem__, reverse=True)
    ]


def files_of(view: GraphView, source: NodeId) -> list[NodeId]:
    """The files of a list that were taken and not withdrawn, the newest first."""
    came = [edge for edge in edges_out(view, [source], "came_in") if not never_held(edge)]
    nodes = view.nodes({edge.end for edge in came})
    order = _order(view, nodes)
    standing = [each for each, node in nodes.items() if node.get("withdrawn_at") is None]
    return sorted(standing, key=order.__getitem__, reverse=True)


def _newest(
    came: Iterable[Edge], nodes: dict[NodeId, Node], order: dict[NodeId, int]
) -> dict[NodeId, NodeId]:
    """The newest file of each list that was not withdrawn."""
    found: dict[NodeId, NodeId] = {}
    for edge in came:
        if nodes[edge.end].get("withdrawn_at") is None:
            best = found.get(edge.start, edge.end)
            found[edge.start] = max(best, edge.end, key=order.__getitem__)
    return found


def _order(view: GraphView, files: Iterable[NodeId]) -> dict[NodeId, int]:
    """When each came, by the first commit of it: a demo's clock stands still."""
    first: dict[NodeId, int] = {}
    for entry in view.history(files):
        first.setdefault(NodeId(entry.id), entry.version)
    return first


def _moment(node: Node, name: str) -> datetime | None:
    value = node.get(name)
    return value if isinstance(value, datetime) else None
