"""The authored demo data as plain tables, and what the tests of it look up."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Table = dict[str, Any]

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
LISTS = DEMO / "lists"
SERVICES = LISTS / "hangyeol_services_20261023.csv"


@cache
def district() -> Table:
    return tomllib.loads((DEMO / "district.toml").read_text(encoding="utf-8"))


@cache
def community() -> Table:
    return tomllib.loads((DEMO / "community.toml").read_text(encoding="utf-8"))


@cache
def stories() -> dict[str, Table]:
    files = sorted((DEMO / "stories").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def rows(file: Path, encoding: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(io.StringIO(file.read_bytes().decode(encoding))))


@cache
def services() -> dict[str, dict[str, str]]:
    """Rows of the services list by ``agency/programme``."""
    return {f"{row['기관명']}/{row['프로그램명']}": row for row in rows(SERVICES, "utf-8-sig")}


@cache
def resources() -> tuple[dict[str, str], ...]:
    return rows(DEMO / "sources" / "resource_list_20251231.csv", "utf-8")


@cache
def group_names() -> frozenset[str]:
    """Informal resources: the resource list's remark says so."""
    informal = (row for row in resources() if row["비고"].startswith("비공식자원"))
    return frozenset(row["기관명(기관장)"].partition("(")[0] for row in informal)


@cache
def agency_names() -> frozenset[str]:
    """Every agency of the lists once, without the spaces that lists put inside names."""
    facilities = rows(LISTS / "hangyeol_welfare_facilities_20250131.csv", "cp949")
    named = {row["시설명"] for row in facilities} | {row["기관명"] for row in services().values()}
    named |= {row["기관명(기관장)"].partition("(")[0] for row in resources()}
    known = {name.replace(" ", "") for name in named} - {name.replace(" ", "") for name in group_names()}
    return frozenset(known)


def is_agency(name: str) -> bool:
    return name.replace(" ", "") in agency_names()


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every leaf of a table with the path to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walk(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{path}[{index}]")
    else:
        yield path, value
