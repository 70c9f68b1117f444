"""Reading standards from data/standards; one may be based on another and say only what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import ClassVar, Final, TypeVar

from resnet.errors import BadInputError
from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.clock import Clock, ClockKind, Span, Unit
from resnet.ontology.standard import (
    EVERY_TEAM,
    Caseload,
    Criterion,
    Level,
    Limit,
    Qualification,
    Seat,
    Standard,
    Way,
)
from resnet.ontology.term import CODE
from resnet.ontology.vocabulary import load_vocabulary
from resnet.shipped import shipped

Part = TypeVar("Part")
_FILE = ("id", "title", "version", "source", "valid_from", "valid_to", "based_on", "is_base")
# The lists of a standard's file, each with the field that names an entry and the fields it may have.
_LISTS = {
    "clock": (
        "code",
        (
            *("ko", "en", "kind", "from", "to", "count", "unit", "source"),
            *("is_approximate", "ours", "reason", "alternatives"),
        ),
    ),
    "limit": ("code", ("ko", "en", "at_least", "at_most", "unit", "source", "ours", "reason")),
    "caseload": ("service_type", ("at_least", "at_most", "source", "alternatives")),
    "qualification": ("role", ("ways", "source")),
    "level": ("code", ("vocabulary", "source", "criteria")),
    "team": ("client_type", ("seats", "if_there", "source")),
}


class BadStandardError(BadAuthoredError):
    """A standard's file breaks its form."""

    code: ClassVar[str] = "bad-standard"


class UnknownStandardError(BadInputError):
    """There is no standard of that name."""

    code: ClassVar[str] = "unknown-standard"

    def __init__(self, name: str) -> None:
        self.name = name
        shown = repr(name) if CODE.fullmatch(name) else "called that"
        super().__init__(f"there is no standard {shown}: data/standards holds them.")


# What a case is worked by that names no other.
DEFAULT_STANDARD: Final = "today_2026"


@cache
def standard_names() -> tuple[str, ...]:
    """The standards an agency can choose, in order of the alphabet: those that are not only a base.

    Raises:
        BadStandardError: If a file breaks the form.
    """
    return tuple(name for name in _file_names() if not load_standard(name).is_base)


@cache
def load_standard(name: str) -> Standard:
    """The shipped standard of that name, read once.

    Raises:
        UnknownStandardError: If there is none.
        BadStandardError: If its file breaks the form.
    """
    if name not in _file_names():
        raise UnknownStandardError(name)
    return read_standard(shipped(f"standards/{name}.toml"))


def read_standard(file: Traversable) -> Standard:
    """The standard in ``file``, with all of what it is based on that it does not replace.

    Raises:
        BadStandardError: If the file breaks the form; it names file, entry and field.
    """
    table = _open(file)
    entries: dict[str, dict[str, Table]] = {name: {} for name in _LISTS}
    for below in reversed(_chain(table)):
        entries = {name: found | _entries(below, name) for name, found in entries.items()}
    return Standard(
        id=table.text("id"),
        title=table.table("title").label(),
        version=table.text("version"),
        source=table.text("source"),
        valid_from=table.maybe_day("valid_from"),
        valid_to=table.maybe_day("valid_to"),
        based_on=table.maybe_text("based_on"),
        is_base=table.flag("is_base"),
        clocks=_all(entries["clock"], _clock),
        limits=_all(entries["limit"], _limit),
        caseloads=_all(entries["caseload"], _caseload),
        qualifications=_all(entries["qualification"], _qualification),
        levels=tuple(_all(entries["level"], _level).values()),
        seats=tuple(seat for seats in _all(entries["team"], _seats).values() for seat in seats),
    )


