"""Files of every format that is read, made here of one list: each reader is held to the same answer."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise

import xlwt

ROWS = (
    ("시설명", "시설종류", "주소", "전화번호"),
    ("가온종합사회복지관", "종합사회복지관", "나래구 해오름로 12", "032-555-0112"),
    ("햇살지역아동센터", "지역아동센터", "나래구 해오름로 31", "032-555-0117"),
    ("미르노인복지관", "노인복지관", "미르구 달빛로 77", "032-555-0119"),
)
Rows = Sequence[Sequence[str]]


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xls(
    rows: Rows = ROWS, *, hidden_row: int | None = None, merge: tuple[int, int, int, int] | None = None
) -> bytes:
    """``merge`` is (first row, last row, first column, last column), from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("목록")
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            is_covered = merge and merge[0] <= number <= merge[1] and merge[2] <= column <= merge[3]
            if merge and (number, column) == (merge[0], merge[2]):
                sheet.write_merge(*merge, cell)
            elif not is_covered:
                sheet.write(number, column, cell)
    if hidden_row is not None:
        sheet.row(hidden_row - 1).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Rows = ROWS) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">'
        "<office:body>"
        f'<office:spreadsheet><table:table table:name="목록">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


Spanned = tuple[int, int, str, int, int]


def spanned(rows: Rows) -> list[Spanned]:
    return [(row, column, text, 1, 1) for row, cells in enumerate(rows) for column, text in enumerate(cells)]


def hwpx(cells: Sequence[Spanned] | None = None, *, manifest: str = "") -> bytes:
    """Cells are (row, column, text, rows spanned, columns spanned)."""
    listed = spanned(ROWS) if cells is None else cells
    rows: dict[int, str] = {}
    for row, column, text, down, across in listed:
        rows[row] = rows.get(row, "") + (
            f"<hp:tc><hp:subList><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hp:subList>"
            f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
            f'<hp:cellSpan colSpan="{across}" rowSpan="{down}"/></hp:tc>'
        )
    table = "".join(f"<hp:tr>{row}</hp:tr>" for row in rows.values())
    section = (
        '<?xml version="1.0" encoding="UTF-8"?><hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"><hp:p><hp:run><hp:t>자원목록</hp:t>'
        f"<hp:tbl>{table}</hp:tbl></hp:run></hp:p></hs:sec>"
    )
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/section0.xml": section,
            "META-INF/manifest.xml": manifest or "<manifest/>",
        }
    )


def docx(cells: Sequence[Spanned] | None = None, *, beside: str = "") -> bytes:
    """Cells as of ``hwpx``, each word in two runs; ``beside`` is a paragraph's XML below the table."""
    listed = spanned(ROWS) if cells is None else cells
    height = max((row + down for row, _, _, down, _ in listed), default=0)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    for row, column, text, down, across in listed:
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        half = len(text) // 2
        runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in (text[:half], text[half:]) if part)
        for below in range(down):
            merge = ("<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>') if down > 1 else ""
            words = "" if below else runs
            cell = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{words}</w:p></w:tc>"
            rows[row + below].append((column, cell))
    table = "".join(f"<w:tr>{''.join(cell for _, cell in sorted(row))}</w:tr>" for row in rows)
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>자원목록</w:t></w:r></w:p><w:tbl>{table}</w:tbl>{beside}</w:body></w:document>"
    )
    kinds = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({"[Content_Types].xml": kinds, "word/document.xml": body})


def hwp(cells: Sequence[Spanned] | None = None, *, properties: int = 1) -> bytes:
    """``properties``: 1 compressed, 2 password, 4 distribution."""
    listed = spanned(ROWS) if cells is None else cells
    records = _record(66, 0, bytes(22)) + _record(71, 1, b" lbt" + bytes(40)) + _record(77, 2, bytes(26))
    for row, column, text, down, across in listed:
        head = struct.pack("<HHI4H", 1, 0, 0, column, row, across, down) + bytes(22)
        # A section's definition stands before the words as a control of eight letters.
        words = (
            struct.pack("<8H", 2, 0x6563, 0x7364, 0, 0, 0, 0, 2)
            + text.encode("utf-16-le")
            + struct.pack("<H", 13)
        )
        records += _record(72, 2, head) + _record(66, 2, bytes(22)) + _record(67, 3, words)
    records += _record(66, 0, bytes(22)) + _record(67, 1, "끝".encode("utf-16-le"))
    packed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = packed.compress(records) + packed.flush() if properties & 1 else records
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, properties) + bytes(216)
    return ole({"FileHeader": header, "BodyText/Section0": body})


