"""What a row says of the service."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.day import clean_day, clean_period
from resnet.ingest.clean.kind import Kind, KindSaid, clean_kind, target_of_kind
from resnet.ingest.clean.number import clean_cost, clean_headcount, clean_places
from resnet.ingest.clean.opening_hours import Window, clean_hours, clean_window
from resnet.ingest.clean.spacing import clean_text
from resnet.ingest.clean.target import Target, clean_target
from resnet.ingest.clean.terms import clean_term, clean_terms
from resnet.ingest.clean.weekday import clean_weekdays, days_left_open, weekdays_of_hours
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.provider import phones_said
from resnet.ingest.said.saying import Cells, Saying, by_cells
from resnet.ingest.said.whereabouts import Whereabouts
from resnet.ontology.words import KOREA

_COUNTS = (("places", Role.CAPACITY), ("places_open", Role.OPEN_PLACES), ("waiting", Role.WAITING))
_AGES = (("age_from", Role.AGE_FROM), ("age_to", Role.AGE_TO))
_GROUPS = (
    ("benefit_classes", Role.BENEFIT_CLASSES),
    ("household_types", Role.HOUSEHOLD_TYPES),
    ("disability_types", Role.DISABILITY_TYPES),
    ("languages", Role.LANGUAGES),
)
# No limit, so nothing that could be unread.
_BOTH_SEXES = re.compile(
    r"전체|전연령|무관|성별\s*무관|남녀|남\s*[·,/]\s*여|제한\s*없음|누구나|모두|all", re.IGNORECASE
)
_ALWAYS = re.compile("연중|상시|수시|계속|매년|매월|무기한")
_TIMES = re.compile(r"\d{1,2}(?:\.\d)?")


@lru_cache(maxsize=ONE_LIST)
def start_of(day: date) -> datetime:
    """The first instant of a day in Korea."""
    return datetime(day.year, day.month, day.day, tzinfo=KOREA)


def say_of_service(saying: Saying, cells: Cells, kind: Kind | None, where: Whereabouts) -> None:
    """Everything but the name and the state."""
    saying.join(_class_said(cells, kind))
    saying.words("description", cells, Role.SERVICE_CONTENT)
    saying.join(_target_said(cells, kind))
    saying.join(_times_said(cells, None))
    saying.join(_cost_and_places_said(cells, None))
    saying.words("apply_how", cells, Role.APPLY_HOW)
    if Role.DOCUMENTS in cells:
        saying.take("documents", clean_terms(cells[Role.DOCUMENTS], "documents"))
    saying.take("phone", phones_said(cells, where), ", ".join)
    saying.join(_run_said(cells, None))


@by_cells(
    Role.SERVICE_CLASS_CODE,
    Role.SERVICE_CLASS,
    Role.SERVICE_CLASS_LARGE,
    Role.SERVICE_NAME,
    Role.SERVICE_KIND,
)
def _class_said(saying: Saying, cells: Cells, kind: Kind | None) -> None:
    for role in (Role.SERVICE_CLASS_CODE, Role.SERVICE_CLASS, Role.SERVICE_CLASS_LARGE):
        found = clean_term(cells[role], "service_classes") if role in cells else None
        if found is not None and found.value is not None:
            saying.say("service_class", found.value)
    if kind is not None:
        saying.say("service_class", kind.service_class, Rule.BY_KIND)
    # 방문요양, 푸드뱅크: what such a facility does, said as the service.
    named = clean_kind(KindSaid(cells.get(Role.SERVICE_NAME, ""))).value
    if named is not None:
        saying.say("service_class", named.service_class, Rule.BY_WORD)
    if Role.SERVICE_KIND in cells:
        saying.take("help_kind", clean_term(cells[Role.SERVICE_KIND], "help_kinds"))


@by_cells(
    *(role for _, role in _AGES),
    *(role for _, role in _GROUPS),
    Role.TARGET_SEX,
    Role.TARGET,
    Role.TARGET_AGE,
)
def _target_said(saying: Saying, cells: Cells, kind: Kind | None) -> None:
    """Own columns first, then the words, then what the law says of the kind."""
    for name, role in _AGES:
        if role in cells:
            saying.take(name, clean_headcount(cells[role]))
    for name, role in _GROUPS:
        if role in cells:
            saying.take(name, clean_terms(cells[role], name))
    if Role.TARGET_SEX in cells and not _BOTH_SEXES.fullmatch(cells[Role.TARGET_SEX].strip()):
        saying.take("sex", clean_term(cells[Role.TARGET_SEX], "sexes"))
    said = [text for role in (Role.TARGET, Role.TARGET_AGE) if (text := cells.get(role, "").strip())]
    if said:
        saying.fields["target_said"] = "\n".join(said)
        _say_who(saying, clean_target(cells.get(Role.TARGET, "")).value, Rule.BY_WORD)
        _say_who(saying, clean_target(cells.get(Role.TARGET_AGE, "")).value, Rule.BY_WORD)
    if kind is not None:
        _say_who(saying, target_of_kind(kind), Rule.BY_KIND)


def _say_who(saying: Saying, target: Target | None, rule: Rule) -> None:
    if target is None:
        return
    # An age from one source and an age to from another would make a group that nobody named.
    if not {"age_from", "age_to"} & saying.fields.keys():
        saying.say("age_from", target.age_from, rule)
        saying.say("age_to", target.age_to, rule)
    saying.say("benefit_classes", target.benefit_classes, rule)
    saying.say("household_types", target.household_types, rule)
    saying.say("disability_types", target.disability_types, rule)


@by_cells(Role.WEEKDAYS, Role.CLOSING_DAYS, Role.HOURS, Role.OPENS, Role.CLOSES, Role.PER_WEEK)
def _times_said(saying: Saying, cells: Cells, _: None) -> None:
    if Role.WEEKDAYS in cells:
        saying.take("weekdays", clean_weekdays(cells[Role.WEEKDAYS]))
    hours = cells.get(Role.HOURS, "")
    if "weekdays" not in saying.fields:
        saying.take("weekdays", days_left_open(cells.get(Role.CLOSING_DAYS, ""), hours))
    if "weekdays" not in saying.fields:
        saying.take("weekdays", weekdays_of_hours(hours))
    saying.text("hours_said", cells, Role.HOURS)
    window = _one_window(cells)
    saying.take("opens_minute", window, lambda each: each.opens)
    saying.take("closes_minute", window, lambda each: each.closes)
    per_week = clean_text(cells.get(Role.PER_WEEK, "")).value
    if per_week and _TIMES.fullmatch(per_week):
        saying.fields["per_week"] = float(per_week)


def _one_window(cells: Cells) -> Cleaned[Window]:
    """The one window of the day; several meals are no one window, their words stay."""
    if cells.get(Role.OPENS, "").strip():
        return clean_window(cells[Role.OPENS], cells.get(Role.CLOSES, ""))
    hours = clean_hours(cells.get(Role.HOURS, ""))
    if hours.value is None:
        return Cleaned(None, hours.raw, hours.rule)
    if len(hours.value) > 1:
        return Cleaned(None, hours.raw, Rule.PARTLY)
    return Cleaned(hours.value[0], hours.raw, hours.rule)


@by_cells(
    Role.COST,
    *(role for _, role in _COUNTS),
    Role.CAPACITY_AND_OCCUPANCY,
    Role.CAPACITY_STATE,
    Role.CAPACITY_STATED_ON,
)
def _cost_and_places_said(saying: Saying, cells: Cells, _: None) -> None:
    saying.text("cost_said", cells, Role.COST)
    # The ontology's cost is per use: a monthly one stays in its words.
    if Role.COST in cells:
        saying.take("cost_won", clean_cost(cells[Role.COST]), lambda each: _per_use(each.won, each.per))
    for name, role in _COUNTS:
        if role in cells:
            saying.take(name, clean_headcount(cells[role]))
    if Role.CAPACITY_AND_OCCUPANCY in cells and "places" not in saying.fields:
        saying.take("places", clean_places(cells[Role.CAPACITY_AND_OCCUPANCY]))
    if Role.CAPACITY_STATE in cells:
        saying.take("capacity_state", clean_term(cells[Role.CAPACITY_STATE], "capacity_states"))
    if Role.CAPACITY_STATED_ON in cells:
        saying.take("capacity_stated_at", clean_day(cells[Role.CAPACITY_STATED_ON]), start_of)


def _per_use(won: int, per: str) -> int | None:
    return won if won == 0 or per in ("", "use") else None


@by_cells(Role.RUNS_FROM, Role.RUNS_UNTIL, Role.CLOSED_ON, Role.PERIOD)
def _run_said(saying: Saying, cells: Cells, _: None) -> None:
    for name, role in (("runs_from", Role.RUNS_FROM), ("runs_until", Role.RUNS_UNTIL)):
        if role in cells:
            saying.take(name, clean_day(cells[role]))
    saying.say("runs_until", clean_day(cells.get(Role.CLOSED_ON, "")).value)
    if Role.PERIOD not in cells:
        return
    period = clean_period(cells[Role.PERIOD])
    if period.value is not None:
        saying.say("runs_from", period.value.first)
        saying.say("runs_until", period.value.last)
    elif period.rule in (Rule.UNSURE, Rule.IMPOSSIBLE) and not _ALWAYS.search(period.raw):
        saying.unsure.append("runs_until")
