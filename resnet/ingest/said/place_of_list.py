"""Where a whole list is of, by its name: 인천광역시_서구_노인복지시설.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from resnet.ingest.clean.province import province_at_start, province_of
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.shape import NotARow

_WORDS = re.compile(r"[\s_\-.,()\[\]]+")
# As official names end: a province that no table knows counts where a district follows it.
_PROVINCE = re.compile(r"[가-힣]{2,}(?:특별시|광역시|자치시|자치도|도)")
_DISTRICT = re.compile(r"[가-힣]{1,4}[시군구]")
_LOOKED_AT = 200
_SHORT = 2


@dataclass(frozen=True, slots=True)
class ListPlace:
    """``""`` where the list's name says none, or its rows say another."""

    province: str = ""
    district: str = ""


def place_of_list(columns: Columns) -> ListPlace:
    """The province and district that the list's file, sheet or titles name for all its rows.

    Rows that name a province of their own must name that one: the name of a list is copied more often than
    its content. A column of provinces or districts is asked instead of the name.
    """
    found = ListPlace()
    for text in (PurePath(columns.table.file).stem, columns.table.sheet or "", *_titles(columns)):
        found = _named_in(text)
        if found.province:
            break
    if columns.column_of(Role.PROVINCE) is not None or not found.province or not _fits(columns, found):
        return ListPlace()
    return ListPlace(found.province) if columns.column_of(Role.DISTRICT) is not None else found


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