def _record(tag: int, level: int, data: bytes) -> bytes:
    if len(data) >= 0xFFF:
        return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(data)) + data
    return struct.pack("<I", tag | level << 10 | len(data) << 20) + data


_FREE, _END, _FAT, _NONE, _SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 512


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, a folder before a slash; each padded beyond the small ones' limit.

    Source: [MS-CFB], compound file binary file format.
    """
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(content: bytes) -> int:
        start = len(sectors)
        count = max(1, -(-len(content) // _SECTOR))
        for each in range(count):
            sectors.append(content[each * _SECTOR : (each + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            fat.append(start + each + 1 if each + 1 < count else _END)
        return start

    folders = sorted({name.partition("/")[0] for name in streams if "/" in name})
    entries: list[tuple[str, int, int, int, int, int]] = []  # name, kind, right, child, start, size
    names = [*folders, *streams]
    for name in names:
        if name in streams:
            body = streams[name].ljust(4096, b"\0")
            entries.append((name.rpartition("/")[2], 2, _NONE, _NONE, put(body), len(body)))
        else:
            child = 1 + names.index(next(each for each in streams if each.startswith(f"{name}/")))
            entries.append((name, 1, _NONE, child, 0, 0))
    # The root's own children hang on one another's right, inside a folder there is one stream.
    top = [index for index, name in enumerate(names) if "/" not in name]
    for here, after in pairwise(top):
        entries[here] = (*entries[here][:2], after + 1, *entries[here][3:])
    root = ("Root Entry", 5, _NONE, top[0] + 1, _END, 0)
    directory = b"".join(map(_entry, [root, *entries]))
    directory_at = put(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat_at = len(sectors)
    fat.append(_FAT)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "one sector of the table is enough for what tests put here"
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<9I", 0, 1, directory_at, 0, 4096, _END, 0, _END, 0) + struct.pack(
        "<109I", fat_at, *[_FREE] * 108
    )
    return header + b"".join(sectors) + table


def _entry(entry: tuple[str, int, int, int, int, int]) -> bytes:
    name, kind, right, child, start, size = entry
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, _NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def html(rows: Rows = ROWS, *, charset: str = "utf-8") -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = f'<head><meta charset="{charset}"></head>'
    page = f"<html>{head}<body><p>자원목록</p><table>{body}</table></body></html>"
    return page.encode("cp949" if charset == "euc-kr" else charset)


def pdf(pages: Sequence[Rows] = (ROWS,), *, is_scan: bool = False) -> bytes:
    """Ruled tables, a page each, in a Korean font that is named and not put in."""
    objects: list[bytes] = [
        b"",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/Batang/Encoding/UniKS-UCS2-H/DescendantFonts[4 0 R]>>",
    ]
    objects.append(
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Batang/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>/FontDescriptor 5 0 R>>"
    )
    objects.append(
        b"<</Type/FontDescriptor/FontName/Batang/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120>>"
    )
    kids = []
    for rows in pages:
        drawn = b"" if is_scan else _ruled(rows)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, at)


def _ruled(rows: Rows) -> bytes:
    width, height, left, top = 190, 24, 30, 560
    parts = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            x, y = left + column * width, top - (row + 1) * height
            parts.append(b"%d %d %d %d re S" % (x, y, width, height))
            parts.append(
                b"BT /F1 9 Tf %d %d Td <%s> Tj ET" % (x + 4, y + 8, cell.encode("utf-16-be").hex().encode())
            )
    return b"\n".join(parts)


def hsds_page(*, without_organization: int = 0) -> bytes:
    """An answer of the standard's API: services with their organisation and location."""
    contents = []
    for number, (name, kind, address, phone) in enumerate(ROWS[1:]):
        service: dict[str, object] = {
            "id": f"s{number}",
            "name": kind,
            "status": "active",
            "minimum_age": 9,
            "phones": [{"number": phone}],
            "organization": {"id": f"o{number}", "name": name},
            "schedules": [{"byday": "MO,WE", "opens_at": "09:00", "closes_at": "17:00"}],
            "service_at_locations": [
                {"location": {"id": f"l{number}", "addresses": [{"address_1": address}]}}
            ],
        }
        if number < without_organization:
            service["organization"] = None
        contents.append(service)
    return json.dumps({"total_items": 9, "contents": contents}, ensure_ascii=False).encode()


