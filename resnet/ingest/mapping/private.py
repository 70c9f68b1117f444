"""Cells of which a list itself says that nobody may be told."""

from __future__ import annotations

from dataclasses import replace

from resnet.ingest.mapping.shape import Shape
from resnet.ingest.mapping.synonym import header_key
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawRow

_FLAG = "isprivate"
_YES = frozenset({"yes", "y", "true", "1", "예"})


def without_private(shape: Shape) -> Shape:
    """The list without what its columns …IsPrivate mark, row by row: kept nowhere, as if it were not said.

    ``PhysicalAddressIsPrivate`` speaks of all columns that begin with ``Physical``, ``Phone1IsPrivate`` of
    those that begin with ``Phone1``.
    """
    keys = [header_key(head) for head in shape.heads]
    flags = {
        number: key.removesuffix(_FLAG).removesuffix("address")
        for number, key in enumerate(keys, start=1)
        if key.endswith(_FLAG) and key.removesuffix(_FLAG)
    }
    if not flags:
        return shape
    spoken_of = {
        flag: frozenset(
            number for number, key in enumerate(keys, start=1) if key.startswith(word or "address")
        )
        for flag, word in flags.items()
    }

    def seen(row: RawRow) -> RawRow:
        private = {
            number
            for flag, numbers in spoken_of.items()
            if row.text(flag).strip().lower() in _YES
            for number in numbers
            if number not in flags
        }
        cells = ("" if n in private else cell for n, cell in enumerate(row.cells, start=1))
        return replace(row, cells=tuple(cells)) if private else row

    return replace(shape, body=kept_rows(map(seen, shape.body)))