def _file_names() -> tuple[str, ...]:
    files = (file.name for file in shipped("standards").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def _open(file: Traversable) -> Table:
    table = read_toml(file, BadStandardError)
    table.only((*_FILE, *_LISTS))
    if f"{table.text('id')}.toml" != file.name:
        raise table.fail("id", f"the file's own name, {file.name.removesuffix('.toml')}")
    return table


def _chain(table: Table) -> list[Table]:
    """The file and all it is based on, itself first."""
    chain, names = [table], {table.text("id")}
    while (name := chain[-1].maybe_text("based_on")) is not None:
        if name in names or name not in _file_names():
            raise chain[-1].fail("based_on", "another standard's name, and no circle")
        names.add(name)
        chain.append(_open(shipped(f"standards/{name}.toml")))
    return chain


def _entries(table: Table, name: str) -> dict[str, Table]:
    key, fields = _LISTS[name]
    found: dict[str, Table] = {}
    for entry in table.tables(name):
        entry.only((key, *fields))
        # Both level vocabularies have a level called general.
        place = f"{entry.maybe_text('vocabulary') or ''} {entry.text(key)}".strip()
        if place in found:
            raise entry.fail(key, "each once")
        found[place] = Table(entry.file, f"{name} {place}", entry.values, entry.error)
    return found


def _all(entries: Mapping[str, Table], read: Callable[[Table], Part]) -> dict[str, Part]:
    return {name: read(entry) for name, entry in entries.items()}


def _clock(entry: Table) -> Clock:
    if entry.text("kind") not in list(ClockKind):
        raise entry.fail("kind", " or ".join(ClockKind))
    return Clock(
        code=entry.text("code"),
        label=entry.label(),
        kind=ClockKind(entry.text("kind")),
        from_event=_known(entry, "from", "case_events"),
        to_event=_known(entry, "to", "case_events"),
        span=_span(entry),
        is_approximate=entry.flag("is_approximate"),
        is_ours=entry.flag("ours"),
        reason=_reason(entry),
        alternatives=tuple(_span(each) for each in entry.tables("alternatives")),
    )


def _span(entry: Table) -> Span:
    if entry.text("unit") not in list(Unit):
        raise entry.fail("unit", " or ".join(Unit))
    if entry.whole("count") == 0:
        raise entry.fail("count", "one or more")
    return Span(entry.whole("count"), Unit(entry.text("unit")), entry.text("source"))


def _limit(entry: Table) -> Limit:
    low, high = _bounds(entry)
    if low is None and high is None:
        raise entry.fail("at_least, at_most", "one of the two at least")
    return Limit(
        code=entry.text("code"),
        label=entry.label(),
        unit=entry.text("unit"),
        source=entry.text("source"),
        at_least=low,
        at_most=high,
        is_ours=entry.flag("ours"),
        reason=_reason(entry),
    )


def _bounds(entry: Table) -> tuple[int | None, int | None]:
    low, high = entry.maybe_whole("at_least"), entry.maybe_whole("at_most")
    if low is not None and high is not None and low > high:
        raise entry.fail("at_least", "a number not above at_most")
    return low, high


def _reason(entry: Table) -> str:
    """Why a number of our own is what it is; a number of a source needs none."""
    return entry.text("reason") if entry.flag("ours") else ""


def _caseload(entry: Table) -> Caseload:
    kind = _known(entry, "service_type", "case_service_types")
    return Caseload(
        service_type=kind,
        source=entry.text("source"),
        at_least=_bounds(entry)[0],
        at_most=_bounds(entry)[1],
        alternatives=tuple(
            Caseload(
                service_type=kind,
                source=each.text("source"),
                at_least=_bounds(each)[0],
                at_most=_bounds(each)[1],
            )
            for each in entry.tables("alternatives")
        ),
    )


def _qualification(entry: Table) -> Qualification:
    role = entry.text("role")
    if role not in load_vocabulary("case_roles") and role not in load_vocabulary("team_seats"):
        raise entry.fail("role", "a code of the vocabulary case_roles or team_seats")
    ways = tuple(Way(each.label(), each.maybe_whole("years")) for each in entry.tables("ways"))
    return Qualification(role=role, ways=ways, source=entry.text("source"))


def _level(entry: Table) -> Level:
    vocabulary = entry.text("vocabulary")
    if vocabulary not in ("levels", "state_levels"):
        raise entry.fail("vocabulary", "levels or state_levels")
    code = _known(entry, "code", vocabulary)
    return Level(
        code=code,
        vocabulary=vocabulary,
        label=load_vocabulary(vocabulary).term(code).label,
        source=entry.text("source"),
        criteria=tuple(Criterion(each.text("code"), each.label()) for each in entry.tables("criteria")),
    )


def _seats(entry: Table) -> tuple[Seat, ...]:
    client_type = entry.text("client_type")
    if client_type != EVERY_TEAM:
        _known(entry, "client_type", "client_types")
    vocabulary = load_vocabulary("team_seats")
    unknown = [code for code in entry.texts("seats") if code not in vocabulary]
    if unknown or not entry.texts("seats"):
        raise entry.fail("seats", "codes of the vocabulary team_seats")
    if not set(entry.texts("if_there")) <= set(entry.texts("seats")):
        raise entry.fail("if_there", "some of the seats above")
    return tuple(
        Seat(
            code=term.code,
            label=term.label,
            client_type=client_type,
            source=entry.text("source"),
            filled_by=term.texts("filled_by"),
            titles=term.texts("titles"),
            is_of_residence=term.flag("of_residence"),
            is_if_there=term.code in entry.texts("if_there"),
        )
        for term in map(vocabulary.term, entry.texts("seats"))
    )


def _known(entry: Table, field: str, vocabulary: str) -> str:
    code = entry.text(field)
    if code not in load_vocabulary(vocabulary):
        raise entry.fail(field, f"a code of the vocabulary {vocabulary}, not {code}")
    return code
