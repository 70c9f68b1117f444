"""How much a file may ask of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resnet.ingest.bad_file import OversizedFileError, Where


@dataclass(frozen=True, slots=True)
class Limits:
    """Far above every real list met (the largest: 22,000 rows, 900 kB), far below what hurts.

    ``cell_chars`` and ``rows`` are the spreadsheet's own limits. ``unpacked_ratio`` is unpacked to packed
    size: a sheet of one repeated word reaches about 100, a zip bomb 1,000. ``cells`` bounds the smallest
    rectangle around a sheet's cells, since one cell in the last corner asks for the whole of it.
    ``memory_mb`` and ``cpu_s`` are what the process that parses a file may use for it. Delimited text is read
    row by row and never held as a whole, so it may have ``text_bytes``, and ``cpu_s`` for each ``file_bytes``
    of it that are begun.
    """

    file_bytes: int = 64 * 1024 * 1024
    text_bytes: int = 512 * 1024 * 1024
    archive_entries: int = 2_000
    unpacked_bytes: int = 512 * 1024 * 1024
    unpacked_ratio: int = 250
    sheets: int = 200
    rows: int = 1_048_576
    cells: int = 4_000_000
    cell_chars: int = 32_767
    pages: int = 300
    memory_mb: int = 512
    cpu_s: int = 10


DEFAULT_LIMITS = Limits()


def refuse_above(where: Where, what: str, found: int, limit: int) -> None:
    """Returns when no more is found than the limit of that name.

    Raises:
        OversizedFileError: If it is more.
    """
    if found > limit:
        raise OversizedFileError(where, what, found, limit)


def refuse_long_cells(where: Where, number: int, cells: Iterable[str], limits: Limits) -> None:
    """Returns when each cell of the row with that number is short enough.

    Raises:
        OversizedFileError: If one is not; it says which.
    """
    for column, cell in enumerate(cells, start=1):
        # Asked before the place is made: four million cells are many places.
        if len(cell) > limits.cell_chars:
            here = Where(where.file, where.sheet, number, column)
            raise OversizedFileError(here, "letters", len(cell), limits.cell_chars)
