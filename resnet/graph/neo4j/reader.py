"""What one transaction answers: rows, how far consents reach, the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from resnet.graph.cypher import log
from resnet.graph.cypher.consent import GRANTS, RECEIVER_IDS
from resnet.graph.cypher.read import edges_at, rows_by_id
from resnet.graph.neo4j.connection import Transaction
from resnet.graph.neo4j.properties import to_row
from resnet.graph.rows.guard import OPEN_REFERRAL
from resnet.graph.rows.layout import HEAD, ID, START, Row, tables
from resnet.graph.rows.reader import Grant, by_kind
from resnet.graph.values import from_micros, kind_of
from resnet.ontology.registry import EDGE_KINDS, KINDS

_TWO: Final = 2


class Neo4jReader:
    """A Reader over one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx

    def receivers(self, actor: str, now: int) -> Iterable[str]:
        """As ``Consents.receivers``."""
        found = self.tx.ask(
            RECEIVER_IDS,
            actor=actor,
            now=from_micros(now),
            open_states=list(OPEN_REFERRAL),
        )
        return dict.fromkeys([actor, *(row[0] for row in found)])

    def grants(self, subjects: Collection[str], receivers: Collection[str], now: int) -> Iterable[Grant]:
        """As ``Consents.grants``."""
        found = self.tx.ask(
            GRANTS, subjects=listed(subjects), receivers=listed(receivers), now=from_micros(now)
        )
        return [(subject, category, letter) for subject, category, letter in found]

    def rows(self, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
        """As ``Reader.rows``."""
        for kind, ids in groups.items():
            yield from self._by_id(kind, ids, is_whole=True)

    def heads(self, ids: Iterable[str]) -> dict[str, Row]:
        """As ``Reader.heads``."""
        groups = by_kind(ids).items()
        rows = (row for kind, group in groups for row in self._by_id(kind, group, is_whole=False))
        return {row[ID]: row for row in rows}

    def _by_id(self, kind: str, ids: Collection[str], *, is_whole: bool) -> Iterator[Row]:
        is_node = tables()[kind].is_node
        cypher = rows_by_id(kind, is_node=is_node, is_whole=is_whole)
        asked = listed(ids)
        width = len(tables()[kind].columns) if is_whole else len(HEAD) + (not is_node) * 2
        for said, *ends in self.tx.ask(cypher, ids=asked):
            yield to_row(said, kind, *ends)[:width]

    def edges(self, kind: str, ids: Collection[str], *, is_start: bool) -> list[Row]:
        """As ``Reader.edges``."""
        near = EDGE_KINDS[kind].starts if is_start else EDGE_KINDS[kind].ends
        found: list[Row] = []
        for node_kind, group in by_kind(ids).items():
            if node_kind in KINDS and node_kind in near:
                cypher = edges_at(kind, node_kind, is_start=is_start)
                rows = self.tx.ask(cypher, ids=listed(group))
                found += (to_row(said, kind, start, end) for said, start, end in rows)
        return found

    def was_erased(self, element_id: str) -> bool:
        """As ``Reader.was_erased``."""
        return bool(self.tx.ask(log.GRAVES_AMONG, ids=[element_id]))

    def walk(self, entry: int | None) -> Iterator[tuple[int, int, str | None]]:
        """As ``Reader.walk``."""
        while entry:
            ((version, _, _, _, _, body, seq, entry),) = self.tx.ask(log.ENTRIES, entries=[entry])
            yield seq, version, body or None


def listed(ids: Iterable[str]) -> list[str]:
    """Ids as a statement takes them: two at least, of which ``""`` is nobody's.

    A server keeps other plans for lists of one than for longer ones, and each costs it half a second.
    """
    found = list(dict.fromkeys(ids))
    return [*found, *[""] * (_TWO - len(found))]


def grouped_ends(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Edges by the kinds of their ends."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[kind_of(row[START]), kind_of(row[START + 1])].append(row)
    return found
