"""Registration numbers that stand in a file, but in no cell: headers, formulas, text boxes, properties."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from resnet.ingest.bad_file import PersonNumberError, Where
from resnet.ingest.readers.person_number import has_person_number, refuse_person_numbers
from resnet.ingest.readers.table import RawTable

# Parts of a container that hold cells, or nothing that anybody wrote.
_OF_CELLS = re.compile(
    r"xl/(?:sharedStrings|calcChain|metadata|styles)\.xml|xl/(?:theme|pivotCache|tables|charts|externalLinks)/.*"
    r"|.*\.rels|\[Content_Types\]\.xml|mimetype|Contents/header\.xml|settings\.xml"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_WRITTEN = re.compile(r".*\.(?:xml|vml|txt|hpf|rdf)", re.IGNORECASE)
# Of a sheet, whose cells were looked at: formulas, what may be entered, what is printed above and below.
_ASKED_FOR = (b"<f>", b"<f ", b"Header", b"Footer", b"<formula1")
_OF_SHEET = re.compile(
    rb"<(?:\w+:)?(?:f|formula[12]|(?:odd|even|first)(?:Header|Footer))(?:\s[^>]*)?>([^<]+)<"
)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = "\u241e"
# Of a longer text without so many digits in a row nothing has to be looked at.
_LIKE = re.compile(rb"\d{6}[^\d<>]{0,12}[1-8](?:\d{6}|[^\d<>]{4})")


def refuse_beside(content: bytes, tables: Sequence[RawTable], where: Where) -> None:
    """Returns when nothing beside the cells of a workbook or document in a zip holds such a number.

    Raises:
        PersonNumberError: With its place where a cell holds one after all, else with the file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        refuse_in(_written(archive), tables, where)


def refuse_in(texts: Iterable[str], tables: Sequence[RawTable], where: Where) -> None:
    """Returns when none of the texts holds such a number; else as ``refuse_beside``."""
    if any(map(has_person_number, texts)):
        refuse_person_numbers(tables)
        raise PersonNumberError(where, "beside-cells")


def _written(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if _OF_CELLS.fullmatch(name) or not _WRITTEN.fullmatch(name):
            continue
        inside = archive.read(name)
        if _SHEET.fullmatch(name):
            if any(word in inside for word in _ASKED_FOR):
                for said in _OF_SHEET.findall(inside):
                    yield html.unescape(said.decode("utf-8", errors="replace"))
        elif _LIKE.search(inside):
            text = inside.decode("utf-8", errors="replace")
            yield html.unescape(_TAG.sub(_BETWEEN, text))
