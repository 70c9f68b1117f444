"""The room between one row and the next: pins, level lines and how high the room is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resnet.drawing.genogram.channels import NEAR, Net, assign_levels
from resnet.drawing.genogram.grid import Couple, Drop, Grid
from resnet.drawing.genogram.ports import dodged, fan
from resnet.drawing.genogram.position import Spread, is_side_by_side

LEVEL = 16.0
_PAD_ABOVE = 14.0
_PAD_BELOW = 24.0
# Below the point where the lines of twins part.
TWIN_DROP = 30.0
# A child this near below its line's start is joined by one upright line.
_STRAIGHTEN = 12.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The ordered grid with its positions: what all routing looks at.

    ``halves`` are half widths, ``rooms`` how wide each symbol may be met by lines from above.
    """

    grid: Grid
    rows: Sequence[Sequence[int]]
    spread: Spread
    halves: Sequence[float]
    rooms: Sequence[float]

    def is_level(self, couple: Couple) -> bool:
        """Whether the couple is joined by a level line at the height of their symbols."""
        return is_side_by_side(self.grid, self.rows, couple)

    def gap(self, couple: Couple) -> tuple[float, float]:
        """The free room between two who stand side by side."""
        left, right = sorted((couple.one, couple.other), key=self.rows[couple.row].index)
        return self.spread.x[left] + self.halves[left], self.spread.x[right] - self.halves[right]


@dataclass(slots=True)
class Zone:
    """Below one row: where lines leave it (``stem``), arrive (``ports``), and at which level they run.

    ``forks`` are where the lines of twins part, by drop and number of the twins in it.
    """

    row: int
    couples: list[int]
    drops: list[int]
    ends: dict[int, tuple[float, float]]
    stem: dict[int, float]
    ports: dict[tuple[int, int], float]
    forks: dict[tuple[int, int], float]
    couple_level: dict[int, int]
    drop_level: dict[int, int]

    @property
    def height(self) -> float:
        """Pixels between the lowest figure of the row and the next row's symbols."""
        if not self.drops and not self.couples:
            return 0.0
        levels = [*self.couple_level.values(), *self.drop_level.values()]
        below = (_PAD_BELOW + (TWIN_DROP if self.forks else 0.0)) if self.drops else 0.0
        return _PAD_ABOVE + (max(levels, default=0) + 1) * LEVEL + below

    def level_y(self, top: float, level: int) -> float:
        """Where a level runs when the zone begins at ``top``."""
        return top + _PAD_ABOVE + level * LEVEL


def plan_zone(frame: Frame, row: int) -> Zone:
    """Pins and levels of everything that runs below ``row``."""
    grid = frame.grid
    couples = [
        at for at, couple in enumerate(grid.couples) if couple.row == row and not frame.is_level(couple)
    ]
    drops = [at for at, drop in enumerate(grid.drops) if drop.row == row]
    zone = Zone(row, couples, drops, {}, {}, {}, {}, {}, {})
    _leave(frame, zone)
    _arrive(frame, zone)
    _part(frame, zone)
    _dodge(frame, zone)
    nets = [_couple_net(frame, zone, at) for at in couples] + [_drop_net(frame, zone, at) for at in drops]
    levels = assign_levels(nets)
    zone.couple_level.update(zip(couples, levels, strict=False))
    zone.drop_level.update(
        {
            at: level
            for at, level, net in zip(drops, levels[len(couples) :], nets[len(couples) :], strict=True)
            if not net.is_straight
        }
    )
    return zone


def _leave(frame: Frame, zone: Zone) -> None:
    """Ports below the figures of the row."""
    grid, x = frame.grid, frame.spread.x
    users: dict[int, list[tuple[str, int, float]]] = {}
    for at in zone.couples:
        couple = grid.couples[at]
        users.setdefault(couple.one, []).append(("one", at, x[couple.other]))
        users.setdefault(couple.other, []).append(("other", at, x[couple.one]))
    for at in zone.drops:
        drop = grid.drops[at]
        zone.stem[at] = frame.spread.stem[at]
        if len(drop.sources) == 1:
            users.setdefault(drop.sources[0], []).append(("drop", at, _middle(frame, drop)))
    for place, lines in users.items():
        ports = fan(x[place], [towards for _, _, towards in lines])
        for (which, at, _), port in zip(lines, ports, strict=True):
            if which == "drop":
                zone.stem[at] = port
            else:
                one, other = zone.ends.get(at, (0.0, 0.0))
                zone.ends[at] = (port, other) if which == "one" else (one, port)


