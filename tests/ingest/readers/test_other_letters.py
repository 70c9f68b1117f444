"""Files in the letters and wrappings of offices: XML in EUC-KR, UTF-16, JSON by the line, HWPML."""

from __future__ import annotations

import io
import json

import pytest

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    PersonNumberError,
    UnsupportedFileError,
    Where,
)
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.readers.parse import parse_tables
from resnet.ingest.readers.table import RawTable
from tests.ingest import formats
from tests.ingest.lists import registration_number

ROWS = [("시설명", "전화번호"), ("가온복지관", "032-555-0101"), ("다솜복지관", "032-555-0102")]
TEXT = "\r\n".join("\t".join(row) for row in ROWS)
NUMBER = registration_number("850312", "2")


def read(content: bytes) -> RawTable:
    ((table, rows),) = parse_tables(io.BytesIO(content), Where("list"), DEFAULT_LIMITS)
    return table.with_rows(rows)


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in read(content).rows]


@pytest.mark.parametrize("letters", ["euc-kr", "utf-8", "utf-16"])
def test_an_answer_in_xml_is_read_in_the_letters_it_is_in(letters: str) -> None:
    items = "".join(f"<item><a>{name}</a><b>{phone}</b></item>" for name, phone in ROWS[1:])
    said = f"<?xml version='1.0' encoding='{letters}'?><response><items>{items}</items></response>"

    assert cells(said.encode(letters))[1:] == ROWS[1:]


@pytest.mark.parametrize("letters", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf16_without_its_mark_is_read(letters: str) -> None:
    assert cells(TEXT.encode(letters)) == ROWS


def test_bytes_that_are_no_text_are_still_refused() -> None:
    with pytest.raises(DamagedFileError):
        read(b"\x00\x01\x02\x03" * 200)


def test_records_that_stand_a_line_each_are_a_list_and_a_broken_line_is_named() -> None:
    lines = [json.dumps(dict(zip(ROWS[0], row, strict=True)), ensure_ascii=False) for row in ROWS[1:]]

    assert cells("\n".join(lines).encode()) == ROWS
    with pytest.raises(DamagedFileError) as caught:
        read("\n".join([lines[0], lines[1][:-3]]).encode())
    assert caught.value.where.row == 2


def hml(rows: formats.Rows, beside: str = "") -> bytes:
    told = "".join(
        "<ROW>"
        + "".join(
            f'<CELL ColAddr="{column}" RowAddr="{number}" ColSpan="1" RowSpan="1"><PARALIST><P><TEXT>'
            f"<CHAR>{cell}</CHAR><FOOTNOTE><PARALIST><P><TEXT><CHAR>각주</CHAR></TEXT></P></PARALIST>"
            "</FOOTNOTE></TEXT></P></PARALIST></CELL>"
            for column, cell in enumerate(row)
        )
        + "</ROW>"
        for number, row in enumerate(rows)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><HWPML><BODY><SECTION><P><TEXT><CHAR>{beside}</CHAR>'
        f"<TABLE>{told}</TABLE></TEXT></P></SECTION></BODY></HWPML>"
    ).encode()


def test_tables_of_a_document_saved_as_xml_are_read_without_their_footnotes() -> None:
    assert cells(hml(ROWS)) == ROWS


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (hml(ROWS, NUMBER), PersonNumberError),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n", UnsupportedFileError),
    ],
    ids=["a number beside the table", "contacts"],
)
def test_what_is_no_list_is_refused_by_its_own_name(content: bytes, error: type[BadFileError]) -> None:
    with pytest.raises(error):
        read(content)


def test_a_footnote_of_a_hangul_document_is_no_part_of_a_name() -> None:
    words = "<hp:p><hp:run><hp:t>신규</hp:t></hp:run></hp:p>"
    note = f"<hp:ctrl><hp:footNote><hp:subList>{words}</hp:subList></hp:footNote></hp:ctrl>"
    spanned = [
        (row, column, text.replace("가온복지관", f"가온복지관</hp:t>{note}<hp:t>"), 1, 1)
        for row, column, text, _, _ in formats.spanned(ROWS)
    ]

    assert cells(formats.hwpx(spanned)) == ROWS
