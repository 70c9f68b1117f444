"""The operating state that a row tells, since when, and which rows of one name are licences that ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.name import Name, clean_name, without_state
from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.clean.status import WORDS, State, clean_remark_on_state, clean_status, may_tell_an_end
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.table import RawRow
from resnet.ingest.said.saying import Cells, Saying, by_cells

_NOTHING_SAID: Cleaned[State] = Cleaned(None, "", Rule.EMPTY)
_STATE_ROLES = (Role.STATUS, Role.PHONE, Role.WEEKDAYS)
_CLOSED = "closed"


def state_said(cells: Cells, name: Name | None, on: date | None) -> Cleaned[State]:
    """The state that the row tells.

    In its own column, behind the name, or where a phone number belongs; else by a day of closing or of
    suspension that had come by ``on``, the list's day. Its day is the one in the same words, else the one of
    its column.
    """
    told = _in_words(cells, name, on)
    closed_on = clean_day(cells.get(Role.CLOSED_ON, "")).value
    suspended = _days_of_suspension(cells)
    if told.value is None:
        if closed_on is not None and on is not None and closed_on <= on:
            return Cleaned(State(_CLOSED, closed_on), cells[Role.CLOSED_ON], Rule.BY_DAY)
        if suspended and on is not None and suspended[0] <= on <= (suspended[1] or date.max):
            return Cleaned(State("suspended", *suspended), cells[Role.SUSPENDED_FROM], Rule.BY_DAY)
        return told
    days = {_CLOSED: (closed_on, None), "suspended": suspended}.get(told.value.code)
    if told.value.since is not None or not days:
        return told
    return Cleaned(State(told.value.code, *days), told.raw, told.rule)


def say_state(saying: Saying, cells: Cells, name: Name | None, on: date | None) -> None:
    """State and day as fields."""
    told = _ToldOfState(name.state if name else "", name.since if name else None, on)
    # Hardly any cell of telephone numbers has words in it, hardly any remark tells an end: each is its own.
    has_words = WORDS.search(cells.get(Role.PHONE, "")) or may_tell_an_end(cells.get(Role.REMARKS, ""))
    saying.join((_state_by_every_cell if has_words else _state_by_columns)(cells, told))


class _ToldOfState(NamedTuple):
    """What is known of the state beside the row's cells: by the name, and the list's day."""

    by_name: str
    since: date | None
    on: date | None


_COLUMNS_OF_STATE = (
    Role.STATUS,
    Role.WEEKDAYS,
    Role.CLOSED_ON,
    Role.SUSPENDED_FROM,
    Role.SUSPENDED_UNTIL,
)


def _say_state(saying: Saying, cells: Cells, told: _ToldOfState) -> None:
    name = Name("", state=told.by_name, since=told.since)
    state = state_said(cells, name, told.on)
    saying.take("status", state, lambda each: each.code)
    if state.value is not None:
        saying.say("status_since", state.value.since)
    if clean_day(cells.get(Role.CLOSED_ON, "")).rule in (Rule.UNSURE, Rule.IMPOSSIBLE):
        saying.unsure.append("status_since")


_state_by_columns = by_cells(*_COLUMNS_OF_STATE)(_say_state)
_state_by_every_cell = by_cells(*_COLUMNS_OF_STATE, Role.REMARKS, Role.PHONE)(_say_state)


def ended_licences(columns: Columns) -> dict[int, str]:
    """Rows that close a place whose name another row of the district carries on, each with what tells it.

    Registers keep a licence that ended beside the one that took its place, under one name. The row that
    runs (or ended last) is the place that people know by the name; each other closed row is one of its
    own. So a place that closes later stays the same place.
    """
    if columns.subject is not Subject.FACILITY:
        return {}
    found: dict[int, str] = {}
    for rows in _of_one_name(columns):
        ends = [(_end_of(columns.cells(row)), -row.number) for row in rows]
        closed = sorted((end, number) for end, number in ends if end is not None)
        runs = len(closed) < len(ends)
        for ended, number in closed if runs else closed[:-1]:
            found[-number] = ended
    return found


def _of_one_name(columns: Columns) -> Iterator[list[RawRow]]:
    """The rows whose name another row of their district has too, name by name."""
    if not {Role.STATUS, Role.CLOSED_ON} & {column.role for column in columns.columns}:
        return
    # Most rows of a long list have a name of their own: only the others are kept.
    hashes = (hash(_name_in_district(columns, row)) for row in columns.rows)
    names = np.fromiter(hashes, dtype=np.int64, count=len(columns.rows))
    values, counts = np.unique(names, return_counts=True)
    is_shared = np.isin(names, values[counts > 1])
    groups: defaultdict[tuple[str, str], list[RawRow]] = defaultdict(list)
    for row, shared in zip(columns.rows, is_shared, strict=True):
        if shared:
            groups[_name_in_district(columns, row)].append(row)
    yield from (rows for rows in groups.values() if len(rows) > 1)


def _name_in_district(columns: Columns, row: RawRow) -> tuple[str, str]:
    cells = columns.cells(row)
    name = without_state(cells.get(Role.FACILITY_NAME, ""))
    return spaceless(name), spaceless(cells.get(Role.DISTRICT, ""))


def _end_of(cells: Cells) -> str | None:
    """What tells the end of a closed row from others: its days and its place; None while it is not closed."""
    state = state_said(cells, clean_name(cells.get(Role.FACILITY_NAME, "")).value, None).value
    if state is None or state.code != _CLOSED:
        return None
    return " ".join(collapse(cells.get(role, "")) for role in (Role.CLOSED_ON, Role.FOUNDED_ON, Role.ADDRESS))


def _in_words(cells: Cells, name: Name | None, on: date | None) -> Cleaned[State]:
    for role in _STATE_ROLES:
        state = clean_status(cells.get(role, ""))
        if state.value is not None:
            return state
    if name is not None and name.state:
        return Cleaned(State(name.state, name.since), name.text, Rule.BY_WORD)
    remarked = clean_remark_on_state(cells.get(Role.REMARKS, ""), on)
    if remarked.value is not None:
        return remarked
    own = cells.get(Role.STATUS, "")
    # 접수마감, X: its own column says something of the state, and nobody knows what.
    return _NOTHING_SAID if blank_of(own) is not None else Cleaned(None, own, Rule.UNSURE)


def _days_of_suspension(cells: Cells) -> tuple[date, date | None] | None:
    since = clean_day(cells.get(Role.SUSPENDED_FROM, "")).value
    return (since, clean_day(cells.get(Role.SUSPENDED_UNTIL, "")).value) if since is not None else None
