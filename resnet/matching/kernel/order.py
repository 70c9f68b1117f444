"""Puts services in order: what is proposed, what is nearly so, what came nearest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from resnet.matching.kernel.consider import Considered
from resnet.matching.match import is_professional
from resnet.matching.policy import Policy
from resnet.matching.question import Question

Places = NDArray[np.int64]


def best_places(considered: Considered, question: Question) -> Places:
    """The places of what is proposed: informal first, then the higher score, then the smaller id."""
    places = np.flatnonzero(considered.is_proposed)
    points = considered.points[places]
    # Rows are in the order of ids and the sort is stable: equals stay in order.
    if is_professional(question):
        return places[np.argsort(-points, kind="stable")]
    return places[np.lexsort((-points, considered.segment.tiers[places]))]


def missed_places(considered: Considered, policy: Policy) -> Places:
    """The places of near misses: the right kind of help first, then the smaller change and id."""
    may_change = considered.dead_at == len(policy.rules)
    is_near = ~considered.is_proposed & may_change & (considered.size <= policy.change_limit)
    places = np.flatnonzero(is_near)
    return places[np.lexsort((considered.size[places], ~considered.segment.is_of_kind[places]))]


def nearest_place(considered: Considered, policy: Policy) -> int | None:
    """Of the right kind, what the smallest change would make fit, else what passed most rules; then by id."""
    places = np.flatnonzero(considered.segment.is_of_kind)
    if not len(places):
        return None
    passed, is_dead = considered.dead_at[places], considered.dead_at[places] < len(policy.rules)
    distance = np.where(is_dead, -passed, considered.size[places])
    return int(places[np.lexsort((distance, is_dead))[0]])
