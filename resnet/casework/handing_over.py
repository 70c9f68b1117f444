"""A file of a list handed over for outreach, from its reading to its potential clients."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from resnet.access.scope import Scope
from resnet.casework.notice import Notice
from resnet.casework.person_facts import PersonFacts
from resnet.casework.potential_client import HandedOver, OutreachGiven, take_outreach
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import CommitId, NodeId, Where
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.outreach import OutreachList, OutreachRow, OutreachRowError, read_outreach
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits
from resnet.ontology.words import KOREA


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOverReport:
    """What came of a list: numbers and heads of columns, nothing of any person.

    ``taken`` became potential clients, ``known`` had been taken before; ``not_taken`` are heads of columns
    that were not read. Of a dry run, what would come of it.
    """

    file: str
    sheet: str | None
    rows: int
    taken: int
    known: int
    not_taken: tuple[str, ...]
    is_dry_run: bool
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """A file and who gave it: an agency's id or its whole name. ``agency`` goes to see the people."""

    path: Path
    giver: str
    agency: NodeId | None = None
    is_dry_run: bool = False
    limits: Limits = DEFAULT_LIMITS


def take_outreach_file(store: GraphStore, scope: Scope, given: HandingOver) -> HandedOverReport:
    """Take the list in whole, or refuse it whole with the place.

    Raises:
        BadFileError: If the file is no outreach list in which everybody consented.
        NodeNotFoundError: If the giver is no agency that is there, or several have its name.
        ForbiddenError, RuleError: As ``take_outreach``.
    """
    view = store.view(scope)
    giver = find_giver(view, given.giver)
    today = store.now().astimezone(KOREA).date()
    found = read_outreach(given.path, today, limits=given.limits)
    people = tuple(_handed_over(view, found, row) for row in found.rows)
    report = HandedOverReport(
        file=given.path.name,
        sheet=found.table.sheet,
        rows=len(people),
        taken=len(people),
        known=0,
        not_taken=found.not_taken,
        is_dry_run=given.is_dry_run,
    )
    if given.is_dry_run:
        return report
    digest = hashlib.sha256(given.path.read_bytes()).hexdigest()
    taken = take_outreach(
        store,
        scope,
        OutreachGiven(giver=giver, people=people, agency=given.agency),
        commit=CommitId(f"outreach {giver} {digest}"),
    )
    return HandedOverReport(
        file=report.file,
        sheet=report.sheet,
        rows=report.rows,
        taken=len(taken.people) - taken.known,
        known=taken.known,
        not_taken=report.not_taken,
        is_dry_run=False,
        warnings=taken.warnings,
    )


def find_giver(view: GraphView, words: str) -> NodeId:
    """The agency of that id, or of that whole name.

    Raises:
        NodeNotFoundError: If there is none, or several have the name.
    """
    if words.startswith("agency:"):
        return get_node(view, NodeId(words), "agency").id
    named = view.find("agency", Where(equals={"name": words}), limit=2).nodes
    if len(named) != 1:
        raise NodeNotFoundError
    return named[0].id


def _handed_over(view: GraphView, found: OutreachList, row: OutreachRow) -> HandedOver:
    area = _area(view, row.area) if row.area else None
    if area is None and row.phone is None:
        raise OutreachRowError(found.table.where(row.row), "no-area")
    return HandedOver(
        facts=PersonFacts(
            name=row.name, sex=row.sex, born_on=row.born_on, birth_year=row.birth_year, phone=row.phone
        ),
        area=area,
        given_at=_start_of(row.consented_on),
        until=_start_of(row.consent_until),
        given_by=row.consented_by,
        given_as=row.consented_as,
        given_how=row.consented_how,
    )


def _area(view: GraphView, words: str) -> NodeId | None:
    """The one area of that name; None for none or several."""
    for field in ("full_name", "name"):
        named = view.find("area", Where(equals={field: words}), limit=2).nodes
        if len(named) == 1:
            return named[0].id
    return None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=KOREA)
