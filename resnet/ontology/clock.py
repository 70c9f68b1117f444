"""Clocks: how long after, or before, an event something is due, in Korean calendar days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from resnet.errors import BadValueError
from resnet.ontology.field import Label
from resnet.ontology.words import KOREA


def end_of(day: date) -> datetime:
    """The end of a Korean day: the first instant after it."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=KOREA)


def last_moment_of(day: date) -> datetime:
    """The last instant of a Korean day: what held on it at last, holds then."""
    return end_of(day) - timedelta.resolution


class ClockKind(StrEnum):
    """What a clock does from its event on; the files of data/standards explain each."""

    DEADLINE = "deadline"
    INTERVAL = "interval"
    NOTICE = "notice"
    PERIOD = "period"
    LOOKBACK = "lookback"


class Unit(StrEnum):
    """What a clock counts."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_BACKWARD = frozenset({ClockKind.NOTICE, ClockKind.LOOKBACK})


@dataclass(frozen=True, slots=True)
class Span:
    """A count of units, with where it is written."""

    count: int
    unit: Unit
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock of a standard. It warns; it never blocks.

    ``from_event`` and ``to_event`` are codes of the vocabulary ``case_events``. ``alternatives`` are spans
    that the source gives elsewhere. ``is_ours`` marks a number of no source, and ``reason`` says why.
    """

    code: str
    label: Label
    kind: ClockKind
    from_event: str
    to_event: str
    span: Span
    is_approximate: bool = False
    is_ours: bool = False
    reason: str = ""
    alternatives: tuple[Span, ...] = ()

    @property
    def count(self) -> int:
        """How many units."""
        return self.span.count

    @property
    def unit(self) -> Unit:
        """Of what."""
        return self.span.unit

    @property
    def source(self) -> str:
        """Where the number is written."""
        return self.span.source

    def due_at(self, event: datetime) -> datetime:
        """The first instant that is too late, in UTC; for a lookback, the instant it begins.

        Hours run by the minute. Longer units count whole Korean days without the day of the event, so that
        three days after any time on the 2nd end with the 5th. A notice counts back in the same way.

        Raises:
            BadValueError: If ``event`` does not say its time zone.

        Source: Civil Act (민법), arts. 156, 157, 159 and 160.
        """
        if event.tzinfo is None:
            raise BadValueError(f"clock {self.code}", event, "a time with its time zone")
        if self.unit is Unit.HOUR:
            hours = timedelta(hours=-self.count if self.kind in _BACKWARD else self.count)
            return (event + hours).astimezone(UTC)
        today = event.astimezone(KOREA).date()
        if self.kind in _BACKWARD:
            day = _moved(today, self.unit, -self.count)
        else:
            day = _moved(today + timedelta(days=1), self.unit, self.count)
        return datetime.combine(day, time.min, tzinfo=KOREA).astimezone(UTC)

    def first_day(self, told_at: datetime) -> date:
        """The first Korean day on which something may be held that is announced at this instant.

        The span runs whole after the day of the announcement, so that ``due_at`` of that day is later.
        """
        return _moved(told_at.astimezone(KOREA).date() + timedelta(days=1), self.unit, self.count)


def _moved(day: date, unit: Unit, count: int) -> date:
    """``day`` moved by whole units.

    Where the month has no such day, moving on ends with that month, so the first of the next is returned;
    moving back takes the month's last day.
    """
    if unit is Unit.DAY:
        return day + timedelta(days=count)
    if unit is Unit.WEEK:
        return day + timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 + (count if unit is Unit.MONTH else 12 * count)
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    if day.day <= (after - first).days:
        return first.replace(day=day.day)
    return after if count > 0 else after - timedelta(days=1)
