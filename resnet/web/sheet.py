"""A sheet: a form that is read field by field, and comes back as it was typed when something is amiss."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from starlette.responses import Response

from resnet.casework.circle import ConsentMissingError
from resnet.errors import BadInputError, ConflictError, RuleError
from resnet.ontology.category import SENSITIVE
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.entry import BadEntryError, day_of
from resnet.web.problem import say_problem
from resnet.web.render import Onward, page

Options = tuple[tuple[str, str], ...]
Entry = str | tuple[str, ...] | date | datetime | float | bool | None
# What was typed is right in form and refused by a rule, or unreadable: either way nothing was kept.
_REFUSED: Final = 422
_LONGEST_LINE: Final = 300
_DAY_MINUTES: Final = 24 * 60
# Nine digits are more than any number a sheet asks for.
_WHOLE: Final = re.compile(r"(?a:\d{1,9}|\d{1,3}(,\d{3}){1,2})")
_NUMBER: Final = re.compile(r"(?a:\d{1,6}(\.\d{1,3})?)")


class Way(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    PICK = "pick"
    PICKS = "picks"
    DAY = "day"
    MOMENT = "moment"
    TIME = "time"
    NUMBER = "number"
    WHOLE = "whole"
    TICK = "tick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question; ``options`` are codes with their words, for those that are picked.

    ``under`` are those of the codes that are part of the one before them.
    """

    name: str
    label: str
    way: Way = Way.LINE
    options: Options = ()
    is_required: bool = False
    hint: str = ""
    under: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, under a legend; none is shown for ``""``."""

    legend: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form. ``address`` shows it and takes it; ``at`` says at which question a rule's refusal stands.

    ``carries`` are fields that nobody sees and the form brings back.
    """

    title: str
    address: str
    back: str
    back_words: str
    send: str
    groups: tuple[Group, ...]
    says: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    carries: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> dict[str, Ask]:
        """All questions by name."""
        return {ask.name: ask for group in self.groups for ask in group.asks}


