"""An agency's template as its word processor writes it, small: fields, a table with named cells, marks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" '
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core"'
)
LINES = (
    '<hp:linesegarray><hp:lineseg textpos="0" vertpos="0" vertsize="1000" textheight="1000" baseline="850" '
    'spacing="600" horzpos="0" horzsize="37880" flags="393216"/></hp:linesegarray>'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ITEM = '<opf:item id="{id}" href="{href}" media-type="{media}"{more}/>'


def paragraph(*runs: str, lines: str = LINES) -> str:
    """A paragraph of runs, with the lines that the word processor broke it into."""
    return f'<hp:p id="0" paraPrIDRef="0" styleIDRef="0">{"".join(runs)}{lines}</hp:p>'


def run(text: str, look: int = 0) -> str:
    """A run of one text."""
    return f'<hp:run charPrIDRef="{look}"><hp:t>{text}</hp:t></hp:run>'


def click_here(name: str, prompt: str = "여기를 누르고 입력하세요", key: int = 1) -> str:
    """A click-here field (누름틀) with its prompt in a look of its own."""
    return (
        f'<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin id="{key}" type="CLICK_HERE" name="{name}" '
        f'editable="1" dirty="0" zorder="-1" fieldid="627272811"><hp:parameters cnt="1" name="">'
        f'<hp:stringParam name="Direction">{prompt}</hp:stringParam></hp:parameters></hp:fieldBegin>'
        f"</hp:ctrl></hp:run>{run(prompt, 7) if prompt else ''}"
        f'<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldEnd beginIDRef="{key}" fieldid="627272811"/></hp:ctrl>'
        f"<hp:t/></hp:run>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A run that holds a table; a cell is its paragraphs, after ``name|`` where it is a named one."""
    made = []
    for down, row in enumerate(rows):
        cells = []
        for across, cell in enumerate(row):
            name, _, inner = cell.rpartition("|")
            cells.append(
                f'<hp:tc name="{name}" header="0" dirty="0" borderFillIDRef="3"><hp:subList id="">{inner}'
                f'</hp:subList><hp:cellAddr colAddr="{across}" rowAddr="{down}"/>'
                '<hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>'
            )
        made.append(f"<hp:tr>{''.join(cells)}</hp:tr>")
    return f'<hp:run charPrIDRef="0"><hp:tbl id="1">{"".join(made)}</hp:tbl></hp:run>'


def section(*paragraphs: str) -> str:
    """A part of the body."""
    return f"{HEAD}<hs:sec {NAMESPACES}>{''.join(paragraphs)}</hs:sec>"


def template(
    body: str | bytes, *, more: Mapping[str, str | bytes] | None = None, items: str = "", scripts: str = ""
) -> bytes:
    """The whole file; ``more`` are further parts, or others in place of its own."""
    package = (
        f'{HEAD}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest>'
        f"{ITEM.format(id='section0', href='Contents/section0.xml', media='application/xml', more='')}{items}"
        "</opf:manifest></opf:package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/hwp+zip",
        "version.xml": f'{HEAD}<hv:HCFVersion xmlns:hv="urn:version" major="5"/>',
        "Contents/header.xml": f'{HEAD}<hh:head xmlns:hh="urn:head" version="1.4"/>',
        "Contents/section0.xml": body,
        "Preview/PrvText.txt": "양식",
        "BinData/image1.png": PICTURE,
        "Contents/content.hpf": package,
        "META-INF/manifest.xml": f'{HEAD}<odf:manifest xmlns:odf="urn:manifest"/>',
    }
    if scripts:
        parts["Scripts/sourceScripts"] = scripts.encode("utf-16-le")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in (parts | dict(more or {})).items():
            info = zipfile.ZipInfo(name, (2026, 3, 2, 9, 30, 0))
            # As the word processor does: what says what the file is lies there uncompressed.
            info.compress_type = (
                zipfile.ZIP_STORED if name in {"mimetype", "version.xml"} else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, part)
    return written.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a file by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
