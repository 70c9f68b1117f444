"""From named parts to the network, and to the tables it was made of; each part is read when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId, Version
from resnet.graph.network.columns import Column, frozen
from resnet.graph.network.public import NODE_KINDS
from resnet.graph.network.public_tables import Listed, PublicTables
from resnet.graph.network.saved.adjacent import Packed, SavedCsr
from resnet.graph.network.saved.by_row import Pages, Parted, SavedColumn
from resnet.graph.network.saved.lazy import IdRows, Made
from resnet.graph.network.saved.sealed import Sealed
from resnet.graph.network.saved.texts import Blob, Chained, Texts
from resnet.graph.network.snapshot import Csr, EdgeTable, Network, NodeTable, PastSuccess
from resnet.ontology.field import Type

Facts = dict[str, Any]
_NONE = np.zeros(0, dtype=np.int64)
# So few words are read at once.
_FEW: Final = 200


def unpack_network(sealed: Sealed, version: Version, at: datetime) -> Network:
    """The network that was packed, as of now.

    Raises:
        KeyError: If the facts are not those of a network.
    """
    parts, said = _Parts(sealed), sealed.facts
    nodes = {kind: parts.node_table(kind, said["nodes"][kind], 0) for kind in NODE_KINDS}
    first, firsts = 0, {}
    for kind, table in nodes.items():
        firsts[kind], first = first, first + len(table.ids)
    ids, known = {kind: table.ids for kind, table in nodes.items()}, dict[NodeId, int]()
    successes = {name: parts.array(each) for name, each in said["successes"].items()}
    return Network(
        version=version,
        made_at=at,
        ids=Chained(tuple(ids.values()), known),
        row_of=IdRows(ids, firsts, first, known),
        nodes={kind: replace(table, first=firsts[kind]) for kind, table in nodes.items()},
        edges=Made(tuple(said["edges"]), lambda kind: parts.edge_table(kind, said["edges"][kind])),
        successes=PastSuccess(**successes),
    )


def unpack_tables(sealed: Sealed, network: Network) -> PublicTables:
    """The tables of which that network was made.

    Raises:
        UnsealedError: If the file was changed since it was opened.
    """
    parts, said = _Parts(sealed), sealed.facts["rest"]
    named = chain(network.ids, parts.texts(sealed.facts["others"]))
    return PublicTables.numbered(named, lambda kind: _whole(parts, network, kind, said[kind]))


def _whole(parts: _Parts, network: Network, kind: str, said: Facts) -> Listed:
    stands = _standing(network, kind)
    rest = parts.listed(said)
    whole = stands.join(rest) if len(rest.ids) else stands
    return whole if said["order"] is None else whole.cut(parts.array(said["order"]))


def _standing(network: Network, kind: str) -> Listed:
    """What of a table stands in the network; the numbers of nodes are their rows there."""
    table: NodeTable | EdgeTable
    numbers = start = end = _NONE
    if kind in network.nodes:
        table = node_table = network.nodes[kind]
        numbers = frozen(np.arange(node_table.first, node_table.first + len(node_table.ids), dtype=np.int64))
    else:
        table = edge_table = network.edges[kind]
        start, end = edge_table.start, edge_table.end
    return Listed(
        ids=table.ids,
        numbers=numbers,
        start=start,
        end=end,
        since=table.since,
        until=table.until,
        columns=dict(table.columns),
    )


@dataclass(frozen=True, slots=True)
class Unpacker:
    """Reads the arrays that a ``Packer`` added."""

    sealed: Sealed

    def array(self, said: Facts) -> NDArray[Any]:
        """The array that was added.

        Raises:
            UnsealedError: If the file was changed since it was opened.
        """
        kind = np.dtype(said["type"])
        if "all" in said:
            # One value for all rows: it takes no room, and nobody can write into it.
            return np.broadcast_to(np.array(said["all"], dtype=kind), said["count"])
        if not said["count"]:
            return frozen(np.zeros(0, dtype=kind))
        found = self.sealed.part(said["part"]).view(said["kept"])
        return found if found.dtype == kind else frozen(found.astype(kind))

    def numbers(self, said: Facts) -> Callable[[int], float]:
        """What gives single numbers of the array, read page by page."""
        if "all" in said:
            always: float = said["all"]
            return lambda _: always
        return Pages(self.sealed, said["part"], np.dtype(said["kept"])).at if said["count"] else lambda _: 0


class _Parts(Unpacker):
    """Reads what ``pack`` adds."""

    def texts(self, said: Facts) -> Texts[Any]:
        name, ends = said["part"], said["ends"]
        blob = Blob(
            whole=lambda: self.sealed.part(name).data,
            cut=partial(self.sealed.cut, name),
            ends=None if ends is None else partial(self.array, ends),
            width=said["width"],
        )
        return Texts(said["count"], blob)

    def column(self, said: Facts) -> Column:
        offsets, words = said["offsets"], said["words"]
        return SavedColumn(
            Type(said["type"]),
            Parted(self.numbers(said["values"]), partial(self.array, said["values"])),
            Parted(self.numbers(said["known"]), partial(self.array, said["known"])),
            partial(self._words, words),
            None if offsets is None else partial(self.array, offsets),
        )

    def _words(self, said: Facts) -> Sequence[str]:
        texts = self.texts(said)
        return texts if said["count"] > _FEW else tuple(texts)

    def _shared(self, said: Facts) -> dict[str, Any]:
        columns = said["columns"]
        return {
            "ids": self.texts(said["ids"]) if said["ids"]["count"] else (),
            "since": self.array(said["since"]),
            "until": self.array(said["until"]),
            "columns": Made(tuple(columns), lambda name: self.column(columns[name])),
        }

    def node_table(self, kind: str, said: Facts, first: int) -> NodeTable:
        return NodeTable(kind=kind, first=first, **self._shared(said))

    def edge_table(self, kind: str, said: Facts) -> EdgeTable:
        return EdgeTable(
            kind=kind,
            start=self.array(said["start"]),
            end=self.array(said["end"]),
            outgoing=self._adjacency(said["outgoing"]),
            incoming=self._adjacency(said["incoming"]),
            **self._shared(said),
        )

    def _adjacency(self, said: Facts) -> Csr:
        order = said["order"]
        packed = Packed(
            size=said["size"],
            first=said["first"],
            count=said["count"],
            middle=partial(self.array, said["middle"]),
            order=None if order is None else partial(self.array, order),
        )
        return SavedCsr(packed)

    def listed(self, said: Facts) -> Listed:
        return Listed(
            numbers=self.array(said["numbers"]),
            start=self.array(said["start"]),
            end=self.array(said["end"]),
            **self._shared(said),
        )
