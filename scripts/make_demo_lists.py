"""Makes the demo district's lists in the forms that real ones come in, from the readable sources beside them.

    python scripts/make_demo_lists.py          # writes data/demo/lists

cp949 text and a spreadsheet with merged cells cannot be read in a review; their sources in
data/demo/sources can. The same sources give the same bytes: nothing of the day or the machine goes in.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

DEMO = Path(__file__).resolve().parent.parent / "data" / "demo"
SOURCES = DEMO / "sources"
LISTS = DEMO / "lists"

# As the portals' exports come: Windows text, Windows line ends.
CP949 = {
    "welfare_facilities_20250131.csv": "hangyeol_welfare_facilities_20250131.csv",
    "welfare_facilities_20260131.csv": "hangyeol_welfare_facilities_20260131.csv",
    "free_meals_20261001.csv": "hangyeol_free_meals_20261001.csv",
}
RESOURCES = ("resource_list_20251231.csv", "hangyeol_resource_list_20251231.xlsx")

TITLE = "2026년 한결시 통합사례관리 자원목록"
AS_OF = "(2025. 12. 31. 기준, 한결시 통합사례관리팀)"
NOTES = (
    "※ 협력내용은 기관이 말한 그대로 적은 것이며, 이용 자격과 빈자리는 의뢰 전에 전화로 확인한다.",
    "※ 비공식자원은 도움을 주는 이웃이다. 부담이 되지 않는지 먼저 묻는다.",
)
# The second row of the header stands only under these two; over them is one merged cell.
_OVER, _UNDER = "자원 내용", ("협력내용", "특이사항")
_COLUMNS = "ABCDEFGH"
_FIRST_ROW = 6

_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData>"
    '<mergeCells count="{count}">{merges}</mergeCells></worksheet>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{_HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATIONS}"><sheets><sheet name="자원목록" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def make_lists() -> dict[str, bytes]:
    """File name to content, of every list that is made from a source."""
    made = {name: cp949_of(SOURCES / source) for source, name in CP949.items()}
    source, name = RESOURCES
    return made | {name: xlsx_of(SOURCES / source)}


def cp949_of(source: Path) -> bytes:
    """The CSV text as Windows exports it."""
    return source.read_text(encoding="utf-8").replace("\n", "\r\n").encode("cp949")


def xlsx_of(source: Path) -> bytes:
    """The resource list as a workbook: title, header of two rows, kinds merged downwards, notes below."""
    header, *rows = csv.reader(io.StringIO(source.read_text(encoding="utf-8")))
    cells = {"A1": TITLE, "A2": AS_OF} | dict(_header_cells(header))
    for number, row in enumerate(rows, _FIRST_ROW):
        cells |= {f"{column}{number}": text for column, text in zip(_COLUMNS, row, strict=True) if text}
    merges = ["A1:H1", "A2:H2", *_header_merges(header)]
    for column, key in (("A", lambda row: row[0]), ("B", lambda row: tuple(row[:2]))):
        for first, last in _runs([key(row) for row in rows]):
            top, bottom = first + _FIRST_ROW, last + _FIRST_ROW
            # A merged cell keeps its value in its first cell only.
            for number in range(top + 1, bottom + 1):
                cells.pop(f"{column}{number}", None)
            if bottom > top:
                merges.append(f"{column}{top}:{column}{bottom}")
    for number, note in enumerate(NOTES, _FIRST_ROW + len(rows) + 1):
        cells[f"A{number}"] = note
        merges.append(f"A{number}:H{number}")
    return _workbook(cells, merges)


def _header_cells(header: list[str]) -> Iterator[tuple[str, str]]:
    for column, text in zip(_COLUMNS, header, strict=True):
        if text in _UNDER:
            yield f"{column}5", text
        elif text != header[1]:
            # The first header cell spans both columns: real lists write "구분" over kind and sector.
            yield f"{column}4", text
    yield f"{_COLUMNS[header.index(_UNDER[0])]}4", _OVER


def _header_merges(header: list[str]) -> Iterator[str]:
    yield "A4:B5"
    for column, text in list(zip(_COLUMNS, header, strict=True))[2:]:
        if text not in _UNDER:
            yield f"{column}4:{column}5"
    first, last = (_COLUMNS[header.index(text)] for text in _UNDER)
    yield f"{first}4:{last}4"


def _runs(values: list[object]) -> Iterator[tuple[int, int]]:
    """First and last index of each run of equal values."""
    start = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[start]:
            yield start, index - 1
            start = index


def _workbook(cells: dict[str, str], merges: list[str]) -> bytes:
    numbers = sorted({int(place[1:]) for place in cells})
    rows = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{column}{number}", cells) for column in _COLUMNS if f"{column}{number}" in cells)
        + "</row>"
        for number in numbers
    )
    merged = "".join(f'<mergeCell ref="{place}"/>' for place in merges)
    sheet = _SHEET.format(rows=rows, count=len(merges), merges=merged)
    content = io.BytesIO()
    # Stored, not deflated, and without a date: two versions of zlib pack the same text differently.
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, text in (_PARTS | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode())
    return content.getvalue()


def _cell(place: str, cells: dict[str, str]) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cells[place])}</t></is></c>'


def main() -> None:
    """Writes the lists."""
    LISTS.mkdir(parents=True, exist_ok=True)
    for name, content in make_lists().items():
        (LISTS / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main()
