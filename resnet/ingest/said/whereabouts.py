"""Where a row says that something is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from resnet.ingest.clean.address import (
    POSTCODE_BEFORE,
    Address,
    clean_address,
    may_begin_with_postcode,
)
from resnet.ingest.clean.area import AreaEntry, AreaIndex, spread_numbered
from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.postcode import clean_postcode
from resnet.ingest.clean.province import province_at_start, province_of
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.place_of_list import ListPlace
from resnet.ingest.said.saying import Cells, Saying

_HAS_NUMBER = re.compile(r"(?:로|길|동|가|리)\s*(?:산\s*)?\d")
_IS_ROAD = re.compile(r"(?:로|길)\s*\d")
_LAST_DONG = re.compile(r"\s+\S+(?:동|가|리)$")
_WHICH = re.compile(r"^\s*[(\[<]?\s*(?:본점|본관|본소|지점|분관|분소|별관|제?\d\s*관)\s*[)\]>:]?\s*")
_LINES = re.compile(r"\n|\s/\s")
_SEPARATOR = re.compile(r"[+,/·|\n]")


class Whereabouts(NamedTuple):
    """``address`` None: none said, or withheld. ``area`` is the smallest that is certain.

    ``province`` and ``district`` are names, full where known, ``""`` else. ``unknown_area`` is a district
    that the code list does not have on the list's day.
    """

    address: Cleaned[Address]
    saying: Saying
    area: AreaEntry | None
    province: str
    district: str
    unknown_area: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What whereabouts are read by: the code list of areas, the day it must hold on, the grid of points.

    ``of_list`` is what the list's name tells of all its rows; ``grid`` is an EPSG code, None not said.
    """

    areas: AreaIndex
    on: date | None
    grid: int | None = None
    of_list: ListPlace = field(default_factory=ListPlace)

    def has(self, province: str, district: str) -> bool:
        """Whether the code list knows the district there; so it is believed where no code list was read."""
        return not self.areas.entries or self.areas.find(province, district, on=self.on).value is not None


def whereabouts(cells: Cells, ground: Ground) -> Whereabouts:
    """Where the row's facility is, by address, columns, the list's name and the code list of the day."""
    areas, on = ground.areas, ground.on
    hint = areas.find(cells.get(Role.PROVINCE, ""), cells.get(Role.DISTRICT, ""), on=on).value
    province = hint.province if hint else _province(cells)
    district = hint.district if hint else _district(cells)
    text = _address_text(cells)
    address = clean_address(text, province, district)
    if address.value is not None and not (address.value.province and address.value.district):
        address, province, district = _completed(text, address, ground)
    saying = Saying()
    town = cells.get(Role.TOWN, "")
    of_sheet = areas.named(ground.of_list.town, on=on) if ground.of_list.town and not town else None
    if of_sheet is not None and province in ("", of_sheet.province) and district in ("", of_sheet.district):
        # Where two districts have a neighbourhood of that name, none is meant for certain.
        province, district, town = of_sheet.province, of_sheet.district, of_sheet.town
        if address.value is not None and not (address.value.province and address.value.district):
            address = Cleaned(clean_address(text, province, district).value, text, Rule.BY_LIST)
    if address.value is not None:
        where = address.value
        province, district = where.province or province, where.district or district
        town = where.town or where.dong or town
        whole = cells.get(Role.ADDRESS, "")
        is_part = _first_of_several(whole) != whole
        told = Cleaned(where, address.raw, Rule.PARTLY) if is_part else address
        saying.take("address", told, lambda each: each.text)
        saying.say("detail", where.detail)
        if postcode := _postcode(cells, text):
            saying.take("postcode", clean_postcode(postcode))
        _say_point(saying, cells, ground.grid)
    area = areas.find(province, district, town, on=on) if district or province else None
    missing = collapse(f"{province} {district}") if area is not None and area.value is None else ""
    found = area.value if area else None
    return Whereabouts(address, saying, found, province, district, missing)


def areas_covered(cells: Cells, areas: AreaIndex, on: date | None) -> tuple[list[AreaEntry], list[str]]:
    """The areas that the cell on coverage names, and the names that are none for certain."""
    found: dict[str, AreaEntry] = {}
    unknown: list[str] = []
    text = cells.get(Role.COVERS)
    if not text:
        return [], unknown
    for name in filter(None, map(collapse, _SEPARATOR.split(spread_numbered(text)))):
        entry = areas.named(name, on=on)
        if entry is None:
            unknown.append(name)
        else:
            found[entry.code] = entry
    return list(found.values()), unknown


