"""Files to tables, and every way a file can be wrong."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    EmptyFileError,
    FileMissingError,
    LockedFileError,
    OversizedFileError,
    UndecodableFileError,
    UnsupportedFileError,
)
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.read import read_tables
from tests.ingest.lists import FIXTURES, book, book_bytes, text_list

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
HEADER = "시설명,주소,전화번호\n"


def written(folder: Path, content: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("cp949", "cp949"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16")],
)
def test_a_text_list_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str, found: str) -> None:
    table = read_tables(text_list(tmp_path, "facilities.csv", encoding))[0]

    assert table.encoding == found
    assert len(table.rows) == 8
    assert table.rows[5].text(6) == "미   르구"


def test_a_line_end_inside_quotes_stays_in_its_cell_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = read_tables(text_list(tmp_path, "facilities.csv"))[0]

    last = table.rows[-1]
    assert last.number == 8
    assert last.text(5) == "푸른 꿈, 나무"
    assert last.text(7) == "해오름로 40\n(물결동, 푸른상가) 2층"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(
        delimiter.join(cells) for cells in [("시설명", "주소, 층"), ("가", "나, 2층"), ("다", "라, 3층")]
    )

    table = read_tables(written(tmp_path, text.encode()))[0]

    assert [len(row.cells) for row in table.rows] == ([3, 3, 3] if delimiter == "," else [2, 2, 2])


def test_a_told_delimiter_is_believed(tmp_path: Path) -> None:
    table = read_tables(written(tmp_path, b"sep=;\r\na;b,c\r\n1;2,3\r\n"))[0]

    assert [row.cells for row in table.rows] == [("a", "b,c"), ("1", "2,3")]
    assert table.rows[0].number == 2


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    table = read_tables(written(tmp_path, f"{HEADER}\n,,\n가,나,다\n".encode()))[0]

    assert [row.number for row in table.rows] == [1, 4]


def test_merged_cells_are_filled_and_known(tmp_path: Path) -> None:
    rows: list[list[object]] = [["구분", None, "기관명"], ["복지", "공공", "가"], [None, "민간", "나"]]

    table = read_tables(book(tmp_path, rows, ["A1:B1", "A2:A3"]))[0]

    assert [row.cells for row in table.rows] == [
        ("구분", "구분", "기관명"),
        ("복지", "공공", "가"),
        ("복지", "민간", "나"),
    ]
    assert table.filled == {(1, 2), (3, 1)}
    assert table.sheet == "목록"


def test_numbers_and_days_of_a_workbook_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    day = datetime(2026, 3, 1)  # noqa: DTZ001 a sheet's days have no zone
    table = read_tables(book(tmp_path, [[35.0, 37.5, day, time(9, 30), True]]))[0]

    assert table.rows[0].cells == ("35", "37.5", "2026-03-01", "09:30", "TRUE")


def test_the_name_of_a_file_is_not_asked_what_it_is(tmp_path: Path) -> None:
    assert read_tables(written(tmp_path, book_bytes([["시설명", "주소"]]), "list.csv"))[0].sheet == "Sheet"
    assert read_tables(written(tmp_path, HEADER.encode(), "list.xlsx"))[0].encoding == "utf-8"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(OLE2 + "WordDocument".encode("utf-16-le") + b"\0\0", "Word", id="doc"),
        pytest.param(b'[{"name": "a"}]', "JSON", id="json"),
        pytest.param(b"<?xml version='1.0'?><list/>", "XML", id="xml"),
        pytest.param(b"0 HEAD\n1 GEDC\n", "GEDCOM", id="gedcom"),
        pytest.param(b"SQLite format 3\x00", "SQLite", id="sqlite"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "picture", id="png"),
    ],
)
def test_a_known_format_that_is_not_read_is_called_by_its_name(
    tmp_path: Path, content: bytes, says: str
) -> None:
    with pytest.raises(UnsupportedFileError, match=says):
        read_tables(written(tmp_path, content))


def test_a_workbook_with_a_password_is_locked(tmp_path: Path) -> None:
    content = OLE2 + "EncryptedPackage".encode("utf-16-le") + b"\0\0"

    with pytest.raises(LockedFileError, match="password"):
        read_tables(written(tmp_path, content))


@pytest.mark.parametrize(
    ("member", "content", "says"),
    [
        ("mimetype", b"application/vnd.oasis.opendocument.text", "OpenDocument"),
        ("xl/workbook.bin", b"", "xlsb"),
        ("ppt/presentation.xml", b"<p/>", "PowerPoint"),
        ("datapackage.json", b"{}", "zip archive"),
        ("list.csv", b"a,b", "zip archive"),
    ],
)
def test_what_is_inside_an_archive_decides_what_it_is(
    tmp_path: Path, member: str, content: bytes, says: str
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, content)

    with pytest.raises(UnsupportedFileError, match=says):
        read_tables(written(tmp_path, buffer.getvalue()))


@pytest.mark.parametrize("content", [b"", b"\n \n", codecs.BOM_UTF8, b"\x00" * 100])
def test_nothing_in_a_file_is_said(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyFileError):
        read_tables(written(tmp_path, content))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match="no such file"):
        read_tables(tmp_path / "none.csv")
    with pytest.raises(FileMissingError, match="folder"):
        read_tables(tmp_path)


def test_text_cut_in_the_middle_of_a_letter_is_damaged_not_other_hangul(tmp_path: Path) -> None:
    whole = (FIXTURES / "facilities.csv").read_text(encoding="utf-8").encode()
    cut = whole[: whole.rindex("푸".encode()) + 2]

    with pytest.raises(DamagedFileError, match="middle of a character"):
        read_tables(written(tmp_path, cut))


def test_a_broken_byte_in_the_middle_names_its_row(tmp_path: Path) -> None:
    content = (FIXTURES / "facilities.csv").read_text(encoding="utf-8").encode()
    broken = content.replace("학대피해아동쉼터".encode(), b"\xff" + "학대피해아동쉼터".encode())

    with pytest.raises(UndecodableFileError) as caught:
        read_tables(written(tmp_path, broken))

    assert caught.value.where.row == 4


@pytest.mark.parametrize("content", [bytes(range(1, 32)) * 50, b"\xff\xfe\xfd" * 9, b"a\x00b,c"])
def test_junk_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadFileError):
        read_tables(written(tmp_path, content))


def test_a_quote_that_never_ends_names_the_row_it_starts_in(tmp_path: Path) -> None:
    with pytest.raises(DamagedFileError) as caught:
        read_tables(written(tmp_path, f'{HEADER}가,나,다\n"라,마,바\n사,아,자\n'.encode()))

    assert caught.value.where.row == 3


def test_a_cut_workbook_is_damaged(tmp_path: Path) -> None:
    whole = book_bytes([["시설명", "주소"]] * 50)

    for share in (0.1, 0.5, 0.9, 0.99):
        with pytest.raises(DamagedFileError):
            read_tables(written(tmp_path, whole[: int(len(whole) * share)]))


def test_one_far_cell_does_not_ask_for_the_whole_sheet(tmp_path: Path) -> None:
    content = rewritten(book_bytes([["시설명"]]), lambda sheet: sheet.replace(b'r="A1"', b'r="XFD1048576"'))

    with pytest.raises(OversizedFileError, match="cells from the first to the last"):
        read_tables(written(tmp_path, content))


def test_an_archive_that_swells_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    content = rewritten(book_bytes([["시설명"]]), lambda sheet: sheet + b" " * 50_000_000)

    with pytest.raises(OversizedFileError, match="times larger"):
        read_tables(written(tmp_path, content))


def test_overlapping_merges_of_a_whole_sheet_are_refused(tmp_path: Path) -> None:
    many = b"<mergeCells>" + b'<mergeCell ref="A1:CV200"/>' * 300 + b"</mergeCells></worksheet>"
    content = rewritten(book_bytes([["가"] * 100] * 200), lambda sheet: sheet.replace(b"</worksheet>", many))

    with pytest.raises(OversizedFileError, match="merged"):
        read_tables(written(tmp_path, content))


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(file_bytes=10), "bytes"),
        (Limits(archive_entries=2), "files in the container"),
        (Limits(cell_chars=3), "letters"),
    ],
)
def test_each_limit_is_named(tmp_path: Path, limits: Limits, what: str) -> None:
    with pytest.raises(OversizedFileError, match=what):
        read_tables(book(tmp_path, [["사회복지관", "주소"]]), limits=limits)


def rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its first sheet changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = old.read(name)
            new.writestr(name, change(member) if name == "xl/worksheets/sheet1.xml" else member)
    return buffer.getvalue()
