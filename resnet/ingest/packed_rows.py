"""The rows of a long list in little memory: packed by the hundred, and unpacked when they are asked for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from resnet.graph.batches import in_batches
from resnet.ingest.mapping.mapping import Mapping
from resnet.ingest.mapping.shape import NotARow
from resnet.ingest.readers.table import RawRow

_IN_A_PACK = 256
# The fastest: a list repeats itself so much that more effort gains little.
_EFFORT = 1


class PackedRows(Sequence[RawRow]):
    """Rows in their order, a tenth of the size; meant to be gone over from first to last."""

    def __init__(self, rows: Iterable[RawRow]) -> None:
        self._packs: list[bytes] = []
        self._count = 0
        self._open: tuple[int, list[RawRow]] = (-1, [])
        for some in in_batches(rows, _IN_A_PACK):
            listed = json.dumps([[row.number, *row.cells] for row in some], ensure_ascii=False)
            # What is no text at all (half of a surrogate pair) must come back as it was.
            self._packs.append(zlib.compress(listed.encode("utf-8", "surrogatepass"), _EFFORT))
            self._count += len(some)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[RawRow]:
        for number in range(len(self._packs)):
            yield from self._unpacked(number)

    @overload
    def __getitem__(self, place: int) -> RawRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[RawRow, ...]: ...

    def __getitem__(self, place: int | slice) -> RawRow | tuple[RawRow, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(self._count)))
        at = range(self._count)[place]
        if self._open[0] != at // _IN_A_PACK:
            self._open = (at // _IN_A_PACK, self._unpacked(at // _IN_A_PACK))
        return self._open[1][at % _IN_A_PACK]

    def _unpacked(self, number: int) -> list[RawRow]:
        listed = json.loads(zlib.decompress(self._packs[number]).decode("utf-8", "surrogatepass"))
        return [RawRow(first, tuple(cells)) for first, *cells in listed]


def packed(columns: Mapping) -> Mapping:
    """The list in little memory; of its table only the lines above the header are kept beside it."""
    titles = sum(line.why is NotARow.TITLE for line in columns.dropped)
    above = columns.table.rows[: titles + len(columns.shape.header_rows)]
    return replace(
        columns,
        table=columns.table.with_rows(above),
        shape=replace(columns.shape, body=PackedRows(columns.rows)),
    )
