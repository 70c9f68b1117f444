"""Where everything stands, kept from visit to visit: a change moves nobody who stood there before."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from resnet.drawing.network.ground import read_ground
from resnet.drawing.network.model import OFFER, Area, Arrangement, Ground, NetworkMap, Places, Spot, group_of
from resnet.drawing.network.places import CLOSE, Room, place_by_groups, place_by_ties, room_for, settle
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network

# What one letter of a name takes, in pixels.
_LETTER: Final = 14.0
_LONGEST: Final = 22
# Where so many of a map came since it was laid out, it is laid out anew: else it would be all patches.
_MOST_NEW: Final = 0.3
_FEW: Final = 8
_KINDS: Final = ("agency", "group", "team", "service")
Standing = dict[NodeId, tuple[float, float]]


@dataclass(slots=True, eq=False)
class KeptMaps:
    """The maps of one store; one a process, shared by all its requests and threads.

    Places are kept in ``file``, so that they are the same after a restart and for the command line. Where
    there is none, or it cannot be read or written, they last as long as this object.
    """

    file: Path | None = None
    _lock: Lock = field(default_factory=Lock)
    _standing: dict[str, Standing] | None = None
    _made: dict[Arrangement, tuple[Ground, NetworkMap]] = field(default_factory=dict)

    def map(self, network: Network, arrangement: Arrangement = Arrangement.TIES) -> NetworkMap:
        """The whole map of a network; who stood there before stands there still."""
        ground = read_ground(network)
        with self._lock:
            made = self._made.get(arrangement)
            if made is None or made[0] is not ground:
                made = ground, self._make(ground, arrangement)
                self._made[arrangement] = made
            return made[1]

    def _make(self, ground: Ground, arrangement: Arrangement) -> NetworkMap:
        if self._standing is None:
            self._standing = _read(self.file)
        before = self._standing.get(arrangement.value, {})
        standing = stand(ground, arrangement, before)
        if standing != before:
            self._standing[arrangement.value] = standing
            _write(self.file, self._standing)
        places = np.array([standing[spot.id] for spot in ground.spots], dtype=np.float64).reshape(-1, 2)
        return NetworkMap(arrangement, ground.spots, ground.links, places, ground.areas)


def stand(ground: Ground, arrangement: Arrangement, before: Standing) -> Standing:
    """Where everything stands: as ``before`` who stood then, on a free spot near its own who is new.

    Where most are new, the whole is laid out.
    """
    frame = [spot for spot in ground.spots if spot.kind != "service"]
    new = [spot for spot in frame if spot.id not in before]
    if len(new) > max(_FEW, _MOST_NEW * len(frame)) or len(new) == len(frame):
        found = _lay_out(ground, frame, arrangement)
    else:
        found = {spot.id: before[spot.id] for spot in ground.spots if spot.id in before}
    _add(ground, arrangement, found, room_for(len(frame)))
    return {spot.id: found[spot.id] for spot in ground.spots}


def _lay_out(ground: Ground, frame: list[Spot], arrangement: Arrangement) -> Standing:
    row_of = {spot.id: row for row, spot in enumerate(frame)}
    tied = [
        (row_of[link.first], row_of[link.second])
        for link in ground.links
        if link.first in row_of and link.second in row_of
    ]
    pairs = np.array(tied, dtype=np.int64).reshape(-1, 2)
    widths = np.array([_LETTER * (min(_LONGEST, len(spot.name)) + 1) for spot in frame], dtype=np.float64)
    places = place_by_ties(pairs, widths)
    if arrangement is Arrangement.TIES:
        return _said([spot.id for spot in frame], places)
    # By area or type, neighbours of the other map stand near each other inside the box; services come last.
    hints = {spot.id: place for spot, place in zip(frame, places, strict=True)}
    return _in_boxes(ground, arrangement, hints)


def _in_boxes(ground: Ground, arrangement: Arrangement, hints: Mapping[NodeId, Places]) -> Standing:
    groups = [_group_order(spot, arrangement, ground.areas) for spot in ground.spots]
    number = {group: place for place, group in enumerate(sorted(set(groups)))}
    services = {spot.id for spot in ground.spots if spot.kind == "service"}
    provider: dict[NodeId, NodeId] = {}
    for link in ground.links:
        if link.kind == OFFER:
            service = link.first if link.first in services else link.second
            provider[service] = link.other(service)
    order = []
    for spot in ground.spots:
        hint = hints.get(spot.id, hints.get(provider.get(spot.id, spot.id), np.zeros(2)))
        order.append((float(spot.kind == "service"), round(float(hint[1]) / 120), float(hint[0])))
    places = place_by_groups([number[group] for group in groups], order, len(groups))
    return _said([spot.id for spot in ground.spots], places)


def _group_order(spot: Spot, arrangement: Arrangement, areas: Mapping[str, Area]) -> tuple[float, str, str]:
    """Groups by kind and name; those that nobody told come last of providers and teams.

    Services have types of their own and come after all, so that a map without them has no holes.
    """
    group = group_of(spot, arrangement)
    service = _KINDS.index("service")
    kind = _KINDS.index(spot.kind) if arrangement is Arrangement.TYPE else 0
    return kind if group else service - 0.5, areas[group].name if group in areas else group, group


def _add(ground: Ground, arrangement: Arrangement, found: Standing, room: Room) -> None:
    """Places for all who have none yet: providers and teams first, then services beside who offers them."""
    near: dict[NodeId, list[NodeId]] = defaultdict(list)
    for link in ground.links:
        near[link.first].append(link.second)
        near[link.second].append(link.first)
    for is_service in (False, True):
        missing = (spot for spot in ground.spots if spot.id not in found)
        new = [spot for spot in missing if (spot.kind == "service") is is_service]
        if not new:
            continue
        taken = np.array(list(found.values()), dtype=np.float64).reshape(-1, 2)
        middles = _middles(ground, arrangement, found)
        wanted = [_wanted(spot, arrangement, near[spot.id], found, middles) for spot in new]
        places = settle(taken, np.array(wanted).reshape(-1, 2), CLOSE if is_service else room)
        found |= _said([spot.id for spot in new], places)


def _middles(ground: Ground, arrangement: Arrangement, found: Standing) -> dict[str, tuple[float, float]]:
    """The middle of each group, and under ``None`` a spot below everything, for who belongs nowhere."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for spot in ground.spots:
        if spot.id in found:
            x, y = found[spot.id]
            each = sums[group_of(spot, arrangement)]
            each[0], each[1], each[2] = each[0] + x, each[1] + y, each[2] + 1
    return {group: (x / count, y / count) for group, (x, y, count) in sums.items()}


