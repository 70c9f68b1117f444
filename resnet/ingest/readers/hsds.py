"""Open Referral files: an answer of its API, or iCarol's, as JSON; compiled JSON; a package of tables."""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NoReturn

from resnet.ingest.bad_file import DamagedFileError, PersonNumberError, UnsupportedFileError, Where
from resnet.ingest.readers.archive import check_archive
from resnet.ingest.readers.csv_text import read_csv
from resnet.ingest.readers.encoding import decode_text
from resnet.ingest.readers.grid import made_table
from resnet.ingest.readers.hsds_rows import HEADS, named_in, row_of, rows_of_item
from resnet.ingest.readers.icarol import icarol_rows, is_icarol
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.person_number import has_person_number, refuse_person_numbers
from resnet.ingest.readers.records import table_of_records
from resnet.ingest.readers.table import RawTable, text_of

Row = dict[str, Any]
_PAGES = ("contents", "content", "items", "organizations", "services")
# The tables of a package by their names in any version, and what their keys are called here.
_TABLES = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "service_at_location": "links",
    "services_at_location": "links",
    "physical_addresse": "addresses",
    "addresse": "addresses",
    "phone": "phones",
    "schedule": "schedules",
    "regular_schedule": "schedules",
    "language": "languages",
    "service_area": "service_areas",
    "required_document": "required_documents",
}
_OF_SERVICE = ("phones", "schedules", "languages", "service_areas", "required_documents")


def read_json(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """The services and organisations of an answer or a compiled file, as one list; else its records.

    Raises:
        DamagedFileError: If it is no JSON.
        UnsupportedFileError: If nothing in it is an organisation or a service.
    """
    said = _said(content, where)
    items = list(_items(said))
    _refuse_person_numbers(items, said, where)
    rows = icarol_rows(items) if is_icarol(items) else [row for item in items for row in rows_of_item(item)]
    if not rows and isinstance(said, dict):
        rows = _rows_of_tables(_normal(said.items()))
    # The list of the standard's own feeds, and the like: of its form, and nobody is named in it.
    if any(named_in(row) for row in rows):
        return [_table(rows, where, limits)]
    table = table_of_records(said, where, limits)
    if table is None:
        raise UnsupportedFileError(where, "json")
    return [table]


def read_package(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """The services and organisations of a package, joined by their keys, as one list."""
    check_archive(content, where, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        tables = _normal(
            (name, _records(archive.read(name), Where(where.file, name), limits)) for name in names
        )
    return [_table(_rows_of_tables(tables), where, limits)]


def _refuse_person_numbers(items: list[object], said: object, where: Where) -> None:
    """Also where no column of ours would take it: the file is not to lie about here."""
    for number, item in enumerate(items, start=1):
        if any(has_person_number(text) for text in _texts(item)):
            raise PersonNumberError(replace(where, row=number))
    if any(has_person_number(text) for text in _texts(said)):
        raise PersonNumberError(where)


def _texts(said: object) -> Iterator[str]:
    """Every text in it, keys included; what is nested too deep was refused before."""
    waiting = [said]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += [*each, *each.values()]


def _said(content: bytes, where: Where) -> object:
    """The document; where each line is one of its own, all of them."""
    text, _ = decode_text(content, where)
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.strip()[:1] == "{" for line in lines):
            raise DamagedFileError(where, "inside") from error
    said = []
    for number, line in enumerate(lines, start=1):
        try:
            said.append(json.loads(line, parse_constant=_no_number))
        except (ValueError, RecursionError) as error:
            raise DamagedFileError(replace(where, row=number), "inside") from error
    return said


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _items(said: object) -> Iterator[object]:
    if isinstance(said, list):
        yield from said
    elif isinstance(said, dict):
        pages = [said[name] for name in _PAGES if isinstance(said.get(name), list)]
        # An organisation has services too: then it is the item.
        is_page = pages and "name" not in said
        yield from (item for page in pages for item in page) if is_page else [said]


def _table(rows: list[list[str]], where: Where, limits: Limits) -> RawTable:
    return made_table([list(HEADS), *([text_of(cell) for cell in row] for row in rows)], where, limits)


def _records(content: bytes, where: Where, limits: Limits) -> list[Row]:
    table = replace(read_csv(content, where, limits), sheet=where.sheet)
    refuse_person_numbers([table])
    rows = [row.cells for row in table.rows]
    if not rows:
        return []
    heads = [head.strip().lower() for head in rows[0]]
    return [dict(zip(heads, cells, strict=False)) for cells in rows[1:]]


def _normal(files: Iterable[tuple[str, object]]) -> dict[str, list[Row]]:
    """The tables by one name in every version, their columns without the table's own name before them."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for name, rows in files:
        own = name.rpartition("/")[2].removesuffix(".csv").lower()
        singular = own if own in _TABLES else own.removesuffix("s")
        table = _TABLES.get(singular)
        if table is not None and isinstance(rows, list):
            prefix = f"{singular}_"
            tables[table] += [
                {_column(key, prefix): value for key, value in row.items()}
                for row in rows
                if isinstance(row, dict)
            ]
    return tables


def _column(key: str, prefix: str) -> str:
    bare = key.removeprefix(prefix) if not key.endswith("_id") else key
    return {"recordid": "id", "organization": "organization_id"}.get(bare, bare)


def _rows_of_tables(tables: dict[str, list[Row]]) -> list[list[str]]:
    organizations = {row.get("id", ""): row for row in tables["organizations"]}
    places = {row.get("id", ""): row for row in tables["locations"]}
    for place, rows in _by_key(tables["addresses"], "location_id").items():
        if place in places:
            places[place] = {**places[place], "addresses": rows}
    of_service = {name: _by_key(tables[name], "service_id") for name in _OF_SERVICE}
    links = _by_key(tables["links"], "service_id")
    made: list[list[str]] = []
    has_service = set()
    for service in tables["services"]:
        own = service.get("id", "")
        whole = {**service, **{name: rows.get(own, []) for name, rows in of_service.items()}}
        organization = organizations.get(service.get("organization_id", ""), {})
        has_service.add(service.get("organization_id", ""))
        at = [places[link["location_id"]] for link in links.get(own, []) if link.get("location_id") in places]
        made += [row_of(organization, whole, place, {}) for place in at or [{}]]
    made += [row_of(row, {}, {}, {}) for own, row in organizations.items() if own not in has_service]
    return made


def _by_key(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """The rows by a key that may hold several, joined by commas."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for own in str(row.get(key) or "").split(","):
            if own:
                found[own].append(row)
    return found
