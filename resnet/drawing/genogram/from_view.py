"""A genogram read from the graph, as far as the caller may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from itertools import combinations

from resnet.casework.drawing_note import notes_on
from resnet.casework.open_case import cases_of
from resnet.casework.person_facts import birth_year_of
from resnet.casework.triangle import triangles_of
from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch
from resnet.drawing.genogram.kin import Kin
from resnet.drawing.genogram.model import (
    NOTHING_BESIDE,
    Beside,
    Feeling,
    Genogram,
    Person,
    Pregnancy,
    Sex,
    Triangle,
    Twins,
)
from resnet.drawing.genogram.unions import unions_of
from resnet.graph.elements import Node, NodeId
from resnet.graph.store import GraphView
from resnet.ontology.words import KOREA

_SEXES = {each.value for each in Sex}
_PREGNANCIES = {each.value for each in Pregnancy}
_IDENTICAL = {"identical": True, "fraternal": False}


def read_genogram(view: GraphView, client: NodeId, *, generations: int = 3, author: str = "") -> Genogram:
    """The family around the client, in the ``generations`` in a row that hold most of it.

    Who lives with the client, kin or not, the client's children, and those with whom the client has an
    emotional relation are always in: nobody near is left out.
    ``view`` should be of every moment, so that divorces and deaths of before are there. Who is hidden is
    absent without a trace: the same as a family in which they never were.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    return family_of(view, Kin(view, client), generations=generations, author=author)


def family_of(
    view: GraphView,
    kin: Kin,
    *,
    generations: int,
    branches: AbstractSet[Branch] = ALL_BRANCHES,
    author: str = "",
) -> Genogram:
    """The genogram of these kin, of whom the client is the first, at their moment; as ``read_genogram``."""
    client = next(iter(kin.people))
    kept = kin.within(generations, branches)
    day = kin.at.astimezone(KOREA).date()
    feelings = _feelings(kin, kept)
    written = notes_on(view, [case.id for case in cases_of(view, client)], "genogram")
    last = next((each for each in written if _was_said(each, kin.at)), None)
    return Genogram(
        index=client,
        people=tuple(_person(kin.people[each], day) for each in sorted(kept)),
        unions=unions_of(kin.edges.values(), kept, kin.past_day.year if kin.past_day else None),
        feelings=feelings,
        triangles=_triangles(view, kin.at, kept, feelings),
        twins=_twins(kin, kept),
        household=frozenset(kin.household & kept),
        households=kin.other_households(kept),
        drawn_on=day,
        is_past=kin.past_day is not None,
        author=author or (last.text("author") if last else ""),
        left_out=len(kin.people) - len(kept),
        left_out_of=_left_out_of(kin, kept),
        beside=Beside(last.text("words"), last.text("plan")) if last else NOTHING_BESIDE,
    )


def _left_out_of(kin: Kin, kept: frozenset[NodeId]) -> tuple[tuple[Branch, int], ...]:
    if len(kept) == len(kin.people):
        return ()
    counts = Counter(kin.branches.of[each] for each in kin.people if each not in kept)
    return tuple((branch, counts[branch]) for branch in Branch if counts[branch])


def _person(node: Node, today: date) -> Person:
    born, death_year = node.get("born_on"), node.get("death_year")
    year = birth_year_of(node)
    died = death_year if isinstance(death_year, int) and death_year <= today.year else None
    sex, pregnancy, came_in = node.text("sex"), node.text("pregnancy"), node.get("came_in")
    age = None if pregnancy in _PREGNANCIES else _age(born, year, died, today)
    return Person(
        id=node.id,
        name=node.text("name"),
        sex=Sex(sex) if sex in _SEXES else Sex.UNKNOWN,
        birth_year=year,
        death_year=died,
        age=age,
        is_age_rough=age is not None and not (isinstance(born, date) and died is None),
        is_dead=died is not None,
        pregnancy=Pregnancy(pregnancy) if pregnancy in _PREGNANCIES else None,
        signs=(*(node.texts("health_signs") or ()), *(node.texts("mental_health_signs") or ())),
        occupation=node.text("occupation"),
        came_from=node.text("came_from"),
        came_in=came_in if isinstance(came_in, int) else None,
    )


def _was_said(note: Node, at: datetime) -> bool:
    said_at = note.get("said_at")
    return not isinstance(said_at, datetime) or said_at <= at


def _age(born: object, year: int | None, died: int | None, today: date) -> int | None:
    """Whole years, today or at death; by the years alone where no more is known."""
    if isinstance(born, date) and died is None:
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return age if age >= 0 else None
    last = today.year if died is None else died
    # A record may say that somebody died before they were born: then neither year makes an age.
    return last - year if year is not None and last >= year else None


def _feelings(kin: Kin, kept: frozenset[NodeId]) -> tuple[Feeling, ...]:
    felt = {(edge.start, edge.end, edge.text("nature")) for edge in kin.feelings if edge.end in kept}
    return tuple(Feeling(*each) for each in sorted(felt) if each[0] in kept and each[0] != each[1])


def _triangles(
    view: GraphView, at: datetime, kept: frozenset[NodeId], feelings: tuple[Feeling, ...]
) -> tuple[Triangle, ...]:
    """Those of which all is drawn: without somebody, or without one of the three relations, there is none."""
    felt = {frozenset((each.a, each.b)) for each in feelings}
    found = []
    for told in triangles_of(view, sorted(kept), at):
        one, two, three = sorted(told.people)
        if all(frozenset(pair) in felt for pair in combinations(told.people, 2)):
            found.append(Triangle((one, two, three), told.words))
    return tuple(found)


def _twins(kin: Kin, kept: frozenset[NodeId]) -> tuple[Twins, ...]:
    """Every two once, whichever way and however often it was written down."""
    found: dict[tuple[NodeId, NodeId], bool | None] = {}
    for edge in sorted(kin.twins, key=lambda each: each.id):
        if edge.start in kept and edge.end in kept and edge.start != edge.end:
            pair = (min(edge.start, edge.end), max(edge.start, edge.end))
            found[pair] = found.get(pair) or _IDENTICAL.get(edge.text("nature"), found.get(pair))
    return tuple(Twins(*pair, is_identical) for pair, is_identical in sorted(found.items()))
