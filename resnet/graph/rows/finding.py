"""What ``check`` finds wrong with a store, and the rule about records that every store is checked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resnet.graph.rows.folding import DESCRIBES, fold_rows
from resnet.graph.rows.layout import END, FOREVER, ID, UNTIL, Row, Table
from resnet.graph.rows.reader import Reader


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: where (a commit, an element's kind), and what."""

    where: str
    says: str


def fold_findings(reader: Reader, table: Table, rows: Sequence[Row]) -> Iterator[Finding]:
    """Of these rows of a described kind, those that do not stand as their records fold."""
    saying: dict[str, list[Row]] = defaultdict(list)
    for edge in reader.edges(DESCRIBES, [row[ID] for row in rows], is_start=False):
        if edge[UNTIL] == FOREVER:
            saying[edge[END]].append(edge)
    for row in rows:
        if fold_rows(row, saying[row[ID]])[table.first_field :] != list(row[table.first_field :]):
            yield Finding(table.kind, "a state is not what its records fold to")