def _middle(frame: Frame, drop: Drop) -> float:
    below = [frame.spread.x[target.place] for target in drop.targets]
    return (min(below) + max(below)) / 2


def _arrive(frame: Frame, zone: Zone) -> None:
    """Ports above the figures of the next row."""
    users: dict[int, list[int]] = {}
    for at in zone.drops:
        for target in frame.grid.drops[at].targets:
            users.setdefault(target.place, []).append(at)
    for place, lines in users.items():
        x = frame.spread.x[place]
        for at, port in zip(lines, fan(x, [zone.stem[at] for at in lines], frame.rooms[place]), strict=True):
            zone.ports[at, place] = port
        only = lines[0]
        is_near = abs(zone.stem[only] - x) <= _STRAIGHTEN and frame.grid.places[place].person is not None
        if len(lines) == 1 and len(frame.grid.drops[only].targets) == 1 and is_near:
            zone.ports[only, place] = zone.stem[only]


def _part(frame: Frame, zone: Zone) -> None:
    """Forks of twins: over the middle, or under the line's start where that is between them."""
    for at in zone.drops:
        for number, twins in enumerate(frame.grid.drops[at].twins):
            ports = [zone.ports[at, place] for place in twins.places]
            middle = (min(ports) + max(ports)) / 2
            is_near = abs(zone.stem[at] - middle) <= _STRAIGHTEN
            zone.forks[at, number] = zone.stem[at] if is_near else middle


def _dodge(frame: Frame, zone: Zone) -> None:
    """Move lines that leave from between two partners aside from uprights they would lie on."""
    grid = frame.grid
    level = {
        frozenset((couple.one, couple.other)): couple for couple in grid.couples if frame.is_level(couple)
    }
    for at in zone.drops:
        drop = grid.drops[at]
        if len(drop.sources) == 1:
            continue
        taken = [port for (other, _), port in zone.ports.items() if other != at]
        taken += [stem for other, stem in zone.stem.items() if other != at]
        taken += [fork for (other, _), fork in zone.forks.items() if other != at]
        couple = level.get(frozenset(drop.sources))
        if couple is not None:
            left, right = frame.gap(couple)
            taken += [
                frame.spread.x[place] for place in grid.rows[zone.row] if grid.places[place].person is None
            ]
        else:
            left, right = sorted(frame.spread.x[place] for place in drop.sources)
        own = _bottoms(zone, at, drop)
        free = [pin for pin in taken if all(abs(pin - mine) > NEAR / 2 for mine in own)]
        zone.stem[at] = dodged(zone.stem[at], (left + 4, right - 4), free)


def _couple_net(frame: Frame, zone: Zone, at: int) -> Net:
    union = frame.grid.couples[at].union
    taps = tuple(
        zone.stem[drop]
        for drop in zone.drops
        if frame.grid.drops[drop].union == union and len(frame.grid.drops[drop].sources) == 2
    )
    return Net(union, zone.ends[at], taps, is_couple=True)


def _drop_net(frame: Frame, zone: Zone, at: int) -> Net:
    drop = frame.grid.drops[at]
    return Net(drop.union, (zone.stem[at],), tuple(_bottoms(zone, at, drop)))


def _bottoms(zone: Zone, at: int, drop: Drop) -> list[float]:
    """Where a drop's level line is left downwards: over every child, once over those born together."""
    twins = {place for each in drop.twins for place in each.places}
    alone = [zone.ports[at, target.place] for target in drop.targets if target.place not in twins]
    return alone + [zone.forks[at, number] for number in range(len(drop.twins))]
