"""Texts by row, in little more than their bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.ingest.resolve.sites import Rows, places_of_runs

_HALF: Final = 2
_ROWS_AT_ONCE: Final = 20_000
_ID_BYTES: Final = 16
# Where a UUID has its hyphens, and where its digits.
_HYPHENS: Final = (8, 13, 18, 23)
_DIGITS: Final = tuple(place for place in range(36) if place not in _HYPHENS)
_NO_DIGIT: Final = 255
_VALUES: Final = np.full(128, _NO_DIGIT, dtype=np.uint8)
_VALUES[[*b"0123456789abcdef"]] = range(16)


class Texts:
    """Short texts: two bytes a letter, since nearly all are Korean, and four each."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._letters = bytearray()
        self._ends = array("I", [0])
        # Whether every letter has its two bytes: some rare Chinese ones have four.
        self._is_even = True
        self.add(texts)

    def add(self, texts: Iterable[str]) -> None:
        """More of them."""
        listed = list(texts)
        lengths = np.fromiter(map(len, listed), dtype=np.int64, count=len(listed)) * _HALF
        letters = _letters("".join(listed))
        if len(letters) != lengths.sum():
            self._is_even = False
            lengths = np.fromiter((len(_letters(each)) for each in listed), np.int64, len(listed))
        self._ends.frombytes((len(self._letters) + np.cumsum(lengths)).astype(np.uint32).tobytes())
        self._letters += letters

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, row: int) -> str:
        return self._letters[self._ends[row] : self._ends[row + 1]].decode("utf-16-le", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def lengths(self) -> NDArray[np.int32]:
        """How many letters each has."""
        if self._is_even:
            return (np.diff(np.frombuffer(self._ends, dtype=np.uint32)) // _HALF).astype(np.int32)
        return np.fromiter(map(len, self), dtype=np.int32, count=len(self))

    def put_in_order(self, order: Rows) -> None:
        """Row ``i`` is from now on what row ``order[i]`` was."""
        letters = np.frombuffer(self._letters, dtype=np.uint16)
        ends = np.frombuffer(self._ends, dtype=np.uint32)
        found, found_ends = bytearray(), array("I", [0])
        for begin in range(0, len(order), _ROWS_AT_ONCE):
            rows = order[begin : begin + _ROWS_AT_ONCE]
            first = ends[rows].astype(np.int64) // _HALF
            counts = ends[rows + 1].astype(np.int64) // _HALF - first
            found_ends.frombytes((np.cumsum(counts) * _HALF + len(found)).astype(np.uint32).tobytes())
            found += letters[places_of_runs(first, counts)].tobytes()
        self._letters, self._ends = found, found_ends


class Keys:
    """Ids of one kind: sixteen bytes of each, as a store makes them; those of another form as they are."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        self._kind = ""
        self._others: dict[int, str] = {}
        self.add(ids)

    def add(self, ids: Iterable[str]) -> None:
        """More of them."""
        asked = list(ids)
        if not asked:
            return
        self._kind = self._kind or f"{asked[0].partition(':')[0]}:"
        packed = _packed(asked, self._kind)
        if packed is None:
            begin = len(self)
            self._others.update(enumerate(asked, start=begin))
            packed = bytes(_ID_BYTES * len(asked))
        self._bytes += packed

    def __len__(self) -> int:
        return len(self._bytes) // _ID_BYTES

    def __getitem__(self, row: int) -> str:
        if row in self._others:
            return self._others[row]
        digits = self._bytes[row * _ID_BYTES : (row + 1) * _ID_BYTES].hex()
        return f"{self._kind}{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def put_in_order(self, order: Rows) -> None:
        """Row ``i`` is from now on what row ``order[i]`` was."""
        self._bytes = bytearray(np.frombuffer(self._bytes, dtype=f"V{_ID_BYTES}")[order].tobytes())
        others = self._others
        if others:
            self._others = {
                row: others[before] for row, before in enumerate(order.tolist()) if before in others
            }


def _letters(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _packed(ids: list[str], kind: str) -> bytes | None:
    """The UUIDs behind the kind, one after the other; None where one of the ids is of another form."""
    width, joined = len(kind) + len(_HYPHENS) + len(_DIGITS), "".join(ids)
    if set(map(len, ids)) != {width} or not joined.isascii():
        return None
    letters = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, width)
    head, text = letters[:, : len(kind)], letters[:, len(kind) :]
    values = _VALUES[text[:, _DIGITS]]
    is_made = (head == [*kind.encode()]).all() and (text[:, _HYPHENS] == ord("-")).all()
    if not is_made or (values == _NO_DIGIT).any():
        return None
    return (values[:, ::2] << 4 | values[:, 1::2]).tobytes()
