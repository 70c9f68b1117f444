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
    two words of the address). ``refuse`` is why such a table is no list. A layout that a person saved
    (``is_saved``) fits only a list with just its ``heads``, in that order; ``not_taken`` are those of them
    that nothing is taken from. Heads and numbers of columns (``#3``) are keys alike.
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
    heads: tuple[str, ...] = ()
    not_taken: frozenset[str] = frozenset()

    @property
    def is_saved(self) -> bool:
        """Whether a person saved it for lists with just these heads."""
        return bool(self.heads)

    def fits(self, headers: Iterable[str]) -> bool:
        """Whether the heads of a table are this layout's."""
        if self.heads:
            return self.heads == tuple(map(header_key, headers))
        keys = frozenset(key for head in headers for key in spellings(head))
        return bool(self.signature) and self.signature <= keys and not self.absent & keys

    def role_of(self, header: str, number: int | None = None) -> Role | None:
        """The role the layout gives the column, None when it says nothing of it."""
        return next((self.columns[key] for key in _keys(header, number) if key in self.columns), None)

    def leaves_out(self, header: str, number: int) -> bool:
        """Whether a person said that nothing is to be taken from the column."""
        return any(key in self.not_taken for key in _keys(header, number))


def _keys(header: str, number: int | None) -> Iterable[str]:
    return (f"#{number}", *spellings(header)) if number is not None else spellings(header)


def get_preset(name: str, saved: Iterable[Preset] = ()) -> Preset:
    """The layout of that name, of the saved ones first.

    Raises:
        UnknownPresetError: If there is none.
    """
    known = {**presets(), **{each.name: each for each in saved}}
    if name not in known:
        raise UnknownPresetError(name, sorted(known))
    return known[name]


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
        preset_of(each.name.removesuffix(".toml"), tomllib.loads(each.read_text("utf-8"))) for each in files
    ]
    return MappingProxyType({preset.name: preset for preset in read})


def preset_of(name: str, table: dict[str, Any]) -> Preset:
    """The layout that the table of a file describes.

    Raises:
        KeyError: If the table lacks something.
        ValueError: If a role or subject is none.
        TypeError: If something is of another form.
    """
    refuse = table.get("refuse")
    return Preset(
        name=name,
        title=Label(**table["title"]),
        subject=Subject(table["subject"]),
        standing=table.get("standing", "list"),
        signature=frozenset(map(header_key, table.get("signature", ()))),
        absent=frozenset(map(header_key, table.get("absent", ()))),
        columns=MappingProxyType(
            {_column_key(head): Role(role) for head, role in table.get("columns", {}).items()}
        ),
        districts=frozenset(table.get("districts", ())),
        fixed=MappingProxyType({Role(role): value for role, value in table.get("fixed", {}).items()}),
        keys=MappingProxyType({kind: tuple(roles) for kind, roles in table.get("keys", {}).items()}),
        refuse=Label(**refuse) if refuse else None,
        source=table.get("source", ""),
        heads=tuple(map(header_key, table.get("heads", ()))),
        not_taken=frozenset(map(_column_key, table.get("not_taken", ()))),
    )


def _column_key(said: str) -> str:
    return said if said.startswith("#") else header_key(said)
