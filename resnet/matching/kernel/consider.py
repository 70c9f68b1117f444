"""One need under all rules, for all services at once: who fits, what is in the way, how large it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.catalogue import Catalogue, Segment
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.verdict import DEAD, Flags, Ints
from resnet.matching.question import Question


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Considered:
    """What the rules come to for the services of a segment, a place a service.

    ``first`` is the code of the first rule that leaves it out; ``dead_at`` the place in the policy of the
    first that does so for good, the number of rules where none does; ``size`` is that of all changes.
    """

    segment: Segment
    points: Ints
    size: Ints
    first: Ints
    dead_at: Ints

    @property
    def is_proposed(self) -> Flags:
        """Those that nothing leaves out."""
        return self.first < 0

    def counts(self) -> Mapping[int, int]:
        """How many services each code leaves out first, those without a chance included."""
        return self.segment.counts + Counter(self.first[self.first >= 0].tolist())


def segment_for(asker: Asker) -> Segment:
    """The services that the first rule leaves a chance: made once for all needs that ask it the same."""
    catalogue, row = asker.catalogue, asker.catalogue.policy.rules[0]
    key = (
        READS[row.name].request(asker.question.facts)
        if row.name in catalogue.columns
        else asker.question.facts
    )

    def make() -> Segment:
        everything = np.arange(len(catalogue.offers), dtype=np.int32)
        found = asker.answers(row, everything)
        is_left = found.hurdle != DEAD
        rows = everything[is_left]
        profiles = {name: column.profile[rows] for name, column in catalogue.columns.items()}
        counts = Counter(found.code[~is_left].tolist())
        return Segment(rows, profiles, catalogue.tiers[rows], found.is_yes[is_left], counts)

    return catalogue.segments.get(key, make)


def consider(catalogue: Catalogue, question: Question) -> Considered:
    """Every service of the segment under every rule.

    Answers are gathered by profile and added up as whole columns; once a service is left out for good,
    nothing more is asked for it.
    """
    asker = Asker(catalogue, question)
    segment, rules = segment_for(asker), catalogue.policy.rules
    count = len(segment.rows)
    points, size = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32)
    first, dead_at = np.full(count, -1, dtype=np.int32), np.full(count, len(rules), dtype=np.int32)
    for place, row in enumerate(rules):
        is_alive = dead_at == len(rules)
        if row.name in segment.profiles:
            found = asker.looked_up(row, segment.profiles[row.name], is_alive)
        else:
            found = asker.answers(row, segment.rows, is_alive)
        points += found.points
        hurdle = np.where(is_alive, found.hurdle, 0)
        if hurdle.any():
            first = np.where((first < 0) & (hurdle != 0), found.code, first)
            dead_at[hurdle == DEAD] = place
            size += np.maximum(hurdle - 1, 0)
    return Considered(segment=segment, points=points, size=size, first=first, dead_at=dead_at)
