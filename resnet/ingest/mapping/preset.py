"""Known layouts: ``data/presets/layouts/<name>.toml``, one file a layout."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

from resnet.errors import UsageError
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import header_key, spellings
from resnet.ontology.field import Label
from resnet.shipped import shipped


class UnknownPresetError(UsageError):
    """There is no layout of that name."""

    code: ClassVar[str] = "unknown-preset"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"there is no preset {name!r}: choose one of {', '.join(self.known)}.")


class Subject(StrEnum):
    """What a row of the list is.

    ``facility``: an agency with its place and one service, by its kind. ``offer``: a service at a place, run
    by an operator of its own column. ``programme``: a service of an agency. ``resource``: an agency and what
    it contributes (자원목록). ``areas``: an administrative area. ``area-changes``: an area whose code ended,
    and the one that took its place.
    """

    FACILITY = "facility"
    OFFER = "offer"
    PROGRAMME = "programme"
    RESOURCE = "resource"
    AREAS = "areas"
    AREA_CHANGES = "area-changes"


OF_AREAS = frozenset({Subject.AREAS, Subject.AREA_CHANGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A layout.

    ``signature`` are heads that all stand in such a list, ``absent`` heads that must not. ``columns`` are
    heads to roles beyond the synonyms. ``fixed`` is what the layout implies for every row, by role.
    ``districts`` are those the list is of: the layout fits only when most rows name one. ``keys`` says by
    which roles two rows are the same agency, service or place (a role, or ``address_district``: the first
    two words of the address). ``refuse`` is why such a table is no list.
    """

    name: str
    title: Label
    subject: Subject
    standing: str = "list"
    signature: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    columns: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}))
    districts: frozenset[str] = frozenset()
    fixed: Mapping[Role, str] = field(default_factory=lambda: MappingProxyType({}))
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    refuse: Label | None = None
    source: str = ""

    def fits(self, headers: Iterable[str]) -> bool:
        """Whether the heads of a table are this layout's."""
        keys = frozenset(key for head in headers for key in spellings(head))
        return bool(self.signature) and self.signature <= keys and not self.absent & keys

    def role_of(self, header: str) -> Role | None:
        """The role the layout gives the head, None when it says nothing of it."""
        return next((self.columns[key] for key in spellings(header) if key in self.columns), None)


def get_preset(name: str) -> Preset:
    """The layout of that name.

    Raises:
        UnknownPresetError: If there is none.
    """
    found = presets().get(name)
    if found is None:
        raise UnknownPresetError(name, sorted(presets()))
    return found


def presets_for(headers: Iterable[str]) -> list[Preset]:
    """The layouts that fit the heads, the one that demands most first."""
    heads = tuple(headers)
    fitting = [preset for preset in presets().values() if preset.fits(heads)]
    return sorted(fitting, key=lambda preset: (-len(preset.signature), not preset.districts, preset.name))


@cache
def presets() -> Mapping[str, Preset]:
    """Every layout by its name."""
    files = sorted(
        (each for each in shipped("presets/layouts").iterdir() if each.name.endswith(".toml")),
        key=lambda each: each.name,
    )
    read = [
        _preset(each.name.removesuffix(".toml"), tomllib.loads(each.read_text("utf-8"))) for each in files
    ]
    return MappingProxyType({preset.name: preset for preset in read})


def _preset(name: str, table: dict[str, Any]) -> Preset:
    refuse = table.get("refuse")
    return Preset(
        name=name,
        title=Label(**table["title"]),
        subject=Subject(table["subject"]),
        standing=table.get("standing", "list"),
        signature=frozenset(map(header_key, table["signature"])),
        absent=frozenset(map(header_key, table.get("absent", ()))),
        columns=MappingProxyType(
            {header_key(head): Role(role) for head, role in table.get("columns", {}).items()}
        ),
        districts=frozenset(table.get("districts", ())),
        fixed=MappingProxyType({Role(role): value for role, value in table.get("fixed", {}).items()}),
        keys=MappingProxyType({kind: tuple(roles) for kind, roles in table.get("keys", {}).items()}),
        refuse=Label(**refuse) if refuse else None,
        source=table.get("source", ""),
    )
