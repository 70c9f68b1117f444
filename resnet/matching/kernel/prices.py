"""Ways as answers of the rule ``path``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from resnet.matching.finding import Change, Finding, no, yes
from resnet.matching.judge import earned
from resnet.matching.kernel.trail_label import CHANGE_SHIFT, COST_MASK, COST_SHIFT, Numbers
from resnet.matching.kernel.verdict import Flags, Ints, Scale, Table, Verdict
from resnet.matching.policy import Policy, Row
from resnet.matching.rules.way import share_of

_NO_WAY: Final = np.array([[-1, 0, 0, 0, 0, 0]], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """The answers of the rule ``path`` to lines of ways; the first is that where there is no way."""

    points: Ints
    hurdle: Ints
    code: Ints
    is_yes: Flags

    def at(self, lines: Numbers) -> Table:
        """The answers of those lines, every one known."""
        table = Table(len(lines))
        table.points[:], table.hurdle[:] = self.points[lines], self.hurdle[lines]
        table.code[:], table.is_yes[:] = self.code[lines], self.is_yes[lines]
        table.known[:] = True
        return table


@dataclass(frozen=True, slots=True)
class Prices:
    """What ways come to as answers of the rule ``path``: by price, and by what they would need."""

    points: Numbers
    none: Verdict
    consent: Verdict
    renewal: Verdict
    both: Verdict

    def table(self, ways: Numbers, policy: Policy) -> Priced:
        """The answers for each way, that for no way before them."""
        ways = np.concatenate([_NO_WAY, ways])
        key, asks, renews = ways[:, 0], ways[:, 1], ways[:, 2]
        has_way = key >= 0
        change, cost = key >> CHANGE_SHIFT, (key >> COST_SHIFT) & COST_MASK
        is_open = has_way & (change == 0)
        points = np.where(is_open, self.points[np.minimum(cost, len(self.points) - 1)], 0)
        needed = [~has_way, is_open, renews == 0, asks == 0]
        codes = [self.none.code, -1, self.consent.code, self.renewal.code]
        sizes = asks * policy.changes["consent"] + renews * policy.changes["renew-agreement"]
        hurdle = np.select([~has_way, is_open], [self.none.hurdle, 0], 1 + sizes)
        return Priced(
            points.astype(np.int32),
            (hurdle if self.none.hurdle else np.zeros_like(hurdle)).astype(np.int32),
            np.select(needed, codes, self.both.code).astype(np.int32),
            is_open,
        )


def make_prices(scale: Scale, row: Row) -> Prices:
    """The rule's findings as numbers, each once."""
    consent, renewal = (Change("consent"),), (Change("renew-agreement"),)

    def verdict(finding: Finding) -> Verdict:
        return scale.verdict(row, finding)

    return Prices(
        points=_points_of(row, scale.policy.ties.cost_limit),
        none=verdict(no("path-none", changes=(Change("new-agreement"),))),
        consent=verdict(no("path-needs-consent", changes=consent)),
        renewal=verdict(no("path-needs-renewal", changes=renewal)),
        both=verdict(no("path-needs-both", changes=(*consent, *renewal))),
    )


@lru_cache(maxsize=32)
def _points_of(row: Row, limit: int) -> Numbers:
    """What a way earns at each cost up to the limit; the same for every catalogue of a policy."""
    found = [earned(row, yes("path-found", share=share_of(cost, limit))) for cost in range(limit + 1)]
    points = np.array(found, dtype=np.int64)
    points.setflags(write=False)
    return points
