"""The family as rows of places: what the ordering and the positions work on.

A link that skips rows (a child two rows down, a partner in another row) gets a way-point in every row it
passes, which takes a place like a person does; so everything that follows sees neighbours' rows only, and
no line runs through a symbol.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import combinations, pairwise

from resnet.drawing.genogram.model import Child, Genogram, Nature
from resnet.drawing.genogram.rows import Rows


class Way(Enum):
    """What a drop (a line from one row to the next) is part of."""

    DESCENT = "descent"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a row: a person's, or a way-point (``person`` None)."""

    row: int
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Couple:
    """Two places of one row that a partnership joins."""

    union: int
    row: int
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where a drop arrives; ``nature`` styles the line, ``rank`` orders siblings where it is known."""

    place: int
    nature: Nature = Nature.BIOLOGICAL
    rank: int | None = None
    is_primary: bool = True


@dataclass(frozen=True, slots=True)
class TwinPlaces:
    """Places of who was born together: their lines part at one point; ``is_identical`` adds a bar."""

    places: tuple[int, ...]
    is_identical: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """Lines from one place, or from between two, down to places of the next row."""

    row: int
    sources: tuple[int, ...]
    targets: tuple[Target, ...]
    union: int
    way: Way = Way.DESCENT
    twins: tuple[TwinPlaces, ...] = ()


@dataclass(slots=True)
class Grid:
    """All places, row by row in the order the people were given, and what joins them."""

    places: list[Place] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    couples: list[Couple] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)

    def add(self, place: Place) -> int:
        """Give a new place its number."""
        self.places.append(place)
        while len(self.rows) <= place.row:
            self.rows.append([])
        self.rows[place.row].append(len(self.places) - 1)
        return len(self.places) - 1


def make_grid(family: Genogram, rows: Rows) -> Grid:
    """The grid of ``family``, everybody once."""
    grid = Grid()
    at = {person.id: grid.add(Place(rows.of[person.id], person.id)) for person in family.people}
    primary = _primary_links(family, rows)
    for number, union in enumerate(family.unions):
        sources = _sources(grid, number, tuple(at[partner] for partner in union.partners))
        kept = [child for child in union.children if (number, child.id) not in rows.contradictions]
        ranks = _ranks(family, kept)
        targets = [
            Target(at[child.id], child.nature, ranks.get(child.id), (number, child.id) in primary)
            for child in kept
        ]
        _descend(grid, number, sources, targets)
    _join_twins(grid, family)
    return grid


def _join_twins(grid: Grid, family: Genogram) -> None:
    """Of every drop, who was born together; where one of them stands in another row, lines do not part."""
    pairs = {frozenset((twins.a, twins.b)): twins.is_identical for twins in family.twins}
    if not pairs:
        return
    for number, drop in enumerate(grid.drops):
        groups: list[set[int]] = []
        kinds: list[bool] = []
        for one, other in combinations([target.place for target in drop.targets], 2):
            people = frozenset((grid.places[one].person or "", grid.places[other].person or ""))
            if people not in pairs:
                continue
            near = [at for at, group in enumerate(groups) if group & {one, other}]
            group = {one, other}.union(*(groups[at] for at in near))
            is_identical = all([pairs[people] is True, *(kinds[at] for at in near)])
            groups = [each for at, each in enumerate(groups) if at not in near] + [group]
            kinds = [each for at, each in enumerate(kinds) if at not in near] + [is_identical]
        twins = tuple(
            TwinPlaces(tuple(sorted(group)), kind) for group, kind in zip(groups, kinds, strict=True)
        )
        grid.drops[number] = replace(drop, twins=twins)


def _primary_links(family: Genogram, rows: Rows) -> set[tuple[int, str]]:
    """For each child the one union among whose children it is ordered: by birth, else by adoption."""
    best: dict[str, tuple[int, int]] = {}
    natures = list(Nature)
    for number, union in enumerate(family.unions):
        for child in union.children:
            if (number, child.id) in rows.contradictions:
                continue
            # Two parents say more of where a child stands than one.
            weight = natures.index(child.nature) * 2 - len(union.partners)
            if child.id not in best or weight < best[child.id][0]:
                best[child.id] = (weight, number)
    return {(number, child) for child, (_, number) in best.items()}


def _ranks(family: Genogram, children: list[Child]) -> dict[str, int]:
    """Birth order where it is known: the ranks that were said if all were, else years of birth."""
    if children and all(child.order is not None for child in children):
        return {child.id: child.order for child in children if child.order is not None}
    years = {child.id: family.by_id[child.id].birth_year for child in children}
    return {child: year for child, year in years.items() if year is not None}


def _sources(grid: Grid, union: int, partners: tuple[int, ...]) -> tuple[int, ...]:
    """The places between which the union stands, all in the row of the lower partner."""
    if len(partners) == 1:
        return partners
    row = max(grid.places[partner].row for partner in partners)
    one, other = (_led_down(grid, union, partner, row) for partner in partners)
    grid.couples.append(Couple(union, row, one, other))
    return one, other


def _led_down(grid: Grid, union: int, partner: int, row: int) -> int:
    at = partner
    for below in range(grid.places[partner].row + 1, row + 1):
        point = grid.add(Place(below))
        grid.drops.append(Drop(below - 1, (at,), (Target(point),), union, Way.PARTNERSHIP))
        at = point
    return at


def _descend(grid: Grid, union: int, sources: tuple[int, ...], targets: list[Target]) -> None:
    if not targets:
        return
    row = grid.places[sources[0]].row
    first: list[Target] = []
    for target in targets:
        at = row + 1
        chain = [grid.add(Place(below)) for below in range(at, grid.places[target.place].row)]
        places = [*chain, target.place]
        first.append(Target(places[0], target.nature, target.rank, target.is_primary))
        for above, below in pairwise(places):
            grid.drops.append(Drop(grid.places[above].row, (above,), (Target(below, target.nature),), union))
    grid.drops.append(Drop(row, sources, tuple(first), union))
