"""The columns of a list and what each says, by a person, a layout, its head, or its values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.name_and_phone import clean_name_and_phone
from resnet.ingest.mapping.correction import Correction
from resnet.ingest.mapping.look import (
    CERTAIN,
    HARDLY,
    LOOK_OF,
    MOSTLY,
    ROLES,
    Look,
    are_mobile,
    cells_across,
    look_of,
    looks,
    share_that_looks,
)
from resnet.ingest.mapping.preset import Preset
from resnet.ingest.mapping.role import NAMES, OF_PEOPLE, PROVIDERS, Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.mapping.synonym import Why, guess_role, names_a_kind, tells_of_rest
from resnet.ingest.mapping.week import columns_of_week
from resnet.ingest.readers.table import ManyRows

_SAMPLES = 3
_POINTS_TRIED = 50
_MOST_NAMED = 0.6
_Given = tuple[Role | None, Why]
_SURENESS = {Why.TOLD: 0, Why.PRESET: 1, Why.SYNONYM: 2, Why.ENDING: 3}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; ``role`` None is unmapped. ``samples`` are shown to who reads the list in.

    ``look`` is what the cells of an unmapped column look like.
    """

    number: int
    head: str
    role: Role | None
    why: Why
    samples: tuple[str, ...]
    look: Look | None = None


def find_columns(shape: Shape, preset: Preset | None, correction: Correction) -> tuple[Column, ...]:
    """Every column, one for each role at most: what a person told, then the layout, the head, the values."""
    told = correction.for_columns(shape.heads)
    columns = [
        _column(shape, number, _told(head, number, preset, told) or _found(head, number, preset))
        for number, head in enumerate(shape.heads, start=1)
    ]
    settled = _named(_served([_doubted(column, shape) for column in _settled(columns)], shape), shape)
    settled = _by_values(_parted_by_day(settled), shape)
    return _provider_in_prose(_swap_coordinates(_promoted(settled), shape), shape)


def _told(head: str, number: int, preset: Preset | None, told: Mapping[int, Role | None]) -> _Given | None:
    """What a person said of the column, now or when the layout was saved."""
    if number in told:
        return told[number], Why.TOLD
    if preset is not None and preset.leaves_out(head, number):
        return None, Why.TOLD
    return None


def _found(head: str, number: int, preset: Preset | None) -> _Given:
    role = preset.role_of(head, number) if preset is not None else None
    if preset is not None and role is not None:
        return role, Why.TOLD if preset.is_saved else Why.PRESET
    guess = guess_role(head)
    return (guess.role, guess.why) if guess else (None, Why.UNKNOWN)


def _column(shape: Shape, number: int, given: _Given) -> Column:
    role, why = given
    samples = () if role in OF_PEOPLE else _said(shape, number)
    return Column(number, shape.heads[number - 1], role, why, samples)


def _said(shape: Shape, column: int) -> tuple[str, ...]:
    """The first different cells of the column that say something."""
    if isinstance(shape.body, ManyRows):
        return shape.body.first_said(column)
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
    for column in columns:
        if column.role is None:
            continue
        rival = kept.get(column.role)
        if rival is None or _rank(column) < _rank(rival):
            kept[column.role] = column
    return [
        column
        if column.role is None or kept[column.role] is column
        else replace(column, role=None, why=Why.DUPLICATE)
        for column in columns
    ]


def _rank(column: Column) -> tuple[int, bool]:
    return _SURENESS.get(column.why, len(_SURENESS)), not column.samples and column.role not in OF_PEOPLE


def _doubted(column: Column, shape: Shape) -> Column:
    """The column without a role that only its head gives it, where hardly any cell bears the head out."""
    if column.role is None or column.why not in (Why.SYNONYM, Why.ENDING) or column.role not in LOOK_OF:
        return column
    cells = cells_across(shape.body, column.number)
    if column.role is Role.KIND and cells and all(looks(cell, Look.DISTRICT) for cell in cells):
        return replace(column, role=Role.DISTRICT, why=Why.VALUES)
    share = share_that_looks(cells, LOOK_OF[column.role])
    look = look_of(cells) if share is not None and share <= HARDLY else None
    return replace(column, role=None, why=Why.CONTRADICTED) if look in CERTAIN else column