def hsds_package(*, is_early: bool = False) -> dict[str, bytes | str]:
    """The tables of a package, of version 1.1 or 3; an orphan service and an organisation without service."""
    organizations = (
        "id,name,url\n" + "".join(f"o{n},{row[0]},\n" for n, row in enumerate(ROWS[1:])) + "o9,두레협의회,\n"
    )
    services = "id,organization_id,name,status\n"
    services += (
        "".join(f"s{n},o{n},{row[1]},active\n" for n, row in enumerate(ROWS[1:]))
        + "s9,o77,누구의 것도 아닌 서비스,active\n"
    )
    links = "id,service_id,location_id\n" + "".join(f"k{n},s{n},l{n}\n" for n in range(3)) + "k9,s0,l1\n"
    addresses = "id,location_id,address_1\n" + "".join(
        f"a{n},l{n},{row[2]}\n" for n, row in enumerate(ROWS[1:])
    )
    return {
        "datapackage.json": "{}",
        "organizations.csv": organizations,
        "services.csv": services,
        "locations.csv": "id,organization_id,name\n" + "".join(f"l{n},o{n},곳{n}\n" for n in range(3)),
        ("services_at_location.csv" if is_early else "service_at_location.csv"): links,
        ("physical_addresses.csv" if is_early else "addresses.csv"): addresses,
        "phones.csv": "id,service_id,number\n"
        + "".join(f"p{n},s{n},{row[3]}\n" for n, row in enumerate(ROWS[1:])),
    }


def family() -> bytes:
    """A family file of three generations."""
    people = [("P1", "M", "1948"), ("P2", "F", "1950"), ("P3", "M", "3 MAY 1975"), ("P4", "F", "ABT 1977")]
    lines = ["0 HEAD", "1 GEDC", "2 VERS 5.5.1", "1 CHAR UTF-8"]
    for key, sex, born in [*people, ("P5", "F", "2004")]:
        lines += [f"0 @{key}@ INDI", f"1 NAME {key} /김/", f"1 SEX {sex}", "1 BIRT", f"2 DATE {born}"]
        lines += ["1 NOTE 여기는", "2 CONT 읽지 않는다"]
    for number, (one, other, child) in enumerate([("P1", "P2", "P3"), ("P3", "P4", "P5")]):
        lines += [f"0 @F{number}@ FAM", f"1 HUSB @{one}@", f"1 WIFE @{other}@", f"1 CHIL @{child}@"]
        lines += ["1 MARR", "2 DATE 1 APR 1973", "1 DIV", "2 DATE 2001"]
    return "\n".join([*lines, "0 TRLR", ""]).encode()


def answer(rows: Rows = ROWS) -> bytes:
    """An answer of an open-data portal in XML."""
    heads, *rest = rows
    items = "".join(
        "<item>"
        + "".join(f"<{head}>{cell}</{head}>" for head, cell in zip(heads, row, strict=True))
        + "</item>"
        for row in rest
    )
    header = "<header><resultCode>00</resultCode></header>"
    return f"<?xml version='1.0'?><response>{header}<body><items>{items}</items></body></response>".encode()


def icarol_page() -> bytes:
    """An answer of iCarol: agencies and programs that point to each other."""
    items: list[dict[str, object]] = []
    for number, (name, kind, address, phone) in enumerate(ROWS[1:]):
        place = {"contact": {"type": "PhysicalLocation", "line1": address}, "isConfidential": False}
        call = {"contact": {"type": "PhoneNumber", "number": phone}, "isConfidential": False}
        for of, key, own, other in (("Agency", number, name, "Program"), ("Program", number, kind, "Agency")):
            items.append(
                {
                    "id": key,
                    "type": of,
                    "names": [{"value": own, "purpose": "Primary"}],
                    "related": [{"type": other, "id": number, "name": ""}],
                    "contactDetails": [place, call],
                    "hours": {"days": [{"dayOfWeek": "Mon", "opens": "9", "closes": "5 pm"}]},
                }
            )
    return json.dumps(items, ensure_ascii=False).encode()
