"""Where a row says that something is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from resnet.ingest.clean.address import Address, clean_address
from resnet.ingest.clean.area import AreaEntry, AreaIndex
from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.province import province_of
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.saying import Cells, Saying

_SEPARATOR = re.compile(r"[+,/·|\n]")


@dataclass(frozen=True)
class Whereabouts:
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


def whereabouts(cells: Cells, areas: AreaIndex, on: date | None) -> Whereabouts:
    """Where the row's facility is, by address, columns and the code list of the day."""
    hint = areas.find(cells.get(Role.PROVINCE, ""), cells.get(Role.DISTRICT, ""), on=on).value
    province = hint.province if hint else _province(cells)
    district = hint.district if hint else _district(cells)
    address = clean_address(_address_text(cells), province, district)
    saying = Saying()
    town = cells.get(Role.TOWN, "")
    if address.value is not None:
        where = address.value
        province, district = where.province or province, where.district or district
        town = where.town or where.dong or town
        saying.take("address", address, lambda each: each.text)
        saying.say("detail", where.detail)
        saying.text("postcode", cells, Role.POSTCODE)
        _say_point(saying, cells)
    area = areas.find(province, district, town, on=on) if district or province else None
    missing = collapse(f"{province} {district}") if area is not None and area.value is None else ""
    found = area.value if area else None
    return Whereabouts(address, saying, found, province, district, missing)


def areas_covered(cells: Cells, areas: AreaIndex, on: date | None) -> tuple[list[AreaEntry], list[str]]:
    """The areas that the cell on coverage names, and the names that are none for certain."""
    found: dict[str, AreaEntry] = {}
    unknown = []
    for name in filter(None, map(collapse, _SEPARATOR.split(cells.get(Role.COVERS, "")))):
        entry = areas.named(name, on=on)
        if entry is None:
            unknown.append(name)
        else:
            found[entry.code] = entry
    return list(found.values()), unknown


def _say_point(saying: Saying, cells: Cells) -> None:
    point = clean_point(cells.get(Role.LATITUDE, ""), cells.get(Role.LONGITUDE, ""))
    saying.take("latitude", point, lambda each: each.latitude)
    saying.take("longitude", point, lambda each: each.longitude)


def _address_text(cells: Cells) -> str:
    text = cells.get(Role.ADDRESS, "")
    if not text.strip():
        text = cells.get(Role.ADDRESS_LOT, "")
    detail = cells.get(Role.ADDRESS_DETAIL, "").strip()
    return f"{text.strip()} {detail}" if detail and text.strip() else text


def _province(cells: Cells) -> str:
    raw = collapse(cells.get(Role.PROVINCE, ""))
    return province_of(raw) or raw


def _district(cells: Cells) -> str:
    raw = spaceless(cells.get(Role.DISTRICT, ""))
    return raw if len(raw) > 1 and raw[-1] in "시군구" and not province_of(raw) else ""


def is_withheld(where: Whereabouts) -> bool:
    """Whether the list keeps the address back."""
    return where.address.rule is Rule.WITHHELD
