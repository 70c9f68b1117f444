"""The left-right order of all rows as one 0/1 program.

For two places of one row a variable says which stands left. Hard: an order must be one (no circles), and
siblings stand by birth. Weighted: couples stand together, siblings stand together, lines do not cross,
earlier marriages stand left of later ones, men left of women, and what nothing decides stays as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType

from resnet.drawing.genogram.grid import Couple, Drop, Grid
from resnet.drawing.genogram.model import Genogram, Sex
from resnet.drawing.genogram.order_program import OrderProgram
from resnet.drawing.genogram.row_order import RowOrder

# What one of each costs. The relations between them matter, not the numbers.
CROSSING = 30.0
INTRUDER = 20.0  # somebody between siblings, or between partners
TWINS_APART = 20.0  # somebody between those who were born together
PARTNER_BETWEEN = 8.0  # another partner of one of the two between them
LINE_BETWEEN = 5.0  # a line that only passes
MARRIAGE_ORDER = 6.0
MAN_LEFT = 1.0
AS_GIVEN = 0.01
AS_DRAWN = 0.03

NOBODY: Mapping[str, int] = MappingProxyType({})


def make_program(
    grid: Grid, family: Genogram, earlier: Mapping[str, int] = NOBODY
) -> tuple[OrderProgram, RowOrder]:
    """The program whose best answer is the order of the rows, and how to read it.

    ``earlier`` numbers people from left to right as they stood in an earlier drawing.
    """
    program = OrderProgram()
    order = RowOrder(grid, program)
    order.forbid_circles()
    partners = _partners(grid)
    for couple in grid.couples:
        _keep_together(program, order, grid, couple, partners)
        _man_left(program, order, grid, family, couple)
    for drop in grid.drops:
        _keep_siblings(program, order, grid, drop, partners)
        _keep_twins(program, order, grid, drop, partners)
    _avoid_crossings(program, order, grid)
    _marriages_in_order(program, order, grid, family)
    for row in grid.rows:
        for one, other in combinations(row, 2):
            _keep_order(
                program,
                order,
                (one, other),
                [earlier.get(grid.places[at].person or "") for at in (one, other)],
            )
    return program, order


def _keep_order(
    program: OrderProgram, order: RowOrder, pair: tuple[int, int], stood: list[int | None]
) -> None:
    """What nothing else decides stays as it was drawn before, else as it was given."""
    before = order.before(*pair)
    left, right = stood
    if left is None or right is None:
        program.want(before, AS_GIVEN)
    else:
        program.want(before if left < right else ~before, AS_DRAWN)


def _partners(grid: Grid) -> dict[int, set[int]]:
    partners: dict[int, set[int]] = {}
    for couple in grid.couples:
        partners.setdefault(couple.one, set()).add(couple.other)
        partners.setdefault(couple.other, set()).add(couple.one)
    return partners


def _keep_together(
    program: OrderProgram, order: RowOrder, grid: Grid, couple: Couple, partners: dict[int, set[int]]
) -> None:
    for place in grid.rows[couple.row]:
        if place in {couple.one, couple.other}:
            continue
        weight = INTRUDER
        if grid.places[place].person is None:
            weight = LINE_BETWEEN
        elif place in partners[couple.one] | partners[couple.other]:
            weight = PARTNER_BETWEEN
        program.differ(order.before(couple.one, place), order.before(couple.other, place), weight)


def _keep_siblings(
    program: OrderProgram, order: RowOrder, grid: Grid, drop: Drop, partners: dict[int, set[int]]
) -> None:
    siblings = [target.place for target in drop.targets if target.is_primary]
    if len(siblings) < 2:
        return
    married_in = set().union(*(partners.get(place, set()) for place in siblings))
    # Whoever stands among siblings whose order is decided stands between the first and the last of them.
    pairs = list(combinations(order.outermost(siblings), 2))
    for place in grid.rows[drop.row + 1]:
        if place in siblings:
            continue
        weight = LINE_BETWEEN if grid.places[place].person is None or place in married_in else INTRUDER
        if order.block[place] in siblings:
            continue
        measure = program.variable(weight)
        for one, other in pairs:
            program.apart(order.before(one, place), order.before(other, place), measure)


def _keep_twins(
    program: OrderProgram, order: RowOrder, grid: Grid, drop: Drop, partners: dict[int, set[int]]
) -> None:
    for twins in drop.twins:
        married_in = set().union(*(partners.get(place, set()) for place in twins.places))
        for place in grid.rows[drop.row + 1]:
            if place in twins.places:
                continue
            weight = PARTNER_BETWEEN if place in married_in else TWINS_APART
            for one, other in combinations(twins.places, 2):
                program.differ(order.before(one, place), order.before(other, place), weight)


def _avoid_crossings(program: OrderProgram, order: RowOrder, grid: Grid) -> None:
    by_row: dict[int, list[Drop]] = {}
    for drop in grid.drops:
        by_row.setdefault(drop.row, []).append(drop)
    for drops in by_row.values():
        for one, other in combinations(drops, 2):
            _avoid_crossing(program, order, one, other)


def _avoid_crossing(program: OrderProgram, order: RowOrder, one: Drop, other: Drop) -> None:
    above = _different(one.sources, other.sources)
    below = _different(_ends(order, one), _ends(order, other))
    if not above or not below:
        return
    # Partners nearly always stand together, and siblings too: each pair of ends counts its share.
    weight = CROSSING / (len(above) * len(below))
    for left, right in above:
        for first, second in below:
            program.differ(order.before(left, right), order.before(first, second), weight)


def _ends(order: RowOrder, drop: Drop) -> tuple[int, ...]:
    return order.outermost([target.place for target in drop.targets])


def _different(ones: tuple[int, ...], others: tuple[int, ...]) -> list[tuple[int, int]]:
    pairs = [(one, other) for one in ones for other in others if one != other]
    # Of two couples that share a partner, the two who are not shared say which stands left.
    unshared = [(one, other) for one, other in pairs if one not in others and other not in ones]
    return unshared or pairs


def _marriages_in_order(program: OrderProgram, order: RowOrder, grid: Grid, family: Genogram) -> None:
    by_place: dict[int, list[tuple[int, int]]] = {}
    for couple in grid.couples:
        year = family.unions[couple.union].from_year
        if year is not None:
            by_place.setdefault(couple.one, []).append((year, couple.other))
            by_place.setdefault(couple.other, []).append((year, couple.one))
    for marriages in by_place.values():
        for (year, one), (next_year, other) in combinations(sorted(marriages), 2):
            if year < next_year and one != other:
                program.want(order.before(one, other), MARRIAGE_ORDER)


def _man_left(program: OrderProgram, order: RowOrder, grid: Grid, family: Genogram, couple: Couple) -> None:
    sexes = [_sex(grid, family, place) for place in (couple.one, couple.other)]
    if sexes == [Sex.MALE, Sex.FEMALE]:
        program.want(order.before(couple.one, couple.other), MAN_LEFT)
    elif sexes == [Sex.FEMALE, Sex.MALE]:
        program.want(order.before(couple.other, couple.one), MAN_LEFT)


def _sex(grid: Grid, family: Genogram, place: int) -> Sex:
    person = grid.places[place].person
    return family.by_id[person].sex if person else Sex.UNKNOWN
