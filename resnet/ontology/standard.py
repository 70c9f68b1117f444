"""A standard: the field's numbers (clocks, caseloads, levels, seats) an agency works by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from resnet.errors import BadInputError
from resnet.ontology.clock import Clock
from resnet.ontology.field import Label
from resnet.ontology.term import CODE

EVERY_TEAM = "every"
Part = TypeVar("Part")


class UnknownClockError(BadInputError):
    """The standard has no such clock, limit, caseload, level or qualification; ``what`` says which."""

    code: ClassVar[str] = "unknown-clock"

    def __init__(self, standard: str, what: str, name: str) -> None:
        self.standard, self.what, self.name = standard, what, name
        shown = repr(name) if CODE.fullmatch(name) else "called that"
        super().__init__(f"the standard {standard} has no {what} {shown}: see data/standards.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many; either bound may be absent. ``is_ours`` marks a number of no source, ``reason`` says why."""

    code: str
    label: Label
    unit: str
    source: str
    at_least: int | None = None
    at_most: int | None = None
    is_ours: bool = False
    reason: str = ""

    def allows(self, value: int) -> bool:
        """Whether ``value`` is within the bounds, both inclusive."""
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """How many cases of a type one manager carries; ``at_most`` None means that the source gives no number.

    ``alternatives`` are what the source says elsewhere.
    """

    service_type: str
    source: str
    at_least: int | None = None
    at_most: int | None = None
    alternatives: tuple[Caseload, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One sign of a level."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of case management (a code of ``vocabulary``); any one of its criteria makes it."""

    code: str
    vocabulary: str
    label: Label
    source: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat an integrated team needs for ``client_type`` (``every``: in every team).

    ``filled_by`` are agency types whose worker can take it, narrower ones included; ``()`` when the person
    counts, not the agency. ``titles`` are words in a worker's title that show the role. ``is_of_residence``:
    of the client's own neighbourhood. ``is_if_there``: only where the district has one.
    """

    code: str
    label: Label
    client_type: str
    source: str
    filled_by: tuple[str, ...]
    titles: tuple[str, ...]
    is_of_residence: bool
    is_if_there: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to qualify; ``years`` of practice, None when not counted."""

    label: Label
    years: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """What a role asks of a worker: any one of the ways."""

    role: str
    ways: tuple[Way, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """All numbers an agency works by; a case keeps the standard it was opened under.

    ``is_base``: not to be chosen itself, others are based on it.
    """

    id: str
    title: Label
    version: str
    source: str
    valid_from: date | None
    valid_to: date | None
    based_on: str | None
    is_base: bool
    clocks: Mapping[str, Clock]
    limits: Mapping[str, Limit]
    caseloads: Mapping[str, Caseload]
    qualifications: Mapping[str, Qualification]
    levels: tuple[Level, ...]
    seats: tuple[Seat, ...]

    def clock(self, code: str) -> Clock:
        """The clock of that code.

        Raises:
            UnknownClockError: If there is none.

        >>> from resnet.ontology.standards import load_standard
        >>> load_standard("handbook_2011").clock("intake-contact").count
        3
        """
        return self._found("clock", self.clocks, code)

    def limit(self, code: str) -> Limit:
        """The limit of that code.

        Raises:
            UnknownClockError: If there is none.
        """
        return self._found("limit", self.limits, code)

    def caseload(self, service_type: str) -> Caseload:
        """The caseload of a case type (a code of ``case_service_types``).

        Raises:
            UnknownClockError: If there is none.
        """
        return self._found("caseload", self.caseloads, service_type)

    def qualification(self, role: str) -> Qualification:
        """What a role asks.

        Raises:
            UnknownClockError: If nothing is written of it.
        """
        return self._found("qualification", self.qualifications, role)

    def level(self, code: str, vocabulary: str = "levels") -> Level:
        """The level of that code, of local practice (``levels``) or the state (``state_levels``).

        Raises:
            UnknownClockError: If there is none.
        """
        levels = {each.code: each for each in self.levels if each.vocabulary == vocabulary}
        return self._found("level", levels, code)

    def seats_for(self, client_types: Iterable[str]) -> tuple[Seat, ...]:
        """The seats a team needs for a client of these types, those of every team first, each once."""
        wanted = {EVERY_TEAM, *client_types}
        found: dict[str, Seat] = {}
        for seat in self.seats:
            if seat.client_type in wanted:
                found.setdefault(seat.code, seat)
        return tuple(found.values())

    def _found(self, what: str, parts: Mapping[str, Part], code: str) -> Part:
        try:
            return parts[code]
        except KeyError:
            raise UnknownClockError(self.id, what, code) from None
