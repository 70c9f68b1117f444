"""A registration number stops a file also where no cell holds it, and nothing else does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from resnet.ingest.bad_file import PersonNumberError
from resnet.ingest.readers.read import read_tables
from resnet.messages import say_error
from tests.ingest import formats
from tests.ingest.lists import registration_number

NUMBER = registration_number("850312", "2")
SAID = f"{NUMBER[:6]}-{NUMBER[6:]}"
Change = Callable[[Workbook, Worksheet], None]


def workbook(change: Change) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in formats.ROWS:
        sheet.append(list(row))
    change(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_member(content: bytes, name: str, inside: str) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, inside)
    return buffer.getvalue()


def _property(book: Workbook, _: Worksheet) -> None:
    book.properties.description = f"작성 {SAID}"


def _header(_: Workbook, sheet: Worksheet) -> None:
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = f"출력 {SAID}"


def _choice(_: Workbook, sheet: Worksheet) -> None:
    choice = DataValidation(type="list", formula1=f'"{SAID},나"')
    choice.add("E2")
    sheet.add_data_validation(choice)


def _formula(_: Workbook, sheet: Worksheet) -> None:
    sheet["E2"] = f'="{SAID}"'


def _nothing(_: Workbook, sheet: Worksheet) -> None:
    sheet["E2"] = "=1+1"


TEXT_BOX = f"<xdr><a:t>{SAID}</a:t></xdr>"
FILES: dict[str, tuple[str, bytes]] = {
    "property": ("a.xlsx", workbook(_property)),
    "printed header": ("a.xlsx", workbook(_header)),
    "choice": ("a.xlsx", workbook(_choice)),
    "formula": ("a.xlsx", workbook(_formula)),
    "text box": ("a.xlsx", with_member(workbook(_nothing), "xl/drawings/drawing1.xml", TEXT_BOX)),
    "ods property": ("a.ods", with_member(formats.ods(), "meta.xml", f"<m><t>{SAID}</t></m>")),
    "hwpx text": ("a.hwpx", with_member(formats.hwpx(), "Contents/section1.xml", f"<p><t>{SAID}</t></p>")),
    "docx text": (
        "a.docx",
        formats.docx(
            beside=f"<w:p><w:r><w:t>{SAID[:5]}</w:t></w:r><w:proofErr/><w:r><w:t>{SAID[5:]}</w:t></w:r></w:p>"
        ),
    ),
    "docx taken out": (
        "a.docx",
        formats.docx(beside=f"<w:p><w:del><w:r><w:delText>{SAID}</w:delText></w:r></w:del></w:p>"),
    ),
    "html text": ("a.html", formats.html(formats.ROWS) + f"<p>{SAID}</p>".encode()),
    "html comment": ("a.html", formats.html(formats.ROWS) + f"<!-- {SAID} -->".encode()),
}


@pytest.mark.parametrize("of", FILES)
def test_a_number_beside_the_cells_stops_the_file(tmp_path: Path, of: str) -> None:
    name, content = FILES[of]
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(PersonNumberError) as caught:
        read_tables(path)

    assert caught.value.variant == "beside-cells"
    for words in (str(caught.value), say_error(caught.value, "ko")):
        assert NUMBER[:6] not in words
        assert NUMBER[6:] not in words


def test_a_workbook_without_one_is_read_and_cells_that_follow_each_other_are_no_number(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"

    def in_two_cells(_: Workbook, sheet: Worksheet) -> None:
        sheet["E2"], sheet["F2"], sheet["G2"] = NUMBER[:6], "가", NUMBER[6:]

    path.write_bytes(workbook(in_two_cells))

    assert [len(table.rows) for table in read_tables(path)] == [len(formats.ROWS)]
