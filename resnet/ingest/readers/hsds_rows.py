"""Organisations, services and locations of the Open Referral standard (HSDS 1.1, 2, 3) to rows of one list.

A row is a service at a location; a service without location and an organisation without service have one too.
Names of fields differ between versions and publishers: each is looked up by all its known names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Fields = Mapping[str, Any]
HEADS = (
    "organization_name",
    "organization_url",
    "organization_email",
    "service_at_location_id",
    "service_name",
    "service_description",
    "service_status",
    "service_phone",
    "address",
    "postal_code",
    "latitude",
    "longitude",
    "weekdays_served",
    "opens_at",
    "closes_at",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "application_process",
    "fees_description",
    "required_documents",
    "languages_spoken",
    "service_area",
    "assured_date",
    "record_kind",
)
_OF_A_SERVICE = frozenset({"status", "fees", "application_process", "minimum_age", "eligibility_description"})
_DAYS = {"MO": "월", "TU": "화", "WE": "수", "TH": "목", "FR": "금", "SA": "토", "SU": "일"}
_HANGUL = re.compile("[가-힣]")
_DOWNWARDS = ("state_province", "region", "city", "address_1", "address_2")
_ADDRESS = ("address_1", "address_2", "city", "region", "state_province")


def row_of(organization: Fields, service: Fields, location: Fields, link: Fields) -> list[str]:
    """The row of a service at a location; each may be empty."""
    address = _first(_list(location, "addresses", "physical_addresses"))
    schedules = _list(link, "schedules", "regular_schedules") or _list(
        service, "schedules", "regular_schedules"
    )
    days, opens, closes = _times(schedules)
    phones = _list(link, "phones") or _list(service, "phones") or _list(location, "phones")
    said = {
        "organization_name": _text(organization, "name"),
        "organization_url": _text(organization, "website", "url"),
        "organization_email": _text(organization, "email"),
        "service_at_location_id": _id(service, location),
        "service_name": _text(service, "name"),
        "service_description": _text(service, "description"),
        "service_status": _status(_text(service, "status")),
        "service_phone": ", ".join(filter(None, (_text(each, "number") for each in phones))),
        "address": _address(address),
        "postal_code": _text(address, "postal_code"),
        "latitude": _text(location, "latitude"),
        "longitude": _text(location, "longitude"),
        "weekdays_served": days,
        "opens_at": opens,
        "closes_at": closes,
        "eligibility_description": _text(service, "eligibility_description", "eligibility"),
        "minimum_age": _age(service, "minimum_age"),
        "maximum_age": _age(service, "maximum_age"),
        "application_process": _text(service, "application_process"),
        "fees_description": _text(service, "fees_description", "fees")
        or _names(_list(service, "cost_options"), "option", "cost_description"),
        "required_documents": _names(_list(service, "required_documents"), "document"),
        "languages_spoken": _names(_list(service, "languages"), "name", "language", "code"),
        "service_area": _names(_list(service, "service_areas"), "name", "service_area", "description"),
        "assured_date": _text(service, "assured_date", "last_modified")[:10],
        "record_kind": "service" if service else "organization",
    }
    return [said[head] for head in HEADS]


def named_in(row: Sequence[str]) -> bool:
    """Whether the row names an organisation or a service."""
    return bool(row[HEADS.index("organization_name")] or row[HEADS.index("service_name")])


def rows_of_service(organization: Fields, service: Fields) -> Iterator[list[str]]:
    """The rows of a service with what is nested in it."""
    links = _list(service, "service_at_locations", "service_at_location")
    places = [(_dict(link, "location"), link) for link in links] or [
        (place, {}) for place in _list(service, "locations")
    ]
    for location, link in places or [({}, {})]:
        yield row_of(organization, service, location, link)


def rows_of_item(item: object) -> list[list[str]]:
    """The rows of one object of an answer, by what it is; none of a term or a location alone."""
    if not isinstance(item, dict):
        return []
    if isinstance(item.get("service"), dict):
        service = item["service"]
        return [row_of(_dict(service, "organization"), service, _dict(item, "location"), item)]
    if isinstance(item.get("services"), list):
        rows = [row for service in _list(item, "services") for row in rows_of_service(item, service)]
        return rows or [row_of(item, {}, {}, {})]
    # A service whose organisation is missing is a row that will be refused with its place, not a silence.
    if isinstance(item.get("organization"), dict) or (_OF_A_SERVICE & item.keys() and "name" in item):
        return list(rows_of_service(_dict(item, "organization"), item))
    if {
        "legal_status",
        "tax_status",
        "year_incorporated",
        "website",
        "organization_identifiers",
    } & item.keys():
        return [row_of(item, {}, {}, {})]
    return []


def _times(schedules: Sequence[Fields]) -> tuple[str, str, str]:
    """Weekdays and hours when every schedule tells the same hours; else nothing: no one of them is it."""
    hours = {(_text(each, "opens_at")[:5], _text(each, "closes_at")[:5]) for each in schedules}
    days: dict[str, None] = {}
    for each in schedules:
        told = _text(each, "byday") or _text(each, "weekday")
        for part in filter(None, (part.strip() for part in told.split(","))):
            if part.isdecimal() and 1 <= int(part) <= len(_DAYS):
                days[list(_DAYS.values())[int(part) - 1]] = None
            else:
                days[_DAYS.get(part[-2:].upper(), _DAYS.get(part[:2].upper(), ""))] = None
    if len(hours) > 1 or "" in days:
        return "", "", ""
    opens, closes = next(iter(hours), ("", ""))
    return "+".join(days), opens, closes


def _id(service: Fields, location: Fields) -> str:
    return "/".join(filter(None, (_text(service, "id"), _text(location, "id"))))


def _age(service: Fields, name: str) -> str:
    # Written in quarters of a year by some; whole years are what the rules ask.
    text = _text(service, name) or _text(_first(_list(service, "eligibilitys", "eligibility")), name)
    return text.removesuffix(".0")


def _address(address: Fields) -> str:
    """The address in one line: Korean ones go from the province down to the house."""
    parts = {name: said for name in _ADDRESS if (said := _text(address, name))}
    if any(_HANGUL.search(said) for said in parts.values()):
        return " ".join(parts[name] for name in _DOWNWARDS if name in parts)
    return ", ".join(parts.values())


def _status(text: str) -> str:
    return {"1": "active", "0": "inactive"}.get(text, text)


def _text(fields: Fields, *names: str) -> str:
    for name in names:
        value = fields.get(name)
        if value not in (None, "", [], {}):
            return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return ""


def _list(fields: Fields, *names: str) -> list[Fields]:
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            return [each for each in value if isinstance(each, dict)]
    return []


def _dict(fields: Fields, name: str) -> Fields:
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def _first(several: Sequence[Fields]) -> Fields:
    return several[0] if several else {}


def _names(several: Sequence[Fields], *names: str) -> str:
    return ", ".join(filter(None, (_text(each, *names) for each in several)))
