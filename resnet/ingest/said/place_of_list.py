"""Where and of what kind a whole list is, by its name: 인천광역시_서구_노인복지관 현황.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.kind import Kind, kind_of_name
from resnet.ingest.clean.province import province_at_start, province_of
from resnet.ingest.clean.spacing import collapse
from resnet.ingest.list_source import list_name
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.shape import TOWN, NotARow
from resnet.ingest.shipped_table import shipped_table

_WORDS = re.compile(r"[\s_\-.,()\[\]]+")
# As official names end: a province that no table knows counts where a district follows it.
_PROVINCE = re.compile(r"[가-힣]{2,}(?:특별시|광역시|자치시|자치도|도)")
_DISTRICT = re.compile(r"[가-힣]{1,4}[시군구]")
_LOOKED_AT = 200
_TELL_KINDS = frozenset({Role.KIND, Role.KIND_DETAIL, Role.SERVICE_CLASS, Role.SERVICE_CLASS_LARGE})
# What the name of a list says of the list, not of what stands in it.
_ABOUT = re.compile(
    r"[\s_]*(?:현황|목록|명단|리스트|정보|자료|데이터|주소록|연락처|위치|조회|표준|list)+[\s_]*$",
    re.IGNORECASE,
)
_SHORT = 2


@dataclass(frozen=True, slots=True)
class ListPlace:
    """``""`` where the list's name says none, or its rows say another.

    A district without its province is the name of a whole sheet (``is_sheet``), or a word of a name, that
    only a code list can tell from other words; so is a neighbourhood (``town``), always of a sheet.
    """

    province: str = ""
    district: str = ""
    is_sheet: bool = False
    town: str = ""


def place_of_list(columns: Columns) -> ListPlace:
    """The province and district that the list's file, sheet or titles name for all its rows.

    Rows that name a province of their own must name that one: the name of a list is copied more often than
    its content. A column of provinces or districts is asked instead of the name.
    """
    town = _town_of_sheet(columns)
    return replace(_place_of_list(columns), town=town) if town else _place_of_list(columns)


def _town_of_sheet(columns: Columns) -> str:
    """The neighbourhood that the sheet is called by, where no column tells one."""
    sheet = collapse(columns.table.sheet or "").partition(" #")[0]
    has_own = columns.column_of(Role.TOWN) is not None or bool(columns.shape.sections)
    return sheet if TOWN.fullmatch(sheet) and not has_own else ""


def _place_of_list(columns: Columns) -> ListPlace:
    found = ListPlace()
    for text in names_of_list(columns):
        found = _named_in(text)
        if found.province:
            break
    if not found.province and columns.column_of(Role.DISTRICT) is None:
        return _district_alone(columns)
    if columns.column_of(Role.PROVINCE) is not None or not found.province or not _fits(columns, found):
        return ListPlace()
    return ListPlace(found.province) if columns.column_of(Role.DISTRICT) is not None else found


def _district_alone(columns: Columns) -> ListPlace:
    """The district that the sheet is called by, or the first that a title or the file's name speaks of."""
    sheet = collapse(columns.table.sheet or "")
    is_sheet = bool(_DISTRICT.fullmatch(sheet)) and len(sheet) >= _SHORT and province_of(sheet) is None
    words = [word for text in names_of_list(columns) for word in _WORDS.split(text)]
    named = [word for word in words if _DISTRICT.fullmatch(word) and len(word) > _SHORT]
    district = sheet if is_sheet else next((word for word in named if province_of(word) is None), "")
    if not district or not _is_district_of_all(columns, district):
        return ListPlace()
    return ListPlace("", district, is_sheet)


def _is_district_of_all(columns: Columns, district: str) -> bool:
    """Whether no address among the first rows lies in another district."""
    said = set()
    for row in columns.rows[:_LOOKED_AT]:
        cells = columns.cells(row)
        address = clean_address(cells.get(Role.ADDRESS, "") or cells.get(Role.ADDRESS_LOT, "")).value
        said.add(address.district if address is not None else "")
    return said <= {"", district}


def kind_of_list(columns: Columns) -> Cleaned[Kind]:
    """The kind of facility that the list's file, sheet or titles end with, where no column says a kind."""
    roles = {column.role for column in columns.columns}
    if columns.subject is Subject.FACILITY and not roles & _TELL_KINDS:
        for text in names_of_list(columns):
            name = list_name(Path(text)).name
            kind = kind_of_name(_ABOUT.sub("", name)).value
            # 나래구청.xlsx is a list by the office, 보건소 현황.xlsx one of such offices.
            is_publisher = kind is not None and kind.type_code in _publishers() and not _ABOUT.search(name)
            if kind is not None and not is_publisher:
                return Cleaned(kind, text, Rule.BY_LIST)
    return Cleaned(None, "", Rule.EMPTY)


def names_of_list(columns: Columns) -> list[str]:
    """What the list is called by: its file, its sheet, what stands above its header."""
    return [Path(columns.table.file).stem, columns.table.sheet or "", *_titles(columns)]


def _titles(columns: Columns) -> list[str]:
    numbers = {line.number for line in columns.dropped if line.why is NotARow.TITLE}
    return [" ".join(row.cells) for row in columns.table.rows[: len(numbers)] if row.number in numbers]


def _named_in(text: str) -> ListPlace:
    words = [word for word in _WORDS.split(text) if word]
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        is_district = bool(_DISTRICT.fullmatch(after)) and len(after) >= _SHORT
        province = province_of(word) or (word if is_district and _PROVINCE.fullmatch(word) else None)
        if province:
            return ListPlace(province, after if is_district else "")
    return ListPlace()


def _fits(columns: Columns, place: ListPlace) -> bool:
    """Whether no address among the first rows lies in another province."""
    said = set()
    for row in columns.rows[:_LOOKED_AT]:
        cells = columns.cells(row)
        said.add(province_at_start(cells.get(Role.ADDRESS, "") or cells.get(Role.ADDRESS_LOT, ""))[0])
    return said <= {"", place.province}


@cache
def _publishers() -> frozenset[str]:
    return frozenset(shipped_table("kind_words")["publishers"]["types"])
