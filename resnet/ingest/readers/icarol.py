"""Answers of iCarol, the resource database of many helplines, to the rows of the Open Referral standard.

An answer is a list of agencies, programs, sites and programs at sites that point to each other. What is
marked confidential is not read, and no person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from resnet.ingest.readers.hsds_rows import row_of

Fields = Mapping[str, Any]
_TYPES: Final = frozenset({"Agency", "Program", "Site", "ProgramAtSite", "ServiceSite"})
_DAYS: Final = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
_TIME: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?")
# Programs that nobody verified carry the first day of their calendar.
_NO_DAY: Final = "19"


def is_icarol(items: Iterable[object]) -> bool:
    """Whether the objects are those of an iCarol answer: each of its types, and pointing to others."""
    listed = list(items)
    return bool(listed) and all(
        isinstance(each, dict) and each.get("type") in _TYPES and isinstance(each.get("related"), list)
        for each in listed
    )


def icarol_rows(items: Iterable[object]) -> list[list[str]]:
    """The rows: a program at each of its sites, and agencies that have no program."""
    open_ones = [each for each in items if isinstance(each, dict) and each.get("isConfidential") is not True]
    by_key = {(str(each["type"]), str(each.get("id"))): each for each in open_ones}
    rows: list[list[str]] = []
    with_program: set[str] = set()
    for program in (each for each in open_ones if each["type"] == "Program"):
        agency = next(_related(program, "Agency", by_key), {})
        with_program.add(str(agency.get("id")))
        organization = _organization(agency) if agency else {"name": _related_name(program, "Agency")}
        sites = list(_related(program, "Site", by_key))
        rows += [
            row_of(organization, _service(program), _location(site or program), {}) for site in sites or [{}]
        ]
    rows += [
        row_of(_organization(agency), {}, _location(agency), {})
        for agency in open_ones
        if agency["type"] == "Agency" and str(agency.get("id")) not in with_program
    ]
    return rows


def _related(item: Fields, kind: str, by_key: Mapping[tuple[str, str], Fields]) -> Iterator[Fields]:
    for each in item.get("related") or []:
        found = by_key.get((kind, str(each.get("id")))) if isinstance(each, dict) else None
        if found is not None and isinstance(each, dict) and each.get("type") == kind:
            yield found


def _related_name(item: Fields, kind: str) -> str:
    """What the item itself calls the one it points to, where the answer does not carry it."""
    names = [each.get("name") for each in item.get("related") or [] if _is_of(each, kind)]
    return str(names[0] or "") if names else ""


def _is_of(each: object, kind: str) -> bool:
    return isinstance(each, dict) and each.get("type") == kind


def _organization(agency: Fields) -> Fields:
    contacts = _contacts(agency)
    return {
        "name": _name(agency),
        "website": next((each.get("url") for each in contacts if each.get("url")), ""),
        "email": next((each.get("address") for each in contacts if each.get("type") == "EmailAddress"), ""),
    }


def _service(program: Fields) -> Fields:
    verified = str(program.get("lastVerifiedOn") or "")
    return {
        "id": str(program.get("id") or ""),
        "name": _name(program),
        "description": program.get("descriptionText") or "",
        "status": str(program.get("status") or "").lower(),
        "phones": [{"number": number} for number in _phones(program)],
        "schedules": list(_schedules(program)),
        "eligibility_description": program.get("eligibility") or "",
        "application_process": program.get("applicationProcess") or "",
        "fees_description": program.get("fees") or "",
        "required_documents": [{"document": program.get("requiredDocumentation") or ""}],
        "languages": [
            {"name": name.strip()} for name in str(program.get("languagesOffered") or "").split(",")
        ],
        "service_areas": [
            {"name": each.get("city") or each.get("county") or ""}
            for each in program.get("coverage") or []
            if isinstance(each, dict)
        ],
        "assured_date": "" if verified.startswith(_NO_DAY) else verified,
    }


def _location(item: Fields) -> Fields:
    place = next((each for each in _contacts(item) if each.get("type") == "PhysicalLocation"), {})
    address = {
        "address_1": place.get("line1") or "",
        "address_2": place.get("line2") or "",
        "city": place.get("city") or "",
        "state_province": place.get("stateProvince") or "",
        "postal_code": place.get("zipPostalCode") or "",
    }
    return {
        "id": str(item.get("id") or ""),
        "addresses": [address],
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
    }


def _contacts(item: Fields) -> list[Fields]:
    """What may be told of how to reach it."""
    details = [each for each in item.get("contactDetails") or [] if isinstance(each, dict)]
    told = [
        each["contact"] for each in details if each.get("isConfidential") is not True and "contact" in each
    ]
    return [each for each in told if isinstance(each, dict)]


def _phones(item: Fields) -> list[str]:
    numbers = [
        str(each.get("number") or "")
        for each in _contacts(item)
        if each.get("type") == "PhoneNumber" and each.get("purpose") != "Fax"
    ]
    return [number for number in dict.fromkeys(numbers) if number]


def _name(item: Fields) -> str:
    names = [each for each in item.get("names") or [] if isinstance(each, dict)]
    first = [each for each in names if each.get("purpose") == "Primary"] or names
    return str(first[0].get("value") or "").strip() if first else ""


def _schedules(program: Fields) -> Iterator[Fields]:
    hours = program.get("hours")
    days = hours.get("days") if isinstance(hours, dict) else None
    for each in days if isinstance(days, list) else ():
        if not isinstance(each, dict):
            continue
        day = _DAYS.get(str(each.get("dayOfWeek") or "")[:3].lower(), "")
        yield {"byday": day, **_hours(str(each.get("opens") or ""), str(each.get("closes") or ""))}


def _hours(opens: str, closes: str) -> Fields:
    """From when until when; nothing where it is not said whether "4:45" is of the morning."""
    first, last = _minute(opens), _minute(closes)
    if first is None or last is None or last <= first:
        return {}
    return {
        "opens_at": f"{first // 60:02d}:{first % 60:02d}",
        "closes_at": f"{last // 60:02d}:{last % 60:02d}",
    }


def _minute(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found[1]), (found[3] or "").lower()
    if hour > (12 if half else 24):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 60 + int(found[2] or 0)
