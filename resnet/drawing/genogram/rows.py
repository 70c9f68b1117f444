"""Generations: which row each person stands in.

One linear program: a child stands below its parents, and the drawing is best when children stand right
below them and partners side by side. Its matrix is that of a network, so the answer is whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from resnet.drawing.genogram.model import Genogram

# A partner in another row costs as much as three generations skipped between parent and child.
_PARTNER_WEIGHT = 3.0
# Only to place co-residents who are no kin beside people of their age.
_YEARS_A_GENERATION = 28


@dataclass(frozen=True, slots=True)
class Rows:
    """``of`` gives each person's row, 0 at the top.

    ``contradictions`` are (union number, child) of those recorded as a descendant of their own child:
    they hold no row apart and are drawn as what they are, a contradiction in the record.
    """

    of: dict[str, int]
    contradictions: frozenset[tuple[int, str]]


def assign_rows(family: Genogram) -> Rows:
    """Rows of everybody in ``family``; the same family gives the same rows."""
    links, contradictions = _links_without_circles(family)
    found = _solve(family, links)
    return Rows(_aligned(family, links, found), contradictions)


def _links_without_circles(family: Genogram) -> tuple[list[tuple[str, str]], frozenset[tuple[int, str]]]:
    children_of: dict[str, set[str]] = {person.id: set() for person in family.people}
    links: list[tuple[str, str]] = []
    contradictions: set[tuple[int, str]] = set()
    for number, union in enumerate(family.unions):
        for child in union.children:
            if any(_reaches(children_of, child.id, parent) for parent in union.partners):
                contradictions.add((number, child.id))
                continue
            for parent in union.partners:
                children_of[parent].add(child.id)
                links.append((parent, child.id))
    return links, frozenset(contradictions)


def _reaches(children_of: dict[str, set[str]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        waiting.extend(children_of[at] - seen)
        seen |= children_of[at]
    return False


def _solve(family: Genogram, links: list[tuple[str, str]]) -> dict[str, int]:
    place = {person.id: at for at, person in enumerate(family.people)}
    couples = [union.partners for union in family.unions if len(union.partners) == 2]
    people = len(place)
    cost = np.zeros(people + len(couples))
    cost[people:] = _PARTNER_WEIGHT
    matrix = np.zeros((len(links) + 2 * len(couples), len(cost)))
    limits = np.zeros(len(matrix))
    for at, (parent, child) in enumerate(links):
        cost[place[child]] += 1
        cost[place[parent]] -= 1
        matrix[at, place[parent]], matrix[at, place[child]], limits[at] = 1, -1, -1
    for at, (one, other) in enumerate(couples):
        for sign in (1, -1):
            line = len(links) + 2 * at + (sign > 0)
            matrix[line, place[one]], matrix[line, place[other]] = sign, -sign
            matrix[line, people + at] = -1
    if not len(matrix):
        return dict.fromkeys(place, 0)
    answer = linprog(cost, A_ub=matrix, b_ub=limits, bounds=[(0, people)] * len(cost))
    return {person: round(float(answer.x[at])) for person, at in place.items()}


def _aligned(family: Genogram, links: list[tuple[str, str]], found: dict[str, int]) -> dict[str, int]:
    """Every part of the family that nothing joins to the index person, moved beside people of its age."""
    couples = [union.partners for union in family.unions if len(union.partners) == 2]
    rows: dict[str, int] = {}
    for part in _parts(family, links + [(one, other) for one, other in couples]):
        anchor = family.index if family.index in part else _anchor(family, part)
        by = _wanted_row(family, anchor) - found[anchor]
        rows.update({person: found[person] + by for person in part})
    top = min(rows.values())
    return {person.id: rows[person.id] - top for person in family.people}


def _parts(family: Genogram, joined: list[tuple[str, str]]) -> Iterator[list[str]]:
    near: dict[str, list[str]] = {person.id: [] for person in family.people}
    for one, other in joined:
        near[one].append(other)
        near[other].append(one)
    seen: set[str] = set()
    for person in near:
        if person in seen:
            continue
        part, waiting = [], [person]
        seen.add(person)
        while waiting:
            at = waiting.pop()
            part.append(at)
            fresh = [each for each in dict.fromkeys(near[at]) if each not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        yield part


def _anchor(family: Genogram, part: list[str]) -> str:
    """Who of the part is compared with the index person: somebody at home, with a known year."""
    return min(
        part,
        key=lambda each: (
            each not in family.household,
            family.by_id[each].birth_year is None,
            part.index(each),
        ),
    )


def _wanted_row(family: Genogram, anchor: str) -> int:
    mine, theirs = family.by_id[family.index].birth_year, family.by_id[anchor].birth_year
    if mine is None or theirs is None:
        return 0
    return round((theirs - mine) / _YEARS_A_GENERATION)
