"""One need under all rules, for all services at once: who fits, what is in the way, how large it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.compiled import ready
from resnet.matching.kernel.looked import ONE, look_up
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.segments import Segment, Shelved
from resnet.matching.kernel.sheet import Sheet
from resnet.matching.kernel.verdict import DEAD, Flags, Ints, Recent, distinct
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
        lines, profiles = _lines(catalogue, rows)
        rules = [each for each in catalogue.policy.rules if each.name != PATH]
        return Segment(
            rows=rows,
            lines=lines,
            profiles=profiles,
            kinds={name: distinct(profile) for name, profile in profiles.items()},
            lists=catalogue.columns[PATH].profile[rows],
            tiers=catalogue.tiers[rows],
            is_of_kind=found.is_yes[is_left],
            counts=Counter(found.code[~is_left].tolist()),
            sheet=Sheet(rules, profiles, len(rows), _answers_kept(len(rows))),
            fitting=Recent(_answers_kept(len(rows)) // 16),
        )

    def shelved() -> Shelved:
        profiles = {name: column.profile for name, column in catalogue.columns.items()}
        return Shelved(catalogue.policy.rules, profiles, catalogue.tiers)

    return catalogue.segments.get(key, shelved, make)


def _answers_kept(services: int) -> int:
    """Answers of how many requests are kept: a few megabytes of bits for a large segment."""
    return min(1024, max(64, 16_000_000 // (services + 1)))


def _lines(catalogue: Catalogue, rows: Ints) -> tuple[Ints, dict[str, Ints]]:
    """The profiles of services: a line a service, and of each rule that is looked up its column."""
    lines = np.zeros((len(rows), len(catalogue.policy.rules)), dtype=np.int32)
    profiles = {}
    for place, row in enumerate(catalogue.policy.rules):
        if row.name in catalogue.columns:
            lines[:, place] = catalogue.columns[row.name].profile[rows]
            profiles[row.name] = lines[:, place]
    return lines, profiles


def consider(catalogue: Catalogue, question: Question) -> Considered:
    """Every service of the segment under every rule.

    Once a service is left out for good, nothing more is asked for it.
    """
    asker = Asker(catalogue, question)
    segment = segment_for(asker)
    if (loops := ready(ONE)) is None or (looked := look_up(asker, segment)) is None:
        return _by_columns(asker, segment)
    found = np.empty((4, len(segment.rows)), dtype=np.int32)
    loops.consider_rows(looked, DEAD, found)
    return Considered(segment=segment, points=found[0], size=found[1], first=found[2], dead_at=found[3])


def _by_columns(asker: Asker, segment: Segment) -> Considered:
    """The same without compiled loops: answers are gathered by profile and added up as whole columns."""
    rules = asker.catalogue.policy.rules
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
