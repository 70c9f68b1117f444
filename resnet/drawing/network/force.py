"""Where things stand that are tied to each other: what is tied comes near, everything else keeps off.

Fruchterman and Reingold's forces (1991), with all pushes at once: bodies are laid on a grid and the pushes
read from its potential, found by Fourier transform (particle mesh; Hockney and Eastwood 1988). A round
costs about as much as counting the bodies and ties. It begins from distances to pivots (Brandes and Pich
2007), so few rounds are enough. The same bodies and ties give the same places.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, rfft2
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

Places = NDArray[np.float64]
Pairs = NDArray[np.int64]
# Any number does; the same one gives the same map every day.
_SEED: Final = 2026
_PIVOTS: Final = 40
_ROUNDS: Final = 120
_CELLS: Final = 128
# So few are pushed pair by pair: exact, and as fast.
_FEW: Final = 300
_PULL_TO_MIDDLE: Final = 0.02
_MOST_STEP: Final = 0.06


def spread(count: int, pairs: Pairs) -> Places:
    """Places of ``count`` bodies, about one unit from neighbour to neighbour, around the middle.

    ``pairs`` are the bodies that are tied, a row a tie; more ties of two pull no harder than one.
    """
    if count == 0:
        return np.zeros((0, 2))
    ties = _unique(pairs)
    side = float(np.sqrt(count))
    places = _begin(count, ties) * side / 2
    push = _push_each if count <= _FEW else _push_on_grid
    for step in range(_ROUNDS):
        move = push(places) + _pull(places, ties)
        move -= _PULL_TO_MIDDLE * places
        far = np.hypot(move[:, 0], move[:, 1])
        most = side * _MOST_STEP * (1 - step / _ROUNDS) ** 1.5 + 1e-3
        places = places + move * (np.minimum(far, most) / np.maximum(far, 1e-9))[:, None]
    return np.asarray(places - places.mean(axis=0))


def _unique(pairs: Pairs) -> Pairs:
    if not len(pairs):
        return pairs.reshape(0, 2)
    ordered = np.sort(pairs, axis=1)
    ordered = ordered[ordered[:, 0] != ordered[:, 1]]
    return np.unique(ordered, axis=0)


def _begin(count: int, ties: Pairs) -> Places:
    """Places within a circle of radius 1: the largest part by its distances, the others around it."""
    random = np.random.default_rng(_SEED)
    graph = _graph(count, ties)
    _, part = connected_components(graph, directed=False)
    sizes = np.bincount(part)
    places = np.zeros((count, 2))
    order = np.argsort(-sizes, kind="stable")
    reach = 0.0
    for number, each in enumerate(order):
        if sizes[each] < 3 or number > 20:
            rest = np.flatnonzero(np.isin(part, order[number:]))
            places[rest] = _around(part[rest], reach)
            break
        inside = np.flatnonzero(part == each)
        radius = float(np.sqrt(sizes[each] / count))
        turn = number * 2.399963
        middle = np.array([np.cos(turn), np.sin(turn)]) * (reach + radius if number else 0.0)
        places[inside] = middle + radius * _by_distances(graph[inside][:, inside])
        reach = max(reach, radius) if not number else reach + radius / 3
    return places + random.normal(scale=0.01, size=places.shape)


def _graph(count: int, ties: Pairs) -> csr_array:
    ones = np.ones(len(ties))
    graph = coo_array((ones, (ties[:, 0], ties[:, 1])), shape=(count, count))
    return csr_array(graph + graph.T)


def _around(part: Pairs, reach: float) -> Places:
    """Small parts on a sunflower's spiral outside of ``reach``, those of one part at one place."""
    _, number = np.unique(part, return_inverse=True)
    turn = number * 2.399963
    far = np.sqrt(reach**2 + (number + 1) / (number.max() + 1) * 0.5)
    return np.stack([np.cos(turn) * far, np.sin(turn) * far], axis=1)


def _by_distances(graph: csr_array) -> Places:
    """Two coordinates that keep the distances to some pivots, within a circle of radius 1."""
    count = graph.shape[0]
    pivots = np.unique(np.linspace(0, count - 1, min(_PIVOTS, count)).astype(np.int64))
    far = dijkstra(graph, directed=False, indices=pivots, unweighted=True).T ** 2
    centred = far - far.mean(axis=0) - far.mean(axis=1, keepdims=True) + far.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    found = centred @ axes[:, -2:] if axes.shape[1] > 1 else np.zeros((count, 2))
    # An axis may point either way: the first body decides, so that every machine agrees.
    found = found * np.where(found[0] < 0, -1.0, 1.0)
    return np.asarray(found / max(1e-9, float(np.abs(found).max())))


def _pull(places: Places, ties: Pairs) -> Places:
    """Every tie pulls its two ends by the square of its length."""
    gap = places[ties[:, 1]] - places[ties[:, 0]]
    force = gap * np.hypot(gap[:, 0], gap[:, 1])[:, None]
    count = len(places)
    return np.stack(
        [
            np.bincount(ties[:, 0], force[:, axis], count) - np.bincount(ties[:, 1], force[:, axis], count)
            for axis in (0, 1)
        ],
        axis=1,
    )


def _push_each(places: Places) -> Places:
    gap = places[:, None, :] - places[None, :, :]
    square = np.maximum((gap**2).sum(axis=2), 1e-4)
    return np.asarray((gap / square[:, :, None]).sum(axis=1))


def _push_on_grid(places: Places) -> Places:
    """The same pushes as ``_push_each`` as far as a grid tells; within a cell they are softened."""
    low = places.min(axis=0)
    cell = max(1e-9, float((places.max(axis=0) - low).max()) / (_CELLS - 2))
    at = (places - low) / cell
    corner = np.minimum(at.astype(np.int64), _CELLS - 2)
    part = at - corner
    # Each body is shared out among the four corners of its cell, and reads its push from the same four.
    shares = [
        ((corner[:, 0] + dx) * _CELLS + corner[:, 1] + dy,
         np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1]))
        for dx in (0, 1)
        for dy in (0, 1)
    ]  # fmt: skip
    weight = sum(np.bincount(spot, share, _CELLS * _CELLS) for spot, share in shares)
    potential = irfft2(rfft2(np.asarray(weight).reshape(_CELLS, _CELLS), s=_WIDE) * _KERNEL, s=_WIDE)
    slopes = np.gradient(potential[:_CELLS, :_CELLS])
    found = np.zeros_like(places)
    for axis, slope in enumerate(slopes):
        flat = slope.ravel()
        found[:, axis] = sum(flat[spot] * share for spot, share in shares)
    return found / cell


_WIDE: Final = (2 * _CELLS, 2 * _CELLS)


def _kernel() -> NDArray[np.complex128]:
    """The transform of log distance, whose slope is 1 / distance; wide enough that nothing wraps round."""
    steps = np.minimum(np.arange(2 * _CELLS), 2 * _CELLS - np.arange(2 * _CELLS))
    square = np.maximum(steps[:, None] ** 2 + steps[None, :] ** 2, 0.25)
    return np.asarray(rfft2(np.log(square) / 2))


_KERNEL: Final = _kernel()
