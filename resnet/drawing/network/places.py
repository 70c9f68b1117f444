"""From bodies and ties to pixels: parts beside each other, groups in boxes, free spots for newcomers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count as counting
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from resnet.drawing.network.force import Pairs, spread
from resnet.drawing.network.model import Places

# Wider than high, as screens are.
_ASPECT: Final = 1.5
# Up to so many, every name is given room of its own; of more, names are read by pointing at them.
MOST_NAMED: Final = 400
# What the title of a box takes at least, in widths of a spot's room.
_TITLE: Final = 1.0
_ROUNDS: Final = 120
_REACH: Final = 24
# Sums of fractions may miss by less.
_HAIR: Final = 0.01


@dataclass(frozen=True, slots=True)
class Room:
    """Pixels from one spot to the next beside it and below it."""

    width: float
    height: float


NAMED: Final = Room(150.0, 62.0)
CLOSE: Final = Room(44.0, 34.0)


def room_for(count: int) -> Room:
    """How far apart ``count`` spots stand."""
    return NAMED if count <= MOST_NAMED else CLOSE


def place_by_ties(pairs: Pairs, widths: Places) -> Places:
    """Places by who is tied to whom; ``widths`` are those of the names, in pixels.

    Parts that nothing ties stand beside each other, the largest first.
    """
    count = len(widths)
    room = room_for(count)
    raw = spread(count, pairs)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, part = connected_components(graph, directed=False)
    members = np.split(np.argsort(part, kind="stable"), np.cumsum(np.bincount(part))[:-1]) if count else []
    ordered = sorted(members, key=lambda rows: (-len(rows), int(rows[0])))
    blocks = [(rows, _scaled(raw[rows], room)) for rows in ordered]
    placed = _packed(count, blocks, room)
    # Names are wider than high, and so is their room.
    return _named_apart(placed * (1.6, 0.9), widths) if count <= MOST_NAMED else placed


def place_by_groups(groups: Sequence[int], order: Sequence[Sequence[float]], count: int) -> Places:
    """Places in boxes, one for each number in ``groups``; ``order`` tells who comes first inside."""
    room = room_for(count)
    number = np.asarray(groups, dtype=np.int64)
    keys = np.asarray(order, dtype=np.float64).reshape(count, -1)
    blocks = []
    for each in np.unique(number):
        rows = np.flatnonzero(number == each)
        rows = rows[np.lexsort(keys[rows].T[::-1])]
        columns = max(1, int(np.ceil(np.sqrt(len(rows) * _ASPECT * room.height / room.width))))
        place = np.arange(len(rows))
        blocks.append(
            (rows, np.stack([place % columns * room.width, place // columns * room.height], axis=1))
        )
    return _packed(count, blocks, Room(room.width * 2, room.height * 3), least=room.width * _TITLE)


def settle(taken: Places, wanted: Places, room: Room) -> Places:
    """A free spot for each wanted place, as near as there is one; nobody who stands already moves.

    The earlier in ``wanted`` chooses first.
    """
    cell = np.array([room.width, room.height])
    full = set(map(tuple, np.rint(taken / cell).astype(np.int64).tolist()))
    found = np.zeros_like(wanted)
    for row, at in enumerate(np.rint(wanted / cell).astype(np.int64).tolist()):
        spot = next(each for each in _outwards(at) if each not in full)
        full.add(spot)
        found[row] = np.array(spot) * cell
    return found


def _outwards(at: Sequence[int]) -> Iterable[tuple[int, int]]:
    x, y = at
    for turn in counting():
        yield from ((x + turn * _REACH + dx, y + dy) for dx, dy in _STEPS)


# Steps in pixels are longer sideways than down: about as far either way.
_STEPS: Final = sorted(
    ((dx, dy) for dx in range(-_REACH // 2, _REACH // 2) for dy in range(-_REACH, _REACH)),
    key=lambda step: (step[0] ** 2 * 5 + step[1] ** 2, step),
)


def _scaled(part: Places, room: Room) -> Places:
    """A part with its neighbours so far apart that few cover each other, none nearer than half of that."""
    if len(part) < 2:
        return np.zeros_like(part)
    # The long way of a part lies sideways; the first body decides which end is left, so that all agree.
    _, axes = np.linalg.eigh(np.cov((part - part.mean(axis=0)).T))
    part = (part - part.mean(axis=0)) @ axes[:, ::-1]
    part = part * np.where(part[0] < 0, -1.0, 1.0)
    near = cKDTree(part).query(part, k=2)[0][:, 1]
    side = float(np.hypot(room.width, room.height)) * 0.6
    # Most of them, not all: two at nearly one place would blow up the rest.
    placed = part / max(1e-9, float(np.quantile(near, 0.4))) * side
    for _ in range(12):
        tree = cKDTree(placed)
        pairs = tree.query_pairs(side * 0.7, output_type="ndarray")
        if not len(pairs):
            break
        gap = placed[pairs[:, 1]] - placed[pairs[:, 0]]
        far = np.hypot(gap[:, 0], gap[:, 1])
        # Two at the very same place part along the line of their numbers.
        gap[far < 1e-6] = (1.0, 0.5)
        lengths = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)
        push = gap * ((side * 0.7 - far) / lengths / 2)[:, None]
        for axis in (0, 1):
            placed[:, axis] += np.bincount(pairs[:, 1], push[:, axis], len(placed))
            placed[:, axis] -= np.bincount(pairs[:, 0], push[:, axis], len(placed))
    return np.asarray(placed)


def _packed(count: int, blocks: Sequence[tuple[Pairs, Places]], gap: Room, *, least: float = 0.0) -> Places:
    """Blocks in rows, from left to right, none less wide than ``least``; the whole is around the middle."""
    placed = np.zeros((count, 2))
    around = np.array([gap.width, gap.height])
    sizes = [np.maximum(np.ptp(block, axis=0), (least, 0.0)) + around for _, block in blocks]
    if not sizes:
        return placed
    needed = float(np.sqrt(sum(size[0] * size[1] for size in sizes) * _ASPECT))
    wide = max(needed, *(float(size[0]) for size in sizes))
    left = top = high = 0.0
    for (rows, block), (width, height) in zip(blocks, sizes, strict=True):
        if left and left + width > wide * 1.05:
            left, top, high = 0.0, top + high, 0.0
        placed[rows] = block - block.min(axis=0) + (left, top)
        left, high = left + width, max(high, height)
    return np.asarray(placed - (placed.min(axis=0) + placed.max(axis=0)) / 2)


def _named_apart(spots: Places, widths: Places) -> Places:
    """The spots, moved a little until no name covers another."""
    later = np.sign(np.arange(len(spots))[None, :] - np.arange(len(spots))[:, None])[..., None]
    for _ in range(_ROUNDS):
        gap = spots[None, :, :] - spots[:, None, :]
        sides = (widths[None, :] + widths[:, None]) / 2
        over = np.stack([sides, np.full(gap.shape[:2], NAMED.height)], axis=-1) - np.abs(gap)
        np.einsum("iij->ij", over)[:] = -1.0
        covers = np.all(over > 0, axis=-1, keepdims=True)
        if not np.any(covers):
            return spots
        # Along the axis that needs less; of two at the very same spot the later one gives way.
        is_least = over == over.min(axis=-1, keepdims=True)
        push = np.where(covers & is_least, over / 2, 0.0) * np.where(gap == 0, later, np.sign(gap))
        spots = spots + push.sum(axis=0) / 2
    return _one_below(spots, widths)


def _one_below(spots: Places, widths: Places) -> Places:
    """What pushing leaves over: from the top down, whoever would still be covered goes below who is there."""
    placed = spots.copy()
    done: list[int] = []
    for row in np.lexsort((spots[:, 0], spots[:, 1])).tolist():
        while True:
            beside = np.abs(placed[done, 0] - placed[row, 0]) < (widths[done] + widths[row]) / 2
            covers = beside & (np.abs(placed[done, 1] - placed[row, 1]) < NAMED.height)
            if not covers.any():
                break
            placed[row, 1] = placed[done, 1][covers].max() + NAMED.height + _HAIR
        done.append(row)
    return placed
