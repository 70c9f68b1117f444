"""The rows of a list: as they are while they are few, in a sealed file when they are many."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Final, overload

from resnet.graph.batches import in_batches
from resnet.ingest.readers.table import ManyRows, RawRow
from resnet.ingest.sealed_blocks import SealedBlocks

# So many rows of a wide list are some 50 MB.
FEW: Final = 20_000
_IN_A_PACK: Final = 256
# The fastest: a list repeats itself so much that more effort gains little.
_EFFORT: Final = 1
_SAMPLES: Final = 3
_ACROSS: Final = 40


def kept_rows(rows: Iterable[RawRow]) -> Sequence[RawRow]:
    """The rows, in bounded memory however many they are."""
    rest = iter(rows)
    first = tuple(islice(rest, FEW))
    beyond = tuple(islice(rest, 1))
    return LongRows(chain(first, beyond, rest)) if beyond else first


class LongRows(ManyRows):
    """Rows in their order, outside of memory; meant to be gone over from first to last."""

    def __init__(self, rows: Iterable[RawRow]) -> None:
        self._blocks = SealedBlocks()
        self._count = 0
        self._width = 0
        self._open: tuple[int, list[RawRow]] = (-1, [])
        # By column: how many cells say something, and the first different ones that do.
        self._said: list[int] = []
        self._first: list[dict[str, None]] = []
        self._across: list[list[str]] | None = None
        for some in in_batches(rows, _IN_A_PACK):
            self._note(some)
            listed = json.dumps([[row.number, *row.cells] for row in some], ensure_ascii=False)
            # What is no text at all (half of a surrogate pair) must come back as it was.
            self._blocks.add(zlib.compress(listed.encode("utf-8", "surrogatepass"), _EFFORT))
            self._count += len(some)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[RawRow]:
        for number in range(len(self._blocks)):
            yield from self._unpacked(number)

    @overload
    def __getitem__(self, place: int) -> RawRow: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[RawRow]: ...

    def __getitem__(self, place: int | slice) -> RawRow | Sequence[RawRow]:
        if isinstance(place, slice):
            return kept_rows(map(self.__getitem__, range(*place.indices(self._count))))
        at = range(self._count)[place]
        if self._open[0] != at // _IN_A_PACK:
            self._open = (at // _IN_A_PACK, self._unpacked(at // _IN_A_PACK))
        return self._open[1][at % _IN_A_PACK]

    @property
    def width(self) -> int:
        """As ``ManyRows.width``."""
        return self._width

    def first_said(self, column: int) -> tuple[str, ...]:
        """As ``ManyRows.first_said``."""
        return tuple(self._first[column - 1]) if column <= len(self._first) else ()

    def across(self, column: int) -> list[str]:
        """As ``ManyRows.across``."""
        if self._across is None:
            self._across = self._read_across()
        return self._across[column - 1] if column <= len(self._across) else []

    def _unpacked(self, number: int) -> list[RawRow]:
        listed = json.loads(zlib.decompress(self._blocks[number]).decode("utf-8", "surrogatepass"))
        return [RawRow(first, tuple(cells)) for first, *cells in listed]

    def _note(self, some: list[RawRow]) -> None:
        for place, column in enumerate(_columns(some)):
            if place == self._width:
                self._width += 1
                self._said.append(0)
                self._first.append({})
            said = [text for cell in column if (text := cell.strip())]
            self._said[place] += len(said)
            first = self._first[place]
            if len(first) < _SAMPLES:
                for text in said:
                    first[text] = None
                    if len(first) == _SAMPLES:
                        break

    def _read_across(self) -> list[list[str]]:
        """All columns in one going over."""
        steps = [max(1, said // _ACROSS) for said in self._said]
        # How many more cells that say something are passed over before the next is taken.
        left = [0] * self._width
        found: list[list[str]] = [[] for _ in range(self._width)]
        for number in range(len(self._blocks)):
            for place, column in enumerate(_columns(self._unpacked(number))):
                said = [text for cell in column if (text := cell.strip())]
                taken = said[left[place] :: steps[place]]
                found[place] += taken
                left[place] += len(taken) * steps[place] - len(said)
        return found


def _columns(rows: Iterable[RawRow]) -> Iterable[tuple[str, ...]]:
    return zip_longest(*(row.cells for row in rows), fillvalue="")