def _wanted(
    spot: Spot,
    arrangement: Arrangement,
    near: Iterable[NodeId],
    found: Standing,
    middles: Mapping[str, tuple[float, float]],
) -> tuple[float, float]:
    group = group_of(spot, arrangement)
    is_grouped = arrangement is not Arrangement.TIES
    if is_grouped and group in middles and spot.kind != "service":
        return middles[group]
    around = [found[each] for each in near if each in found]
    if around:
        xs, ys = zip(*around, strict=True)
        return sum(xs) / len(xs), sum(ys) / len(ys)
    # Nobody near: below everything, where the eye finds what is new.
    return 0.0, max((y for _, y in found.values()), default=0.0) + CLOSE.height


def _said(ids: Iterable[NodeId], places: Places) -> Standing:
    return {each: (round(float(x), 1), round(float(y), 1)) for each, (x, y) in zip(ids, places, strict=True)}


def _read(file: Path | None) -> dict[str, Standing]:
    try:
        told = {} if file is None else json.loads(file.read_text(encoding="utf-8"))
        return {
            str(name): {NodeId(each): (float(x), float(y)) for each, (x, y) in standing.items()}
            for name, standing in told.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        # Without it the map is laid out anew: nothing is lost but where people were used to find things.
        return {}


def _write(file: Path | None, standing: Mapping[str, Standing]) -> None:
    if file is None:
        return
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(standing, separators=(",", ":")), encoding="utf-8")
        beside.replace(file)
    except OSError:
        # A folder that is closed or full keeps nobody from looking at the map.
        beside.unlink(missing_ok=True)
