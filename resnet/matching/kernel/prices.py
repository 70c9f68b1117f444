"""Ways as answers of the rule ``path``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resnet.matching.finding import Change, Finding, no, yes
from resnet.matching.kernel.trail_label import CHANGE_SHIFT, COST_MASK, COST_SHIFT, Numbers
from resnet.matching.kernel.verdict import Scale, Table, Verdict
from resnet.matching.policy import Policy, Row
from resnet.matching.rules.way import share_of


@dataclass(frozen=True, slots=True)
class Prices:
    """What ways come to as answers of the rule ``path``: by price, and by what they would need."""

    points: Numbers
    none: Verdict
    consent: Verdict
    renewal: Verdict
    both: Verdict

    def table(self, ways: Numbers, policy: Policy) -> Table:
        """The answers for each list of providers."""
        key, asks, renews = ways[:, 0], ways[:, 1], ways[:, 2]
        has_way = key >= 0
        change, cost = key >> CHANGE_SHIFT, (key >> COST_SHIFT) & COST_MASK
        is_open = has_way & (change == 0)
        table = Table(len(ways))
        table.points[:] = np.where(is_open, self.points[np.minimum(cost, len(self.points) - 1)], 0)
        needed = [~has_way, is_open, renews == 0, asks == 0]
        codes = [self.none.code, -1, self.consent.code, self.renewal.code]
        table.code[:] = np.select(needed, codes, self.both.code)
        sizes = asks * policy.changes["consent"] + renews * policy.changes["renew-agreement"]
        hurdle = np.select([~has_way, is_open], [self.none.hurdle, 0], 1 + sizes)
        table.hurdle[:] = hurdle if self.none.hurdle else 0
        table.is_yes[:] = is_open
        table.known[:] = True
        return table


def make_prices(scale: Scale, row: Row) -> Prices:
    """The rule's findings as numbers, each once."""
    limit = scale.policy.ties.cost_limit
    consent, renewal = (Change("consent"),), (Change("renew-agreement"),)

    def verdict(finding: Finding) -> Verdict:
        return scale.verdict(row, finding)

    return Prices(
        points=np.array(
            [verdict(yes("path-found", share=share_of(cost, limit))).points for cost in range(limit + 1)],
            dtype=np.int64,
        ),
        none=verdict(no("path-none", changes=(Change("new-agreement"),))),
        consent=verdict(no("path-needs-consent", changes=consent)),
        renewal=verdict(no("path-needs-renewal", changes=renewal)),
        both=verdict(no("path-needs-both", changes=(*consent, *renewal))),
    )
