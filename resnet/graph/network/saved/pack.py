"""From a network and the tables it was made of to named parts.

What stands in the network is kept once, as it stands there; of the tables only what does not, and how the two
are put together again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resnet.graph.network.columns import Column, Rows
from resnet.graph.network.make import Standing, find_standing
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS
from resnet.graph.network.public_tables import Listed, PublicTables
from resnet.graph.network.saved.sealed import Sealing
from resnet.graph.network.snapshot import Csr, EdgeTable, Network, NodeTable

Facts = dict[str, Any]


def pack(network: Network, tables: PublicTables, sealing: Sealing) -> Facts:
    """Add the parts of a network that was made of these tables, and return what they mean."""
    parts, standing = _Parts(sealing), find_standing(tables)
    nodes, edges, rest = {}, {}, {}
    others = np.flatnonzero(_is_told(tables) & (standing.row_of_number < 0))
    named = tables.named
    renumbered = standing.row_of_number.copy()
    renumbered[others] = np.arange(len(network.ids), len(network.ids) + len(others))
    for kind in NODE_KINDS:
        nodes[kind] = parts.table(kind, network.nodes[kind])
        rest[kind] = _rest(parts, tables.by_kind[kind], standing, kind, renumbered)
    for kind in EDGE_KINDS:
        edges[kind] = parts.edge_table(kind, network.edges[kind])
        rest[kind] = _rest(parts, tables.by_kind[kind], standing, kind, renumbered)
    success = network.successes
    return {
        "nodes": nodes,
        "edges": edges,
        "rest": rest,
        "others": parts.texts("others", [named[number] for number in others.tolist()]),
        "successes": {
            name: parts.array(f"successes.{name}", getattr(success, name))
            for name in ("first", "second", "count")
        },
    }


def _is_told(tables: PublicTables) -> NDArray[np.bool_]:
    """Which numbers a table has: that of a node that was erased since has none, and is not kept."""
    told = np.zeros(tables.count, dtype=np.bool_)
    for listed in tables.by_kind.values():
        for numbers in (listed.numbers, listed.start, listed.end):
            told[numbers] = True
    return told


def _rest(parts: _Parts, listed: Listed, standing: Standing, kind: str, numbers: Rows) -> Facts:
    """What of a table does not stand; ``order`` takes the rows of both, one after the other, to its own."""
    kept = standing.kept[kind]
    is_node = kind in NODE_KINDS
    place = np.zeros(len(kept), dtype=np.int64)
    rows = np.flatnonzero(kept) if is_node else standing.edges(listed, kind)[2]
    place[rows] = np.arange(len(rows))
    place[~kept] = np.arange(len(rows), len(kept))
    left = listed.cut(np.flatnonzero(~kept).astype(np.int64))
    name = f"rest.{kind}"
    said = parts.table(name, left)
    said |= {
        each: parts.array(f"{name}.{each}", numbers[getattr(left, each)])
        for each in ("numbers", "start", "end")
    }
    is_in_order = bool(np.array_equal(place, np.arange(len(place))))
    return said | {"order": None if is_in_order else parts.array(f"{name}.order", place)}


@dataclass(slots=True)
class Packer:
    """Adds arrays; what is the same in every row is told, not kept."""

    sealing: Sealing

    def array(self, name: str, array: NDArray[Any]) -> Facts:
        """An array of numbers in one row; kept in the smallest type that holds them all."""
        said: Facts = {"type": array.dtype.str, "count": len(array)}
        # As whole numbers, since what is not a number equals nothing.
        plain = array.view(np.int64) if array.dtype == np.float64 else array
        if len(array) and bool((plain == plain[0]).all()):
            return said | {"all": array[0].item()}
        if array.dtype.kind == "i" and len(array):
            kept = np.promote_types(np.min_scalar_type(array.min()), np.min_scalar_type(array.max()))
            # Of whole numbers below zero and very large ones alike there is no smaller type.
            array = array.astype(kept) if kept.kind in "iu" else array
        if len(array):
            self.sealing.add(name, np.ascontiguousarray(array).data.cast("B"))
        return said | {"part": name, "kept": array.dtype.str}


class _Parts(Packer):
    """Adds what networks are made of."""

    def texts(self, name: str, texts: Sequence[str]) -> Facts:
        said = [text.encode() for text in texts]
        lengths = list(map(len, said))
        is_even = len(set(lengths)) <= 1
        self.sealing.add(name, b"".join(said))
        ends = None if is_even else np.array(list(accumulate(lengths)), dtype=np.int64)
        return {
            "count": len(said),
            "part": name,
            "width": lengths[0] if said and is_even else 0,
            "ends": None if ends is None else self.array(f"{name}.ends", ends),
        }

    def column(self, name: str, column: Column) -> Facts:
        offsets = column.offsets
        return {
            "type": column.type.value,
            "values": self.array(f"{name}.values", column.values),
            "known": self.array(f"{name}.known", column.known),
            "words": self.texts(f"{name}.words", column.words),
            "offsets": None if offsets is None else self.array(f"{name}.offsets", offsets),
        }

    def table(self, name: str, table: NodeTable | EdgeTable | Listed) -> Facts:
        columns: Mapping[str, Column] = table.columns
        return {
            "ids": self.texts(f"{name}.ids", table.ids),
            "since": self.array(f"{name}.since", table.since),
            "until": self.array(f"{name}.until", table.until),
            "columns": {each: self.column(f"{name}.of.{each}", columns[each]) for each in columns},
        }

    def edge_table(self, name: str, table: EdgeTable) -> Facts:
        ends = {each: self.array(f"{name}.{each}", getattr(table, each)) for each in ("start", "end")}
        adjacent = {
            way: self.adjacency(f"{name}.{way}", getattr(table, way)) for way in ("outgoing", "incoming")
        }
        return self.table(name, table) | ends | adjacent

    def adjacency(self, name: str, csr: Csr) -> Facts:
        """Only nodes of some kinds have such edges: of the others it is known where theirs would begin."""
        offsets, count = csr.offsets, len(csr.order)
        first = int(np.searchsorted(offsets, 0, "right")) - 1
        end = int(np.searchsorted(offsets, count, "left")) + 1
        is_in_order = bool(np.array_equal(csr.order, np.arange(count)))
        return {
            "size": len(offsets),
            "first": first,
            "count": count,
            "middle": self.array(f"{name}.offsets", offsets[first:end]),
            "order": None if is_in_order else self.array(f"{name}.order", csr.order),
        }
