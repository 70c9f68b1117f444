"""The best services for one need with their ways, and nothing of the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.compiled import ready
from resnet.matching.kernel.consider import segment_for
from resnet.matching.kernel.looked import ONE, find_fitting
from resnet.matching.kernel.one_arrays import Ranked
from resnet.matching.kernel.trail_label import Numbers
from resnet.matching.kernel.verdict import Ints
from resnet.matching.match import is_professional
from resnet.matching.question import Question

_NO_WAYS, _NO_PRICES = np.zeros((0, 6), dtype=np.int64), np.zeros(1, dtype=np.int64)
_NO_TIERS = np.zeros(0, dtype=np.int32)


class Glance(NamedTuple):
    """The best first: row of the catalogue, milli-points, and the nodes of the way by their place among ids.

    A way ends with -1; it is all of that where none is asked for.
    """

    services: Ints
    scores: Ints
    ways: Numbers


def find_best(catalogue: Catalogue, question: Question, *, shown: int = 5) -> Glance | None:
    """The best services of one need: equal to what is proposed when everything is considered.

    Only ways that can be gone today are searched, and only those to whoever runs what fits otherwise. None
    where it has to be considered in full: without compiled loops, and for circles outside the network.
    """
    loops, asker, rules = ready(ONE), Asker(catalogue, question), catalogue.policy.rules
    if loops is None or question.facts.client is None or rules[0].name == PATH:
        return None
    if not catalogue.ways.are_at_hand():
        return None
    ways, prices, segment = _NO_WAYS, _NO_PRICES, segment_for(asker)
    fitting = find_fitting(asker, segment)
    if fitting is None:
        return None
    path = next((row for row in rules if row.name == PATH), None)
    if path is not None:
        opened, priced = catalogue.ways.open_ways(question.facts.circle), catalogue.ways.prices(path)
        if opened is None or not priced.none.hurdle:
            return None
        ways, prices = opened.find(fitting.wanted), priced.points
    ranked = Ranked(segment.rows, _NO_TIERS if is_professional(question) else segment.tiers)
    return Glance(*loops.choose_best(fitting, ranked, ways, prices, shown))