class RefusedAtError(BadInputError):
    """Something typed is amiss; it is told at its question, on the form itself, and so is ``also``.

    ``carries`` stands in place of what the form carried.
    """

    code: ClassVar[str] = "form-answer"

    def __init__(
        self,
        name: str,
        says: str,
        also: Mapping[str, str] = MappingProxyType({}),
        carries: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name, self.says, self.also, self.carries = name, says, also, carries
        super().__init__(says)


@dataclass(frozen=True)
class Filled:
    """What was answered, each in the type of its way."""

    entries: Mapping[str, Entry]

    def text(self, name: str) -> str:
        """A line, a text or a picked code; ``""`` for nothing."""
        value = self.entries.get(name)
        return value if isinstance(value, str) else ""

    def codes(self, name: str) -> tuple[str, ...]:
        """The picked codes."""
        value = self.entries.get(name)
        return value if isinstance(value, tuple) else ()

    def day(self, name: str) -> date | None:
        """A day."""
        value = self.entries.get(name)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def moment(self, name: str) -> datetime | None:
        """An instant, typed in Korean time."""
        value = self.entries.get(name)
        return value if isinstance(value, datetime) else None

    def number(self, name: str) -> float | None:
        """A number."""
        value = self.entries.get(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def whole(self, name: str) -> int | None:
        """A whole number, or the minute of a typed time of day."""
        value = self.number(name)
        return None if value is None else int(value)

    def is_ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.entries.get(name) is True


def show_sheet(desk: Desk, sheet: Sheet, stands: Mapping[str, tuple[str, ...]] | None = None) -> Response:
    """The form, with what ``stands`` already; without it empty, nothing is chosen before somebody chooses."""
    return _shown(desk, sheet, stands or {}, {})


def show_refused(
    desk: Desk, sheet: Sheet, typed: Mapping[str, tuple[str, ...]], amiss: Mapping[str, str]
) -> Response:
    """The form as it was typed, with what is amiss: for an act that did its first half and not its second."""
    return _shown(desk, sheet, typed, amiss)


def take_sheet(asked: Asked, sheet: Sheet, act: Callable[[Filled], Onward]) -> Response:
    """Do ``act`` with what was filled in; or show the form again as it was typed, and what is amiss where."""
    desk = asked.desk
    entries, amiss = _read(asked, sheet)
    if not amiss:
        try:
            return act(Filled(entries))
        except RefusedAtError as refused:
            amiss = {refused.name: refused.says, **refused.also}
            sheet = replace(sheet, carries={**sheet.carries, **refused.carries})
        except RuleError as error:
            amiss = {sheet.at.get(error.rule, ""): say_problem(desk, error)}
        except ConsentMissingError as error:
            return _without_consent(asked, sheet, error)
        except ConflictError:
            amiss = {"": desk.words.text("sheet-changed-meanwhile")}
    return _shown(desk, sheet, asked.form, amiss)


def _without_consent(asked: Asked, sheet: Sheet, error: ConsentMissingError) -> Response:
    """At the items of a sheet that asks consent itself; else with the way to the sheet that does."""
    desk = asked.desk
    at = "sensitive" if error.categories & SENSITIVE else "ordinary"
    if at in sheet.asks:
        return _shown(desk, sheet, asked.form, {at: say_problem(desk, error)})
    mend = f"{sheet.back}/consent" if sheet.back.startswith("/cases/") else ""
    return _shown(desk, sheet, asked.form, {"": say_problem(desk, error)}, mend)


def _shown(
    desk: Desk,
    sheet: Sheet,
    typed: Mapping[str, tuple[str, ...]],
    amiss: Mapping[str, str],
    mend: str = "",
) -> Response:
    asks = sheet.asks
    named = {name: says for name, says in amiss.items() if name in asks}
    rest = [says for name, says in amiss.items() if name not in asks]
    return page(
        desk,
        "sheet.html",
        status=_REFUSED if amiss else 200,
        sheet=sheet,
        typed=typed,
        amiss=named,
        amiss_at_all=rest,
        mend=mend,
    )


def _read(asked: Asked, sheet: Sheet) -> tuple[dict[str, Entry], dict[str, str]]:
    entries: dict[str, Entry] = {}
    amiss: dict[str, str] = {}
    for name, ask in sheet.asks.items():
        try:
            entries[name] = _entry(asked, ask)
        except RefusedAtError as refused:
            amiss[name] = refused.says
        except BadEntryError:
            amiss[name] = asked.desk.words.text(f"sheet-bad-{ask.way}")
    return entries, amiss


def _entry(asked: Asked, ask: Ask) -> Entry:
    words = asked.desk.words
    typed = asked.text(ask.name) if ask.way is Way.TEXT else asked.line(ask.name)
    picked = tuple(dict.fromkeys(asked.lines(ask.name)))
    if ask.is_required and not (any(picked) if ask.way in {Way.PICKS, Way.TICK} else typed):
        raise RefusedAtError(ask.name, words.text(f"sheet-missing-{_asked_by(ask)}"))
    if {typed, *picked} - {""} - {code for code, _ in ask.options} and ask.way in {Way.PICK, Way.PICKS}:
        raise RefusedAtError(ask.name, words.text("sheet-bad-pick"))
    if ask.way is Way.LINE and len(typed) > _LONGEST_LINE:
        raise RefusedAtError(ask.name, words.text("sheet-too-long", most=_LONGEST_LINE))
    if ask.way is Way.PICKS:
        return picked
    if ask.way is Way.TICK:
        return bool(picked)
    return _PARSERS[ask.way](typed, ask) if ask.way in _PARSERS else typed


def _asked_by(ask: Ask) -> str:
    if ask.way in {Way.PICK, Way.PICKS}:
        return "pick"
    return "tick" if ask.way is Way.TICK else "entry"


def _number_of(typed: str, ask: Ask) -> float | None:
    """A number as people write it, thousands with commas or without."""
    if not typed:
        return None
    pattern = _WHOLE if ask.way is Way.WHOLE else _NUMBER
    if not pattern.fullmatch(typed):
        raise BadEntryError(ask.name)
    return float(typed.replace(",", ""))


def _day_of(typed: str, ask: Ask) -> date | None:
    return day_of(typed, ask.name)


def _moment_of(typed: str, ask: Ask) -> datetime | None:
    """A day and a time of Korea, as browsers send them: 2031-12-24T14:30."""
    if not typed:
        return None
    try:
        found = datetime.fromisoformat(typed)
    except ValueError as error:
        raise BadEntryError(ask.name) from error
    if day_of(typed[:10], ask.name) is None or found.tzinfo is not None:
        raise BadEntryError(ask.name)
    return found.replace(tzinfo=KOREA)


def _minute_of(typed: str, ask: Ask) -> float | None:
    """The minute of the day of a typed 14:30."""
    if not typed:
        return None
    hours, _, minutes = typed.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and len(hours) <= 2 and len(minutes) == 2):
        raise BadEntryError(ask.name)
    minute = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or minute >= _DAY_MINUTES:
        raise BadEntryError(ask.name)
    return minute


_PARSERS: Final[Mapping[Way, Callable[[str, Ask], Entry]]] = {
    Way.DAY: _day_of,
    Way.MOMENT: _moment_of,
    Way.TIME: _minute_of,
    Way.NUMBER: _number_of,
    Way.WHOLE: _number_of,
}
