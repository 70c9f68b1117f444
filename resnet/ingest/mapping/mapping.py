"""A table to its columns' roles, with why, samples, and what was left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter

from resnet.ingest.bad_file import NotAResourceListError, Where
from resnet.ingest.clean.kind import KindSaid, clean_kind
from resnet.ingest.clean.name_and_phone import clean_name_and_phone
from resnet.ingest.clean.phone_and_contact import part_address
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.clean.status import is_of_ended, state_of_heading
from resnet.ingest.mapping.as_above import fill_as_above
from resnet.ingest.mapping.by_head import amount_under, words_of_marks
from resnet.ingest.mapping.column import Column, find_columns
from resnet.ingest.mapping.correction import Correction, UnknownColumnError
from resnet.ingest.mapping.groups import fill_groups
from resnet.ingest.mapping.heads import Words, shape_by_words_or_values
from resnet.ingest.mapping.legend import with_legend
from resnet.ingest.mapping.noted import with_comments
from resnet.ingest.mapping.preset import OF_AREAS, Preset, Subject, get_preset, presets_for
from resnet.ingest.mapping.private import without_private
from resnet.ingest.mapping.refuse import (
    refuse_bare_names,
    refuse_counted_names,
    refuse_people,
    refuse_persons,
    refuse_preset,
    refuse_statistics,
    refuse_without_names,
    refuse_without_provider,
    refuse_without_rows,
)
from resnet.ingest.mapping.role import NAMES, PROVIDERS, Role
from resnet.ingest.mapping.services import part_services
from resnet.ingest.mapping.shape import TOWN, Dropped, NotARow, Shape
from resnet.ingest.mapping.synonym import (
    Why,
    grid_of,
    header_key,
    roles_inside,
    spellings,
)
from resnet.ingest.mapping.week import columns_of_week, days_marked, hours_of_week
from resnet.ingest.readers.table import RawRow, RawTable

# A list of a city has a few rows of the city itself, or of a neighbour.
_MOST_ROWS = 0.8
# Every second row is shaded to be read more easily.
_MOST_SHADED = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a list before it is read.

    ``preset`` names its layout; ``saved`` are the layouts that people saved here, which fit before the
    shipped ones; ``correction`` is what a person says of its columns now. ``is_looked_at``: somebody sees how
    it would be read before it is taken, so its columns may be told by their values alone.
    """

    preset: str | None = None
    saved: tuple[Preset, ...] = ()
    correction: Correction = field(default_factory=Correction)
    is_looked_at: bool = False

    def named(self) -> Preset | None:
        """The layout that was asked for, None when none was.

        Raises:
            UnknownPresetError: If it is none.
        """
        return get_preset(self.preset, self.saved) if self.preset is not None else None


