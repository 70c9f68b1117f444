"""How much a file may ask of this machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Far above every real list met (the largest: 22,000 rows, 900 kB), far below what hurts.

    ``cell_chars`` and ``rows`` are the spreadsheet's own limits. ``unpacked_ratio`` is unpacked to packed
    size: a sheet of one repeated word reaches about 100, a zip bomb 1,000. ``cells`` bounds the smallest
    rectangle around a sheet's cells, since one cell in the last corner asks for the whole of it.
    ``memory_mb`` and ``cpu_s`` are what the process that parses a file may use for it.
    """

    file_bytes: int = 64 * 1024 * 1024
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
