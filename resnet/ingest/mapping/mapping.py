"""A table to its columns' roles, with why, samples, and what was left over."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace

from resnet.ingest.bad_file import NotAResourceListError
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.kind import KindSaid, clean_kind
from resnet.ingest.clean.name_and_phone import clean_name_and_phone
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.mapping.preset import OF_AREAS, Preset, Subject, get_preset, presets, presets_for
from resnet.ingest.mapping.refuse import (
    refuse_persons,
    refuse_preset,
    refuse_statistics,
    refuse_without_names,
    refuse_without_provider,
)
from resnet.ingest.mapping.role import NAMES, OF_PEOPLE, PROVIDERS, Role
from resnet.ingest.mapping.shape import Dropped, Shape, find_shape
from resnet.ingest.mapping.synonym import (
    Guess,
    Why,
    guess_role,
    header_key,
    is_statistic,
    person_words,
    spellings,
)
from resnet.ingest.readers.table import RawRow, RawTable

_SAMPLES = 3
# A list of a city has a few rows of the city itself, or of a neighbour.
_MOST_ROWS = 0.8
_POINTS_TRIED = 50
_MOST_NAMED = 0.6
_SECTORS = frozenset({"공공", "민간"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; ``role`` None is unmapped. ``samples`` are shown to who reads the list in."""

    number: int
    head: str
    role: Role | None
    why: Why
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Mapping:
    """A list, understood."""

    table: RawTable
    preset: Preset | None
    subject: Subject
    shape: Shape
    columns: tuple[Column, ...]

    @property
    def rows(self) -> tuple[RawRow, ...]:
        """The rows of the list."""
        return self.shape.body

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The lines that are no rows, and why."""
        return self.shape.dropped

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """The columns without a role; their cells are still kept in each row's record."""
        return tuple(column for column in self.columns if column.role is None)

    def column_of(self, role: Role) -> int | None:
        """The number of the column with that role, None when there is none."""
        return next((column.number for column in self.columns if column.role is role), None)

    def cells(self, row: RawRow) -> dict[Role, str]:
        """The row's text by role, with what the layout implies for every row."""
        fixed: MappingOf[Role, str] = self.preset.fixed if self.preset else {}
        said = {column.role: row.text(column.number) for column in self.columns if column.role is not None}
        section = self.shape.sections.get(row.number, "")
        role = _role_of_section(section) if section else None
        if role is not None and not said.get(role, "").strip():
            said[role] = section
        if Role.NAME_AND_PHONE in said:
            both = clean_name_and_phone(said[Role.NAME_AND_PHONE]).value
            said[Role.FACILITY_NAME] = both.name if both else ""
            said[Role.PHONE] = both.phone if both else ""
        return {**fixed, **said}


def _role_of_section(text: str) -> Role | None:
    """What a sub-heading says of the rows under it: their district, their kind, or nothing certain."""
    if len(text) > 1 and text[-1] in "시군구" and " " not in text:
        return Role.DISTRICT
    return Role.KIND if clean_kind(KindSaid(text, "", "")).value is not None else None


def find_mapping(table: RawTable, preset: str | None = None) -> Mapping:
    """The roles of the table's columns, by the named or the fitting layout and the synonyms.

    Raises:
        UnknownPresetError: If ``preset`` is no layout.
        NoHeaderError: If no row names columns.
        NotAResourceListError: If the table is well read and is no list of resources, or lacks the heads of
            the layout that was asked for.
    """
    asked = get_preset(preset) if preset is not None else None
    shape = find_shape(table, lambda head: _weight(head, asked))
    refuse_persons(table, shape)
    if asked is not None:
        _demand_heads(table, shape, asked)
    layout = asked or _layout(shape)
    if layout is not None:
        refuse_preset(table, shape, layout)
    columns = _provider_in_prose(_swap_coordinates(_settled(_columns(shape, layout)), shape), shape)
    roles = frozenset(column.role for column in columns if column.role is not None)
    if not roles & NAMES and not (layout and layout.subject in OF_AREAS):
        refuse_statistics(table, shape)
        refuse_without_names(table, shape)
    if not roles & PROVIDERS and Role.SERVICE_NAME in roles:
        refuse_without_provider(table, shape)
    return Mapping(table, layout, layout.subject if layout else _subject(roles), shape, columns)


def _weight(head: str, preset: Preset | None) -> float:
    if preset and (header_key(head) in preset.signature or preset.role_of(head)):
        return 1.0
    guess = guess_role(head)
    if guess:
        return 1.0 if guess.why is Why.SYNONYM else 0.6
    if any(person_words(head, group) for group in ("names", "facts", "numbers")):
        return 1.0
    if any(header_key(head) in each.signature for each in presets().values()):
        return 0.8
    return 0.5 if is_statistic(head) else 0.0


def _layout(shape: Shape) -> Preset | None:
    for preset in presets_for(shape.heads):
        if not preset.districts or _is_of_districts(shape, preset):
            return preset
    return None


def _is_of_districts(shape: Shape, preset: Preset) -> bool:
    column = next(
        (number for number, head in enumerate(shape.heads, start=1) if preset.role_of(head) is Role.DISTRICT),
        None,
    )
    if column is None or not shape.body:
        return False
    named = sum(spaceless(row.text(column)) in preset.districts for row in shape.body)
    return named >= _MOST_ROWS * len(shape.body)


