"""Who stands left of whom: what is decided before anything is solved, and the variables of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from resnet.drawing.genogram.grid import Couple, Grid, Way
from resnet.drawing.genogram.order_program import Before, OrderProgram


class RowOrder:
    """Who stands left of whom, as far as it is decided, and the variables of what is not.

    A partner without parents or other partners in the drawing moves with the one they married: the two
    are one to everybody else (``block``), which makes the program much smaller.
    """

    def __init__(self, grid: Grid, program: OrderProgram) -> None:
        self._grid, self._program = grid, program
        self.block = _blocks(grid)
        self._decided: dict[tuple[int, int], Before] = {}
        self._fix_parts()
        self._fix_siblings()
        self._fix_alike()
        for row in grid.rows:
            for one, other in combinations(row, 2):
                if self._key(one, other) not in self._decided:
                    self._decided[self._key(one, other)] = Before(program.variable(), 1, 0)
        program.binaries = len(program.costs)

    def before(self, one: int, other: int) -> Before:
        """``one`` stands left of ``other``, two places of one row."""
        first, second = self._pair(one, other)
        term = self._decided[min(first, second), max(first, second)]
        return term if first < second else ~term

    def outermost(self, places: Sequence[int]) -> tuple[int, ...]:
        """First and last of ``places`` where all their order is decided, else all of them."""
        if len(places) < 3:
            return tuple(places)
        pairs = [self.before(one, other) for one, other in combinations(places, 2)]
        if any(term.variable is not None for term in pairs):
            return tuple(places)
        lefts = {
            place: sum(self.before(place, other).constant for other in places if other != place)
            for place in places
        }
        in_order = sorted(places, key=lambda place: -lefts[place])
        return in_order[0], in_order[-1]

    def forbid_circles(self) -> None:
        """No three places may each stand left of the next."""
        for row in self._grid.rows:
            blocks = sorted({self.block[place] for place in row})
            members: dict[int, list[int]] = {}
            for place in row:
                members.setdefault(self.block[place], []).append(place)
            for group in [blocks, *members.values()]:
                for one, two, three in combinations(group, 3):
                    self._in_a_row(one, two, three)

    def _in_a_row(self, one: int, two: int, three: int) -> None:
        terms: list[tuple[int, float]] = []
        constant = 0
        for term, sign in (
            (self.before(one, two), 1),
            (self.before(two, three), 1),
            (self.before(one, three), -1),
        ):
            constant += sign * term.constant
            if term.variable is not None:
                terms.append((term.variable, float(sign * term.sign)))
        if terms:
            self._program.circles.append((terms, float(-constant), float(1 - constant)))

    def _fix_parts(self) -> None:
        """Parts of the family that nothing joins stand beside each other, never in each other."""
        part = _parts(self._grid)
        for row in self._grid.rows:
            for one, other in combinations(row, 2):
                if part[one] != part[other]:
                    first, second = self._key(one, other)
                    self._decided[first, second] = Before(None, 1, int(part[first] < part[second]))

    def _fix_siblings(self) -> None:
        """By birth in every row that two siblings' lines pass, down to where both stand."""
        below = {
            drop.sources[0]: drop.targets[0].place
            for drop in self._grid.drops
            if self._grid.places[drop.sources[0]].person is None and drop.way is Way.DESCENT
        }
        for drop in self._grid.drops:
            known = [target for target in drop.targets if target.is_primary and target.rank is not None]
            for one, other in combinations(known, 2):
                if one.rank != other.rank and one.rank is not None and other.rank is not None:
                    self._fix_down((one.place, other.place), below, is_left=one.rank < other.rank)

    def _fix_down(self, siblings: tuple[int, int], below: Mapping[int, int], *, is_left: bool) -> None:
        one, other = siblings
        while True:
            first, second = self._pair(one, other)
            is_first = is_left == (first < second)
            self._decided[min(first, second), max(first, second)] = Before(None, 1, int(is_first))
            if one not in below or other not in below:
                return
            one, other = below[one], below[other]

    def _fix_alike(self) -> None:
        """Places that only their order as given tells apart keep it: else every order of them is tried."""
        alike: dict[object, list[int]] = {}
        sources = {place for drop in self._grid.drops for place in drop.sources}
        sources |= {place for couple in self._grid.couples for place in (couple.one, couple.other)}
        above: dict[int, list[object]] = {}
        for number, drop in enumerate(self._grid.drops):
            for target in drop.targets:
                above.setdefault(target.place, []).append((number, target.rank, target.is_primary))
        for number, row in enumerate(self._grid.rows):
            for place in row:
                if place not in sources:
                    alike.setdefault((number, tuple(above.get(place, []))), []).append(place)
        for places in alike.values():
            for one, other in combinations(places, 2):
                self._decided[one, other] = Before(None, 1, 1)

    def _pair(self, one: int, other: int) -> tuple[int, int]:
        first, second = self.block[one], self.block[other]
        return (one, other) if first == second else (first, second)

    def _key(self, one: int, other: int) -> tuple[int, int]:
        first, second = self._pair(one, other)
        return min(first, second), max(first, second)


def _blocks(grid: Grid) -> list[int]:
    children = {target.place for drop in grid.drops for target in drop.targets}
    couples: dict[int, list[Couple]] = {}
    for couple in grid.couples:
        for place in (couple.one, couple.other):
            couples.setdefault(place, []).append(couple)
    block = list(range(len(grid.places)))
    for place, joined in couples.items():
        if len(joined) == 1 and place not in children:
            other = joined[0].other if joined[0].one == place else joined[0].one
            # Of two who could each follow the other, the one given first leads.
            if block[other] == other:
                block[place] = other
    return block


def _parts(grid: Grid) -> list[int]:
    """A number for each place, the same for all that lines join, in the order of their first place."""
    part = list(range(len(grid.places)))

    def root(place: int) -> int:
        while part[place] != place:
            place = part[place]
        return place

    joined = [(couple.one, couple.other) for couple in grid.couples]
    joined += [(drop.sources[0], target.place) for drop in grid.drops for target in drop.targets]
    for one, other in joined:
        first, second = sorted((root(one), root(other)))
        part[second] = first
    return [root(place) for place in range(len(part))]