@dataclass(frozen=True)
class Mapping:
    """A list, understood.

    ``carried`` are rows that belong to the agency named above them; ``of_several`` says how many lines of
    the sheet name several services, each of them a row of the list, ``grouped`` how many rows have a word
    that stands once before several, ``as_above`` how many say somewhere that it is as in the row above.
    ``unclear`` are rows with marks of which nobody knows whether they mean yes, ``legend`` the codes that the
    list explains itself, and what each means.
    """

    table: RawTable
    preset: Preset | None
    subject: Subject
    shape: Shape
    columns: tuple[Column, ...]
    carried: tuple[int, ...] = ()
    of_several: int = 0
    grouped: int = 0
    as_above: int = 0
    unclear: tuple[int, ...] = ()
    legend: MappingOf[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> Sequence[RawRow]:
        """The rows of the list."""
        return self.shape.body

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The lines that are no rows, and why."""
        return self.shape.dropped

    @property
    def unmapped(self) -> tuple[Column, ...]:
        """The columns without a role; their cells are still kept in each row's record."""
        taken = frozenset(self.week.values())
        return tuple(column for column in self.columns if column.role is None and column.number not in taken)

    def column_of(self, role: Role) -> int | None:
        """The number of the column with that role, None when there is none."""
        return next((column.number for column in self.columns if column.role is role), None)

    @cached_property
    def under_ended(self) -> int:
        """How many rows stand under a sub-heading of places that ended or rest."""
        return sum(map(is_of_ended, self.shape.sections.values()))

    @cached_property
    def shaded(self) -> tuple[int, ...]:
        """The rows of the list that are grey in the sheet; none where it is the looks of many."""
        grey = frozenset(self.table.shaded)
        rows = tuple(row.number for row in self.shape.body if row.number in grey) if grey else ()
        return tuple(dict.fromkeys(rows)) if len(rows) <= _MOST_SHADED * len(self.shape.body) else ()

    @cached_property
    def grid(self) -> int | None:
        """The EPSG code of the points' grid where the heads tell it, None for degrees and unknown grids."""
        numbers = (self.column_of(Role.LONGITUDE), self.column_of(Role.LATITUDE))
        return next(
            (grid for number in numbers if number and (grid := grid_of(self.shape.heads[number - 1]))), None
        )

    def key_of(self, column: int) -> str:
        """What a correction calls the column: its head, or ``#3`` where it has none of its own."""
        head = self.shape.heads[column - 1]
        keys = [header_key(each) for each in self.shape.heads]
        return head if head and keys.count(header_key(head)) == 1 else f"#{column}"

    @cached_property
    def _told(self) -> list[tuple[Role, int]]:
        """Each role with the number of its column."""
        return [(column.role, column.number) for column in self.columns if column.role is not None]

    @cached_property
    def _told_roles(self) -> tuple[Role, ...]:
        return tuple(role for role, _ in self._told)

    @cached_property
    def _last_told(self) -> int:
        """The number of the last column with a role."""
        return max((number for _, number in self._told), default=0)

    @cached_property
    def _told_cells(self) -> Callable[[tuple[str, ...]], Sequence[str]]:
        """Takes the cells of the columns with a role out of a row's."""
        places = [number - 1 for _, number in self._told]
        if len(places) < 2:
            return lambda cells: [cells[place] for place in places]
        return itemgetter(*places)

    @cached_property
    def week(self) -> MappingOf[str, int]:
        """The number of the column of each weekday, or of workdays and weekend; empty where none has one."""
        return columns_of_week(
            (column.number, column.head)
            for column in self.columns
            if column.role is None and column.why is not Why.TOLD
        )

    @cached_property
    def _state_marks(self) -> MappingOf[str, str]:
        """What marks in the column of states say."""
        number = self.column_of(Role.STATUS)
        return words_of_marks(self.shape.heads[number - 1]) if number is not None else {}

    @cached_property
    def _cost_head(self) -> str:
        number = self.column_of(Role.COST)
        return self.shape.heads[number - 1] if number is not None else ""

    @cached_property
    def _has_phone_in_address(self) -> bool:
        """Whether the head says that a number stands behind the address, and no column has numbers."""
        number = self.column_of(Role.ADDRESS)
        is_alone = not {Role.PHONE, Role.PHONE_AND_CONTACT, Role.PHONE_AND_FAX} & {r for r, _ in self._told}
        return number is not None and is_alone and Role.PHONE in roles_inside(self.shape.heads[number - 1])

    @cached_property
    def _names_before_phones(self) -> bool:
        """Whether a head says that names stand there: what is no number is a name then, and no prose."""
        return any(each.role is Role.NAME_AND_PHONE and each.why is Why.SYNONYM for each in self.columns)

    def by_itself(self) -> Mapping:
        """The list, with only the header and the lines above it kept of its table."""
        titles = sum(line.why is NotARow.TITLE for line in self.dropped)
        above = self.table.rows[: titles + len(self.shape.header_rows)]
        return replace(self, table=self.table.with_rows(above))

    def cells(self, row: RawRow) -> dict[Role, str]:
        """The row's text by role, with what the layout implies for every row."""
        fixed: MappingOf[Role, str] = self.preset.fixed if self.preset else {}
        if len(row.cells) >= self._last_told:
            said = dict(zip(self._told_roles, self._told_cells(row.cells), strict=True))
        else:
            said = {role: row.text(number) for role, number in self._told}
        section = self.shape.sections.get(row.number, "")
        role = _role_of_section(section) if section else None
        if role is not None and not said.get(role, "").strip():
            said[role] = (state_of_heading(section) or section) if role is Role.STATUS else section
        if self._state_marks and (state := self._state_marks.get(said[Role.STATUS].strip())):
            said[Role.STATUS] = state
        if self._cost_head and said[Role.COST]:
            said[Role.COST] = amount_under(self._cost_head, said[Role.COST])
        if self.week and not said.get(Role.HOURS, "").strip():
            said[Role.HOURS] = hours_of_week(row, self.week)
            if not said[Role.HOURS] and (days := days_marked(row, self.week)):
                said.setdefault(Role.WEEKDAYS, days)
        if self._has_phone_in_address:
            said[Role.ADDRESS], said[Role.PHONE] = part_address(said[Role.ADDRESS])
        if Role.NAME_AND_PHONE in said:
            both = clean_name_and_phone(said[Role.NAME_AND_PHONE]).value
            name = said[Role.NAME_AND_PHONE] if self._names_before_phones else ""
            said[Role.FACILITY_NAME] = both.name if both else name
            said[Role.PHONE] = (both.phone if both else "") or said.get(Role.PHONE, "")
        return {**fixed, **said} if fixed else said


def _role_of_section(text: str) -> Role | None:
    """What a sub-heading says of the rows under it: district or town, state, kind, or nothing certain."""
    if len(text) > 1 and text[-1] in "시군구" and " " not in text:
        return Role.DISTRICT
    if TOWN.fullmatch(text):
        return Role.TOWN
    if state_of_heading(text) is not None:
        return Role.STATUS
    return Role.KIND if clean_kind(KindSaid(text, "", "")).value is not None else None


def find_mapping(table: RawTable, told: Told | None = None) -> Mapping:
    """The roles of the table's columns, by what is told, the fitting layout, the synonyms, the values.

    Raises:
        UnknownPresetError: If a layout was asked for that is none.
        NoHeaderError: If no row names columns.
        NotAResourceListError: If the table is well read and is no list of resources, or lacks the heads of
            the layout that was asked for.
    """
    told = told or Told()
    asked = told.named()
    by = Words(asked, told.saved, told.correction)
    shape = shape_by_words_or_values(table, by, is_looked_at=told.is_looked_at)
    refuse_persons(table, shape)
    if asked is not None:
        _demand_heads(table, shape, asked)
    shape, legend = with_legend(shape, table)
    bare = without_private(shape)
    shape = with_comments(bare, table)
    layout = asked or _saved(told.saved, (shape, bare)) or _layout(bare)
    if layout is not None:
        refuse_preset(table, shape, layout)
    columns = find_columns(shape, layout, told.correction)
    roles = frozenset(column.role for column in columns if column.role is not None)
    if not roles & NAMES and not (layout and layout.subject in OF_AREAS):
        refuse_statistics(table, shape)
        refuse_without_names(table, shape)
    if layout is None:
        refuse_bare_names(table, columns)
        refuse_counted_names(table, shape, roles)
        refuse_people(table, shape, columns)
    if not roles & PROVIDERS and Role.SERVICE_NAME in roles:
        refuse_without_provider(table, shape)
    refuse_without_rows(table, shape)
    subject = told.correction.subject or (layout.subject if layout else _subject(roles))
    if subject in OF_AREAS:
        return Mapping(table, layout, subject, shape, columns)
    shape, as_above = fill_as_above(shape, columns)
    shape, grouped = fill_groups(shape, columns)
    parted = part_services(shape, columns, table.filled)
    counts = (parted.carried, parted.of_several, grouped, as_above, parted.unclear)
    return Mapping(table, layout, subject, parted.shape, parted.columns, *counts, legend)


def _saved(saved: Sequence[Preset], shapes: Sequence[Shape]) -> Preset | None:
    """The layout that a person saved for a list with these heads, its comments counted in or not."""
    return next((preset for shape in shapes for preset in saved if preset.fits(shape.heads)), None)


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
    missing = (preset.signature | set(preset.heads)) - frozenset(
        key for head in shape.heads for key in spellings(head)
    )
    if missing:
        raise NotAResourceListError(
            table.where(shape.head_row),
            "other-layout",
            preset=preset.title,
            missing=", ".join(sorted(missing)),
        )


def _subject(roles: frozenset[Role]) -> Subject:
    """What a row is, in a list of no known layout."""
    if Role.SERVICE_NAME in roles:
        return Subject.PROGRAMME
    has_offers = bool(roles & {Role.SERVICE_CONTENT, Role.SERVICE_CLASS})
    return Subject.RESOURCE if has_offers else Subject.FACILITY


def refuse_unknown_columns(file: str, told: Told, understood: Sequence[Mapping]) -> None:
    """A correction that no list of the file can take would be lost in silence.

    Raises:
        UnknownColumnError: If a corrected column is in none of them.
    """
    missing = [set(told.correction.missing_in(columns.shape.heads)) for columns in understood]
    for head in told.correction.roles:
        if all(head in each for each in missing):
            raise UnknownColumnError(Where(file), head, understood[0].shape.heads)
