"""Lists authored for these tests: text fixtures in the encodings real ones come in, workbooks as built."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from resnet.ingest.readers.table import RawRow, RawTable

FIXTURES = Path(__file__).parent / "fixtures"
REAL = Path(__file__).parents[3] / "shared" / "data" / "kr"
NO_REAL = f"the real lists are not here: {REAL}"


def text_list(folder: Path, name: str, encoding: str = "cp949") -> Path:
    """The fixture ``name`` as a file in ``encoding``."""
    path = folder / name
    path.write_bytes((FIXTURES / name).read_text(encoding="utf-8").encode(encoding))
    return path


def book(
    folder: Path,
    rows: Sequence[Sequence[object]],
    merges: Iterable[str] = (),
    name: str = "list.xlsx",
    sheet: str = "목록",
) -> Path:
    """A workbook of one sheet with these rows and merged ranges."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for merge in merges:
        page.merge_cells(merge)
    path = folder / name
    workbook.save(path)
    return path


def plain_table(
    rows: Sequence[Sequence[str]], filled: Iterable[tuple[int, int]] = (), sheet: str | None = None
) -> RawTable:
    """The rows as a reader gives them, blank ones left out; ``filled`` are places of merged ranges."""
    kept = tuple(RawRow(number, tuple(row)) for number, row in enumerate(rows, start=1) if any(row))
    return RawTable("list.xlsx", sheet, None, kept, frozenset(filled))


def book_bytes(rows: Sequence[Sequence[object]]) -> bytes:
    """The bytes of a workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def registration_number(front: str, seventh: str) -> str:
    """A number with a valid checksum, put together here so that none stands in any file."""
    digits = front + seventh + "00000"
    rest = sum(
        int(digit) * weight
        for digit, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)
    )
    last = (11 - rest % 11) % 10
    if seventh >= "5":
        last = (last + 2) % 10
    return digits + str(last)
