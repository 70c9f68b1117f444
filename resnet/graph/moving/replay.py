"""What commits that are carried over leave: the elements as their last entries say, and who was erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from resnet.graph.moving.parts import CommitPart
from resnet.graph.rows.body import read_body
from resnet.graph.rows.chain import LogEntry, tombstone_of
from resnet.graph.rows.encode import set_sort
from resnet.graph.rows.layout import SORT, Row, tables
from resnet.graph.values import kind_of


@dataclass(frozen=True, slots=True)
class Replayed:
    """``puts`` are rows and ``gone`` ids, both by kind; ``graves`` are the last erasures, by element.

    ``blanked`` are the entries from which back the log must say nothing any more: what came over before an
    element was erased still says it.
    """

    puts: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    graves: dict[str, int] = field(default_factory=dict)
    blanked: list[int] = field(default_factory=list)


def replay(commits: Iterable[CommitPart]) -> Replayed:
    """What these commits leave, in the order they were made."""
    last: dict[str, Row | None] = {}
    left = Replayed()
    for commit in commits:
        for entry in commit.entries:
            if entry.body is not None:
                last[entry.element] = state_of(entry)
            elif entry.digest == tombstone_of(entry.element):
                last[entry.element], left.graves[entry.element] = None, entry.seq
                if entry.prior is not None:
                    left.blanked.append(entry.prior)
    for element, row in last.items():
        if row is None:
            left.gone[kind_of(element)].append(element)
        else:
            left.puts[kind_of(element)].append(row)
    return left


def state_of(entry: LogEntry) -> Row:
    """The element as an entry that is not blank left it."""
    _, read = read_body(entry.body or "", entry.element, (entry.version, entry.seq))
    row, table = list(read), tables()[kind_of(entry.element)]
    if table.is_node:
        row[SORT] = ""
        set_sort(row, table)
    return row
