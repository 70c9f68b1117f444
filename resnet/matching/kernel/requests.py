"""What many needs ask, each request once: a number for each need and rule."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

import numpy as np

from resnet.matching.facts import Facts, Wish
from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.batch_arrays import Ints, Small
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.reads import NAMED, READS, Part, asks_no_reach
from resnet.matching.kernel.verdict import Table
from resnet.matching.policy import Row
from resnet.matching.question import Question

_NAMING: Final = tuple(NAMED.values())
# All that a rule can read of a wish.
_said: Final = attrgetter(
    *(each.name for each in fields(Wish) if each.name not in {"id", "category", "level"})
)


@dataclass(frozen=True, slots=True, eq=False)
class Requests:
    """The table of each rule (column) for each need (line); of the rule ``path`` the circle's number instead.

    ``rule_of`` is the rule of each table; ``circles`` has a need for each circle.
    """

    tables: Sequence[Table]
    rule_of: Ints
    asked: Small
    circles: Sequence[Facts]


def is_common(facts: Facts) -> bool:
    """Whether all that the need asks is asked by many; else it is considered by itself."""
    if facts.client is None or (facts.wish.reach_km is not None and facts.client.home is not None):
        return False
    for named in _NAMING:  # noqa: SIM110 - a generator for each need takes longer than what it asks
        if named(facts):
            return False
    return True


def number_requests(catalogue: Catalogue, facts: Sequence[Facts]) -> Requests:
    """The tables that common needs ask for, every answer known.

    What is read of a client, a place or a circle is read once for each, not once for each need. All needs are
    of one instant.
    """
    rules = catalogue.policy.rules
    asked = np.zeros((len(facts), len(rules)), dtype=np.int32)
    parts = {part: _distinct(facts, part) for part in Part}
    tables: list[Table] = []
    rule_of: list[int] = []
    circles: list[Facts] = []
    for place, row in enumerate(rules):
        members, of_need = parts[READS[row.name].part if row.name in READS else Part.WISH]
        request = READS[row.name].request if row.name in READS else asks_no_reach
        examples, of_member = _alike(list(map(request, members)), members)
        asked[:, place] = of_member[of_need]
        if row.name == PATH:
            circles = examples
            continue
        asked[:, place] += len(tables)
        tables += [whole_table(catalogue, row, example) for example in examples]
        rule_of += [place] * len(examples)
    return Requests(tables, np.array(rule_of, dtype=np.int64), asked, circles)


def whole_table(catalogue: Catalogue, row: Row, facts: Facts) -> Table:
    """Every answer to the request of a need; one for all where the rule is not looked up by profile."""
    asker = Asker(catalogue, Question(facts, catalogue.network, catalogue.policy, catalogue.made_at))
    if row.name in catalogue.columns:
        table = asker.table(row)
        asker.complete(row, table, np.arange(len(table.points), dtype=np.int32))
        return table
    table = Table(1)
    # Where there is no service at all, none can be asked, and the line is nobody's.
    if not catalogue.offers:
        return table
    found = asker.answers(row, np.zeros(1, dtype=np.int32))
    table.points[:], table.hurdle[:], table.code[:] = found.points, found.hurdle, found.code
    return table


def _alike(keys: Sequence[Hashable], facts: Sequence[Facts]) -> tuple[list[Facts], Ints]:
    """A need for each key, and which of them each need has."""
    example_of = dict(zip(keys, facts, strict=True))
    number_of = {key: number for number, key in enumerate(example_of)}
    of_need = np.fromiter(map(number_of.__getitem__, keys), dtype=np.int64, count=len(keys))
    return list(example_of.values()), of_need


def _distinct(facts: Sequence[Facts], part: Part) -> tuple[Sequence[Facts], Ints]:
    """A need for each part that is not the same object, and which of them each need has."""
    if part is Part.NONE:
        return facts[:1], np.zeros(len(facts), dtype=np.int64)
    if part is Part.ALL:
        return facts, np.arange(len(facts), dtype=np.int64)
    if part is Part.WISH:
        return _alike([_said(each.wish) for each in facts], facts)
    ids = np.fromiter(map(id, map(attrgetter(part.value), facts)), dtype=np.int64, count=len(facts))
    _, first, of_need = np.unique(ids, return_index=True, return_inverse=True)
    return [facts[place] for place in first.tolist()], of_need.astype(np.int64)