def _served(columns: list[Column], shape: Shape) -> list[Column]:
    """The columns with that of whom they serve, where types are 지체 and 시각: no kinds of facility."""
    if any(column.role is Role.TARGET for column in columns):
        return columns
    for column in columns:
        if column.role in (Role.KIND, Role.KIND_DETAIL) and column.why in (Why.SYNONYM, Why.ENDING):
            share = share_that_looks(cells_across(shape.body, column.number), Look.DISABILITY)
            if share is not None and share >= MOSTLY:
                return _with_role(columns, column, Role.TARGET, Why.VALUES)
    return columns


def _named(columns: list[Column], shape: Shape) -> list[Column]:
    """The columns with that of the names, where no head says which: 약국 over names, or 구분 over them."""
    if NAMES & {column.role for column in columns}:
        return columns
    for column in columns:
        if column.role is None and column.why is Why.UNKNOWN and names_a_kind(column.head):
            return _with_role(columns, column, Role.FACILITY_NAME, Why.ENDING)
    for column in columns:
        is_of_head = column.role is Role.KIND and column.why is Why.SYNONYM
        if is_of_head and look_of(cells_across(shape.body, column.number)) is Look.NAME:
            return _with_role(columns, column, Role.FACILITY_NAME, Why.VALUES)
    return columns


def _with_role(columns: list[Column], of: Column, role: Role, why: Why) -> list[Column]:
    return [replace(column, role=role, why=why) if column is of else column for column in columns]


def _by_values(columns: list[Column], shape: Shape) -> list[Column]:
    """The columns that nothing else named, by what their cells look like, one for each role at most."""
    taken = {column.role for column in columns}
    found = []
    for column in columns:
        if column.role is not None or column.why in (Why.TOLD, Why.SYNONYM):
            # Without a role and known by its head: a day of the week.
            found.append(column)
            continue
        cells = cells_across(shape.body, column.number)
        look = look_of(cells)
        role = ROLES.get(look) if look is not None else None
        if role is None or role in taken or not _may_be(role, column, cells, taken):
            found.append(replace(column, look=look))
            continue
        taken.add(role)
        found.append(replace(column, role=role, why=Why.VALUES))
    return found


def _parted_by_day(columns: list[Column]) -> list[Column]:
    """The columns, none of a week's alone taken for the hours: 평일 운영시간 is not those of Saturday."""
    of_hours = [column for column in columns if column.role in (None, Role.HOURS)]
    free = [column for column in of_hours if column.why is not Why.TOLD]
    week = set(columns_of_week((column.number, column.head) for column in free).values())
    if any(column.role is Role.HOURS and column.number not in week for column in of_hours):
        return columns
    return [
        replace(column, role=None, why=Why.SYNONYM) if column.number in week else column for column in columns
    ]


def _may_be(role: Role, column: Column, cells: Sequence[str], taken: Collection[Role | None]) -> bool:
    """Whether the values alone are enough for the role."""
    if role in (Role.WEEKDAYS, Role.HOURS):
        # Days and times under 휴진 or 점심시간 are those when nobody is there.
        return not tells_of_rest(column.head)
    if role is Role.PHONE:
        # A list's mobile number may be somebody's own: only a head can say that it is the agency's.
        return not are_mobile(cells)
    if role is Role.FACILITY_NAME:
        return not (PROVIDERS | {Role.SERVICE_NAME}) & set(taken)
    return True


def _promoted(columns: list[Column]) -> list[Column]:
    """A detail stands in for what it details where that is missing: 시설유형 alone is the kind."""
    roles = {column.role for column in columns}
    stand_ins = {Role.KIND_DETAIL: Role.KIND, Role.ADDRESS_LOT: Role.ADDRESS}
    if Role.ADDRESS_AREA in roles and Role.ADDRESS_LOT not in roles:
        # The areas in one column, and the rest of the address in the other.
        stand_ins[Role.ADDRESS_DETAIL] = Role.ADDRESS
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
