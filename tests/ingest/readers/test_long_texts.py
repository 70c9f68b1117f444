"""A text that is longer than there is room is read row by row, and says what a short one says."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from resnet.errors import StoreFullError
from resnet.ingest.bad_file import DamagedFileError, OversizedFileError, UndecodableFileError
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.readers.long_rows import FEW, LongRows, kept_rows
from resnet.ingest.readers.read import read_tables
from resnet.ingest.readers.table import RawRow, RawTable, text_of
from resnet.ingest.sealed_blocks import SealedBlocks
from tests.ingest.lists import text_list

# More than one of the blocks in which a file is gone through.
LINES = [
    "시설명,소재지,전화번호",
    *(f"나루{number}센터,물결로 {number},032-000-0000" for number in range(24_000)),
]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def test_more_rows_than_are_held_in_memory_are_read_in_their_order(tmp_path: Path) -> None:
    (table,) = read_tables(written(tmp_path, "\r\n".join(LINES).encode("cp949")))

    assert (table.encoding, len(table.rows), table.width) == ("cp949", len(LINES), 3)
    assert len(table.rows) > FEW
    assert ([",".join(row.cells) for row in table.rows], table.rows[-1].number) == (LINES, len(LINES))


def test_a_bad_byte_far_into_a_long_text_is_named_by_its_row(tmp_path: Path) -> None:
    lines = [line.encode() for line in LINES]
    bad = [*lines[:23_000], b"\xff\xfe\xff" + lines[23_000], *lines[23_001:]]

    with pytest.raises(UndecodableFileError) as caught:
        read_tables(written(tmp_path, b"\n".join(bad)))
    with pytest.raises(DamagedFileError, match="row 23002"):
        read_tables(written(tmp_path, b"\n".join([*lines[:23_000], b"", b"\0", *lines[23_000:]])))

    assert caught.value.where.row == 23_001


def test_what_cannot_be_seen_in_a_cell_is_left_out_wherever_it_stands(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "물결")
    cells = ("가\u200b온", "나루\u00ad", "\x1f둘", apart, "한\u3000칸", "끝")

    (table,) = read_tables(written(tmp_path, "\n".join([*LINES[:20], ",".join(cells)]).encode()))

    assert table.rows[20].cells == tuple(map(text_of, cells))
    assert table.rows[20].cells == ("가온", "나루", "둘", "물결", "한\u3000칸", "끝")


def test_a_refusal_behind_thousands_of_rows_leaves_nothing_of_them_for_the_next_file(tmp_path: Path) -> None:
    whole = written(tmp_path, "\n".join([*LINES, '"never closed']).encode())
    with pytest.raises(DamagedFileError, match="quot"):
        read_tables(whole)

    assert len(read_tables(text_list(tmp_path, "facilities.csv"))[0].rows) == 8


def test_a_text_may_be_longer_than_other_files_and_has_its_own_limit(tmp_path: Path) -> None:
    path = text_list(tmp_path, "facilities.csv")

    assert read_tables(path, limits=replace(DEFAULT_LIMITS, file_bytes=400))[0].rows
    with pytest.raises(OversizedFileError, match="bytes"):
        read_tables(path, limits=replace(DEFAULT_LIMITS, file_bytes=10, text_bytes=10))


def test_a_list_is_understood_alike_in_memory_and_outside_of_it(tmp_path: Path) -> None:
    (table,) = read_tables(text_list(tmp_path, "facilities.csv"))
    # Three times over, the last time with a column more that is often blank.
    wide = tuple(
        RawRow(
            row.number + 10 * time, (*row.cells, "비고" if row.number % 2 else "") if time == 2 else row.cells
        )
        for time in range(3)
        for row in table.rows[1 if time else 0 :]
    )
    inside, outside = table.with_rows(wide), table.with_rows(LongRows(wide))

    assert outside.width == inside.width == len(wide[-1].cells)
    assert _understood(outside) == _understood(inside)


def _understood(table: RawTable) -> tuple[object, ...]:
    found = find_mapping(table)
    return found.columns, found.dropped, found.shape.heads, tuple(found.rows), found.subject


def test_cells_across_a_column_are_the_same_ones_in_memory_and_outside_of_it() -> None:
    rows = tuple(
        RawRow(number, (str(number), f" {number} " if number % 7 == 0 else "", *["끝"] * (number > 900)))
        for number in range(1, 1001)
    )
    many = LongRows(rows)

    for column in range(1, 5):
        said = [text for row in rows if (text := row.text(column).strip())]
        assert many.across(column) == said[:: max(1, len(said) // 40)]
        assert many.first_said(column) == tuple(dict.fromkeys(said))[:3]
    assert kept_rows(iter(rows)) == rows


def test_what_lies_on_the_disk_cannot_be_read_there() -> None:
    blocks = SealedBlocks()
    said = "홍길동 010-0000-0000".encode() * 20
    blocks.add(said)
    blocks.add(b"")

    lies_there = os.pread(blocks._file, 10_000, 0)

    assert len(lies_there) > len(said)
    assert "길동".encode() not in lies_there
    assert [blocks[0], blocks[1], len(blocks)] == [said, b"", 2]


def test_a_full_disk_is_said_with_the_folder() -> None:
    blocks = SealedBlocks()
    # A device that is always full.
    full = os.open("/dev/full", os.O_RDWR)
    os.dup2(full, blocks._file)
    os.close(full)

    with pytest.raises(StoreFullError, match="tmp"):
        blocks.add(b"a row")
