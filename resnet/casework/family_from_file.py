"""A family file into a client's file: the near kin of the one whom the client is, as relatives and ties."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.family import add_family
from resnet.casework.notice import Notice, refuse
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import CLIENT, Kin, Relative, Tie
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.family_file import FamilyFile, FilePerson, read_family
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits

# Parents, siblings, grandparents and their partners: the three generations that a genogram shows. Whom
# nobody works with is not collected (domain.md §13, minimisation).
NEAR: Final = 3
# Above so many a drawing is read no more, and a file is no longer about a client's family.
MOST_PEOPLE: Final = 120
_TIES: Final = ("parent_of", "partner_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyGiven:
    """A file, the client, and who of the file the client is: the file's key, or the whole name.

    ``steps`` is how far kin is taken: a step is to a parent, child or partner.
    """

    path: Path
    client: NodeId
    who: str
    steps: int = NEAR
    is_dry_run: bool = False
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyReport:
    """How many the file has, how many were taken as relatives, how many stand too far off.

    ``undated`` of those taken are dead, and the file does not say since when: their year is to be asked for.
    """

    file: str
    people: int
    taken: int
    too_far: int
    ties: int
    undated: int
    is_dry_run: bool
    warnings: tuple[Notice, ...] = ()


def take_family_file(
    store: GraphStore, scope: Scope, given: FamilyGiven, *, commit: CommitId | None = None
) -> FamilyReport:
    """Take the near kin in, in one commit, or nothing.

    The client's own facts stay as they are. Nobody is said to live in the household: no file says that.

    Raises:
        BadFileError: If the file is no family file that can be read.
        RuleError: ``nobody-in-file``, ``several-in-file``, ``family-too-large``, or ``family-stands`` where
            kin is recorded already: two pictures of one family are not laid over each other.
        NodeNotFoundError: If the client is missing or hidden.
        ConsentMissingError: If the client has not agreed that the family be recorded.
    """
    family = read_family(given.path, limits=given.limits)
    own = _who(family, given.who)
    near = family.around(own, given.steps)
    if len(near) > MOST_PEOPLE:
        raise refuse("family-too-large", count=len(near), most=MOST_PEOPLE)
    if _has_kin(store.view(scope), given.client):
        raise refuse("family-stands")
    kin = _kin(family, own, near)
    report = FamilyReport(
        file=given.path.name,
        people=len(family.people),
        taken=len(kin.relatives),
        too_far=len(family.people) - len(near),
        ties=len(kin.ties),
        undated=sum(
            each.is_dead and each.death_year is None for key, each in family.people.items() if key in near
        ),
        is_dry_run=given.is_dry_run,
    )
    if given.is_dry_run:
        return report
    done = add_family(store, scope, given.client, kin, commit=commit)
    return FamilyReport(
        file=report.file,
        people=report.people,
        taken=report.taken,
        too_far=report.too_far,
        ties=report.ties,
        undated=report.undated,
        is_dry_run=False,
        warnings=done.warnings,
    )


def _who(family: FamilyFile, words: str) -> str:
    key = words.strip().strip("@")
    if key in family.people:
        return key
    named = [each.key for each in family.people.values() if each.name == words.strip()]
    if not named:
        raise refuse("nobody-in-file")
    if len(named) > 1:
        raise refuse("several-in-file", count=len(named))
    return named[0]


def _has_kin(view: GraphView, client: NodeId) -> bool:
    return bool(edges_out(view, [client], *_TIES) or edges_in(view, [client], *_TIES))


def _kin(family: FamilyFile, own: str, near: dict[str, int]) -> Kin:
    def end(key: str) -> str:
        # Marked, so that no key of a file is taken for the client or for somebody in the store.
        return CLIENT if key == own else f"@{key}"

    relatives = tuple(Relative(key=end(key), facts=_facts(family.people[key])) for key in near if key != own)
    couples = tuple(
        Tie(
            kind="partner_of",
            start=end(each.one),
            end=end(each.other),
            nature=each.nature,
            from_year=each.from_year,
            to_year=each.to_year,
        )
        for each in family.couples
        if each.one in near and each.other in near
    )
    parents = tuple(
        Tie(
            kind="parent_of",
            start=end(each.parent),
            end=end(each.child),
            nature=each.nature,
            birth_order=each.birth_order,
        )
        for each in family.parents
        if each.parent in near and each.child in near
    )
    return Kin(relatives, parents + couples)


def _facts(person: FilePerson) -> PersonFacts:
    return PersonFacts(
        name=person.name or None,
        sex=person.sex,
        born_on=person.born_on,
        birth_year=person.birth_year,
        death_year=person.death_year,
    )