def _completed(text: str, address: Cleaned[Address], ground: Ground) -> tuple[Cleaned[Address], str, str]:
    """The address with the province that its district alone tells, else the one of the list's name."""
    said = address.value or Address("")
    only = ground.areas.find("", said.district, on=ground.on).value if said.district else None
    if only is not None and not said.province:
        return clean_address(text, only.province, only.district), only.province, only.district
    of_list = ground.of_list
    if of_list.district and not of_list.province:
        return _in_district_of_list(text, address, ground)
    province, district = said.province or of_list.province, said.district or of_list.district
    if not province or province != of_list.province or not ground.has(province, district):
        return address, said.province, said.district
    return Cleaned(clean_address(text, province, district).value, text, Rule.BY_LIST), province, district


def _in_district_of_list(
    text: str, address: Cleaned[Address], ground: Ground
) -> tuple[Cleaned[Address], str, str]:
    """The address in the list's district, where the code list knows one such, or a sheet is called by it."""
    said, of_list = address.value or Address(""), ground.of_list
    known = ground.areas.find(said.province, of_list.district, on=ground.on).value
    is_unknown = known is None and (ground.areas.entries or not of_list.is_sheet)
    if said.district or is_unknown:
        return address, said.province, said.district
    province = known.province if known else said.province
    district = known.district if known else of_list.district
    return Cleaned(clean_address(text, province, district).value, text, Rule.BY_LIST), province, district


def _say_point(saying: Saying, cells: Cells, grid: int | None) -> None:
    latitude, longitude = cells.get(Role.LATITUDE), cells.get(Role.LONGITUDE)
    if not latitude or not longitude:
        return
    point = clean_point(latitude, longitude, grid)
    saying.take("latitude", point, lambda each: each.latitude)
    saying.take("longitude", point, lambda each: each.longitude)


def _first_of_several(text: str) -> str:
    """The first of several addresses, one a line or after a stroke: "(본점) 해오름로 1 / (지점) 달빛로 2"."""
    if "\n" not in text and " / " not in text:
        return text
    lines = [_WHICH.sub("", line).strip() for line in _LINES.split(text) if line.strip()]
    found = [clean_address(line).value for line in lines]
    are_several = len(lines) > 1 and all(each is not None and each.is_located for each in found)
    return lines[0] if are_several else text


def _address_text(cells: Cells) -> str:
    text = _first_of_several(cells.get(Role.ADDRESS, ""))
    if not text.strip():
        text = cells.get(Role.ADDRESS_LOT, "")
    number = cells.get(Role.ADDRESS_NUMBER, "").strip()
    if number and text.strip() and not _HAS_NUMBER.search(text):
        text = f"{text.strip()} {number}"
    area = collapse(cells.get(Role.ADDRESS_AREA, ""))
    if area and text.strip() and not province_at_start(collapse(text))[0]:
        # The legal dong stands before a lot, and in brackets behind a road.
        text = f"{_LAST_DONG.sub('', area) if _IS_ROAD.search(text) else area} {text.strip()}"
    detail = cells.get(Role.ADDRESS_DETAIL, "").strip()
    return f"{text.strip()} {detail}" if detail and text.strip() else text


def _postcode(cells: Cells, address: str) -> str:
    """The postcode of its own column, else the one that stands before the address."""
    own = cells.get(Role.POSTCODE, "")
    if own.strip():
        return own
    if not may_begin_with_postcode(address.lstrip()):
        return ""
    before = POSTCODE_BEFORE.match(collapse(address))
    return before[1] if before else ""


def _province(cells: Cells) -> str:
    raw = collapse(cells.get(Role.PROVINCE, ""))
    return province_of(raw) or raw


def _district(cells: Cells) -> str:
    raw = spaceless(cells.get(Role.DISTRICT, ""))
    return raw if len(raw) > 1 and raw[-1] in "시군구" and not province_of(raw) else ""


def is_withheld(where: Whereabouts) -> bool:
    """Whether the list keeps the address back."""
    return where.address.rule is Rule.WITHHELD
