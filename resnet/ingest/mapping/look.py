"""What the cells of a column look like, whatever its head says.

Each test is a small function of one cell. A column looks like something when most of its cells do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.kind import KindSaid, clean_kind, kind_of_name
from resnet.ingest.clean.link import clean_links
from resnet.ingest.clean.number import clean_headcount
from resnet.ingest.clean.opening_hours import clean_hours
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.province import province_of
from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.clean.status import clean_status
from resnet.ingest.clean.target import disability_types_in
from resnet.ingest.clean.weekday import clean_weekdays
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.table import ManyRows, RawRow

# Fewer cells than this say nothing of a column.
_FEWEST = 3
_LOOKED_AT = 40
MOSTLY = 0.8
# Half of the names end with what the place is; hardly any other words do.
_MOST_NAMES = 0.5
HARDLY = 0.2
_PACKED_DAY = 8
_SECTORS = frozenset({"공공", "민간"})
_SEVERITIES = frozenset({"중증", "경증", "중복"})
_DIGITS = re.compile(r"[\d\s().,~∼/+\-–:]+|.*(?:내선|구내|fax|팩스|tel|전화|☎).*", re.IGNORECASE)
_MOBILE = re.compile(r"01[016789]\D?\d{3,4}\D?\d{4}")
_DEGREES = re.compile(r"\d{2,3}\.\d{3,}")
_POSTCODE = re.compile(r"(?:0[1-9]|[1-5]\d|6[0-3])\d{3}|\d{3}-\d{3}")
_DISTRICT = re.compile(r"[가-힣]{1,5}[시군구]")
_TOWN = re.compile(r"[가-힣]{1,5}\d{0,2}(?:읍|면|동)")


class Look(StrEnum):
    """What cells may look like; those that tell a role for certain have one in `ROLES`."""

    EMAIL = "email"
    HOMEPAGE = "homepage"
    DAY = "day"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    POSTCODE = "postcode"
    PHONE = "phone"
    ADDRESS = "address"
    PROVINCE = "province"
    DISTRICT = "district"
    TOWN = "town"
    SECTOR = "sector"
    STATE = "state"
    KIND = "kind"
    WEEKDAYS = "weekdays"
    HOURS = "hours"
    NAME = "name"
    HEADCOUNT = "headcount"
    DISABILITY = "disability"


# A day may be any day and a number any number: these tell no role, and are only shown.
ROLES: Mapping[Look, Role] = MappingProxyType(
    {
        Look.EMAIL: Role.EMAIL,
        Look.HOMEPAGE: Role.HOMEPAGE,
        Look.LATITUDE: Role.LATITUDE,
        Look.LONGITUDE: Role.LONGITUDE,
        Look.POSTCODE: Role.POSTCODE,
        Look.PHONE: Role.PHONE,
        Look.ADDRESS: Role.ADDRESS,
        Look.PROVINCE: Role.PROVINCE,
        Look.DISTRICT: Role.DISTRICT,
        Look.TOWN: Role.TOWN,
        Look.SECTOR: Role.SECTOR,
        Look.STATE: Role.STATUS,
        Look.KIND: Role.KIND,
        Look.WEEKDAYS: Role.WEEKDAYS,
        Look.HOURS: Role.HOURS,
        Look.NAME: Role.FACILITY_NAME,
    }
)
# What the cells of a role must look like; a column whose cells hardly ever do is of another role.
LOOK_OF: Mapping[Role, Look] = MappingProxyType(
    {role: look for look, role in ROLES.items() if look is not Look.NAME}
    | dict.fromkeys((Role.FAX, Role.MANAGER_PHONE), Look.PHONE)
    | dict.fromkeys((Role.CAPACITY, Role.OCCUPANCY, Role.STAFF_COUNT), Look.HEADCOUNT)
    | dict.fromkeys((Role.SAID_ON, Role.FOUNDED_ON, Role.CLOSED_ON), Look.DAY)
    | dict.fromkeys((Role.RUNS_FROM, Role.RUNS_UNTIL), Look.DAY)
    | {Role.ADDRESS_LOT: Look.ADDRESS}
)
# What cells look like unmistakably, so that it weighs more than a word at the head.
CERTAIN = frozenset(ROLES) - {Look.POSTCODE, Look.TOWN, Look.WEEKDAYS, Look.HOURS, Look.NAME} | {Look.DAY}


def cells_across(rows: Sequence[RawRow], column: int) -> list[str]:
    """Some forty cells of the column that say something, from its first row to its last."""
    if isinstance(rows, ManyRows):
        return rows.across(column)
    said = [cell for row in rows if (cell := row.text(column).strip())]
    return said[:: max(1, len(said) // _LOOKED_AT)]


def look_of(cells: Sequence[str]) -> Look | None:
    """What the cells look like; None where fewer than four in five look like one thing.

    >>> look_of(["032-555-0101", "032-555-0102", "02-555-0103"]).value
    'phone'
    """
    said = _said(cells)
    if len(said) < _FEWEST:
        # These two words need no third.
        return Look.SECTOR if said and _share(said, Look.SECTOR) == 1 else None
    enough = dict.fromkeys(Look, MOSTLY) | {Look.NAME: _MOST_NAMES}
    return next((look for look in Look if _share(said, look) >= enough[look]), None)


def looks(cell: str, look: Look) -> bool:
    """Whether one cell looks so."""
    return blank_of(cell) is None and _TESTS[look](collapse(cell))


def share_that_looks(cells: Sequence[str], look: Look) -> float | None:
    """The share of the cells that look so, 0 to 1; None where there are too few to tell."""
    said = _said(cells)
    return _share(said, look) if len(said) >= _FEWEST else None


def are_mobile(cells: Sequence[str]) -> bool:
    """Whether most of the numbers are mobile ones: those may be somebody's own.

    >>> are_mobile(["010-0000-0000"] * 3)
    True
    """
    said = _said(cells)
    return sum(bool(_MOBILE.search(cell)) for cell in said) > HARDLY * len(said)


def _said(cells: Sequence[str]) -> list[str]:
    return [collapse(cell) for cell in cells if blank_of(cell) is None]


def _share(said: Sequence[str], look: Look) -> float:
    return sum(_TESTS[look](cell) for cell in said) / len(said)


def _is_email(cell: str) -> bool:
    """An e-mail address stands in it."""
    links = clean_links(cell).value
    return links is not None and bool(links.email)


def _is_homepage(cell: str) -> bool:
    """A homepage stands in it."""
    links = clean_links(cell).value
    return links is not None and bool(links.homepage)


def _is_day(cell: str) -> bool:
    """It is a day, written with signs or as eight digits: a shorter number may be any number."""
    return (len(cell) == _PACKED_DAY or not cell.isdecimal()) and clean_day(cell).value is not None


def _is_latitude(cell: str) -> bool:
    """Degrees between the south and the north of the country."""
    return bool(_DEGREES.fullmatch(cell)) and 33 <= float(cell) <= 39


def _is_longitude(cell: str) -> bool:
    """Degrees between the west and the east of the country."""
    return bool(_DEGREES.fullmatch(cell)) and 124 <= float(cell) <= 132


def _is_postcode(cell: str) -> bool:
    """Five digits of the postal plan, or the older six."""
    return bool(_POSTCODE.fullmatch(cell))


def _is_phone(cell: str) -> bool:
    """Nothing but telephone numbers."""
    # A local number has an area code somewhere in the country; seven digits at least, so no head count.
    is_like = bool(_DIGITS.fullmatch(cell)) and sum(map(str.isdecimal, cell)) >= 7
    phones = clean_phones(cell, "서울특별시")
    # Without its zero it may be any number: a head must say that it is a telephone's.
    return is_like and phones.value is not None and phones.rule is not Rule.ZEROS_ADDED


def _is_address(cell: str) -> bool:
    """A road or lot with its number."""
    address = clean_address(cell).value
    return address is not None and address.is_located


def _is_province(cell: str) -> bool:
    """A province, short or long."""
    return province_of(cell) is not None


def _is_district(cell: str) -> bool:
    """A word that ends as districts do."""
    return bool(_DISTRICT.fullmatch(spaceless(cell))) and province_of(cell) is None


def _is_town(cell: str) -> bool:
    """A word that ends as neighbourhoods do."""
    return bool(_TOWN.fullmatch(spaceless(cell)))


def _is_sector(cell: str) -> bool:
    """Public or private."""
    return cell in _SECTORS


def _is_state(cell: str) -> bool:
    """Whether something runs."""
    return clean_status(cell).value is not None


def _is_kind(cell: str) -> bool:
    """A kind of facility that the vocabulary knows."""
    return clean_kind(KindSaid(cell, "", "")).value is not None


def _is_weekdays(cell: str) -> bool:
    """Days of the week."""
    return clean_weekdays(cell).value is not None


def _is_hours(cell: str) -> bool:
    """Times of the day from and to."""
    windows = clean_hours(cell).value
    return windows is not None and any(each.closes is not None for each in windows)


def _is_name(cell: str) -> bool:
    """A name that ends with a kind of facility, and is more than the kind."""
    return kind_of_name(cell).value is not None and not _is_kind(cell)


def _is_disability(cell: str) -> bool:
    """Types of disability, or how severe it is."""
    return cell in _SEVERITIES or disability_types_in(cell) is not None


def _is_headcount(cell: str) -> bool:
    """A whole number."""
    return clean_headcount(cell).value is not None


_TESTS: Mapping[Look, Callable[[str], bool]] = MappingProxyType(
    {
        Look.EMAIL: _is_email,
        Look.HOMEPAGE: _is_homepage,
        Look.DAY: _is_day,
        Look.LATITUDE: _is_latitude,
        Look.LONGITUDE: _is_longitude,
        Look.POSTCODE: _is_postcode,
        Look.PHONE: _is_phone,
        Look.ADDRESS: _is_address,
        Look.PROVINCE: _is_province,
        Look.DISTRICT: _is_district,
        Look.TOWN: _is_town,
        Look.SECTOR: _is_sector,
        Look.STATE: _is_state,
        Look.KIND: _is_kind,
        Look.WEEKDAYS: _is_weekdays,
        Look.HOURS: _is_hours,
        Look.NAME: _is_name,
        Look.HEADCOUNT: _is_headcount,
        Look.DISABILITY: _is_disability,
    }
)