def _demand_heads(table: RawTable, shape: Shape, preset: Preset) -> None:
    missing = preset.signature - frozenset(key for head in shape.heads for key in spellings(head))
    if missing:
        raise NotAResourceListError(
            table.where(shape.header_rows[0]),
            "other-layout",
            preset=preset.title,
            missing=", ".join(sorted(missing)),
        )


def _columns(shape: Shape, preset: Preset | None) -> list[Column]:
    columns = []
    for number, head in enumerate(shape.heads, start=1):
        guess = _guess(head, preset)
        role = guess.role if guess else None
        samples = () if role in OF_PEOPLE else _samples(shape, number)
        columns.append(Column(number, head, role, guess.why if guess else Why.UNKNOWN, samples))
    return columns


def _guess(head: str, preset: Preset | None) -> Guess | None:
    role = preset.role_of(head) if preset else None
    return Guess(role, Why.PRESET) if role is not None else guess_role(head)


def _samples(shape: Shape, column: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in shape.body:
        text = row.text(column).strip()
        if text:
            found[text] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _settled(columns: list[Column], /) -> list[Column]:
    """One column a role: the surest, then the one that says anything, then the first."""
    kept: dict[Role, Column] = {}
    order = {Why.PRESET: 0, Why.SYNONYM: 1, Why.ENDING: 2}
    for column in columns:
        if column.role is None:
            continue
        rival = kept.get(column.role)
        if rival is None or _rank(column, order) < _rank(rival, order):
            kept[column.role] = column
    settled = [
        column
        if column.role is None or kept[column.role] is column
        else replace(column, role=None, why=Why.DUPLICATE)
        for column in columns
    ]
    return _promoted(_sector_by_values(settled, frozenset(kept)), frozenset(kept))


def _rank(column: Column, order: dict[Why, int]) -> tuple[int, bool]:
    return order.get(column.why, 3), not column.samples and column.role not in OF_PEOPLE


def _sector_by_values(columns: list[Column], roles: frozenset[Role]) -> list[Column]:
    """공공/민간 often stands under a head it shares with another column, or under none."""
    if Role.SECTOR in roles:
        return columns
    for index, column in enumerate(columns):
        if column.role is None and column.samples and all(text in _SECTORS for text in column.samples):
            return [
                *columns[:index],
                replace(column, role=Role.SECTOR, why=Why.VALUES),
                *columns[index + 1 :],
            ]
    return columns


def _promoted(columns: list[Column], roles: frozenset[Role]) -> list[Column]:
    """A detail stands in for what it details where that is missing: 시설유형 alone is the kind."""
    stand_ins = {Role.KIND_DETAIL: Role.KIND, Role.ADDRESS_LOT: Role.ADDRESS}
    return [
        replace(column, role=stand_ins[column.role])
        if column.role in stand_ins and stand_ins[column.role] not in roles
        else column
        for column in columns
    ]


def _swap_coordinates(columns: list[Column], shape: Shape) -> tuple[Column, ...]:
    """Latitude and longitude by their values where the heads have them the wrong way round."""
    numbers = {column.role: column.number for column in columns}
    latitude, longitude = numbers.get(Role.LATITUDE), numbers.get(Role.LONGITUDE)
    if latitude is None or longitude is None:
        return tuple(columns)
    rules = [clean_point(row.text(latitude), row.text(longitude)).rule for row in shape.body[:_POINTS_TRIED]]
    if rules.count(Rule.SWAPPED) <= rules.count(Rule.AS_SAID):
        return tuple(columns)
    other = {Role.LATITUDE: Role.LONGITUDE, Role.LONGITUDE: Role.LATITUDE}
    return tuple(
        replace(column, role=other[column.role], why=Why.VALUES) if column.role in other else column
        for column in columns
    )


def _provider_in_prose(columns: tuple[Column, ...], shape: Shape) -> tuple[Column, ...]:
    """Programmes often tell their agency only where one asks: 문의 "가온가족센터 032-…"."""
    numbers = {column.role: column.number for column in columns}
    if PROVIDERS & numbers.keys() or Role.SERVICE_NAME not in numbers or Role.PHONE not in numbers:
        return columns
    cells = [text for row in shape.body[:_POINTS_TRIED] if (text := row.text(numbers[Role.PHONE]).strip())]
    named = sum(clean_name_and_phone(text).value is not None for text in cells)
    if not cells or named < _MOST_NAMED * len(cells):
        return columns
    return tuple(
        replace(column, role=Role.NAME_AND_PHONE, why=Why.VALUES) if column.role is Role.PHONE else column
        for column in columns
    )


def _subject(roles: frozenset[Role]) -> Subject:
    """What a row is, in a list of no known layout."""
    if Role.SERVICE_NAME in roles:
        return Subject.PROGRAMME
    has_offers = bool(roles & {Role.SERVICE_CONTENT, Role.SERVICE_CLASS, Role.NAME_AND_HEAD})
    return Subject.RESOURCE if has_offers else Subject.FACILITY
