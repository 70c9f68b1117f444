"""One call of a view while it runs: each statement judges by the consents it finds itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from resnet.graph.access_path import SELF
from resnet.graph.bulk import AskedEnds, Bulk, Ends
from resnet.graph.cypher import log, page
from resnet.graph.cypher.carry import CHAIN_AT
from resnet.graph.cypher.consent import OPENED_BY
from resnet.graph.cypher.read import kinds_in_order, visible_edges, visible_nodes
from resnet.graph.cypher.text import Cypher
from resnet.graph.faults import UnsettledError
from resnet.graph.neo4j.columns import numbers_of, read_columns, read_ends
from resnet.graph.neo4j.connection import Transaction
from resnet.graph.neo4j.properties import cells_to_row, edge_rows, page_key, to_property, to_row
from resnet.graph.neo4j.reader import Neo4jReader, listed
from resnet.graph.rows.cut import KeptEntry
from resnet.graph.rows.guard import EMERGENCY, OPEN_REFERRAL, OWN_CATEGORIES, Guard
from resnet.graph.rows.layout import ABOUT_1, ABOUT_2, ENTRY, ID, SORT, Row
from resnet.graph.rows.question import FEW, MANY, Question, is_shorter_past_consents, open_and_closed
from resnet.graph.rows.reach import Reach, in_order, probes
from resnet.graph.rows.reader import by_kind
from resnet.graph.values import from_micros
from resnet.ontology.category import Category
from resnet.ontology.field import Field
from resnet.ontology.registry import KINDS

Said = tuple[Any, ...]
# How the ids of referrals begin.
_LETTER: Final = "referral:"


class Neo4jReading(Neo4jReader):
    """A Reading; see ``resnet.graph.rows.view``."""

    def __init__(self, tx: Transaction, guard: Guard) -> None:
        super().__init__(tx)
        self._guard = guard
        self._is_scoped = not guard.is_open_to_all
        self._who: dict[str, Any] = {
            "actor": guard.scope.actor,
            "now": from_micros(guard.now),
            "open": listed(sorted(guard.open)),
            "own": sorted(OWN_CATEGORIES),
            "open_states": list(OPEN_REFERRAL),
            "emergency": EMERGENCY,
        }

    @property
    def guard(self) -> Guard:
        """Who may see what, in this call."""
        return self._guard

    def visible_nodes(self, groups: Mapping[str, Collection[str]], moment: int | None) -> list[Row]:
        """As ``Reading.visible_nodes``."""
        found: list[Row] = []
        for kind, ids in groups.items():
            cypher = visible_nodes(kind, is_scoped=self._is_scoped)
            for _, _, nodes in self._groups(cypher, ids, moment):
                found += (cells_to_row(cells, kind) for cells in nodes)
        return found

    def visible_edges(self, ids: Iterable[str], reach: Reach, moment: int | None) -> list[Row]:
        """As ``Reading.visible_edges``."""
        _, edges = self._tied(by_kind(ids), reach, moment, has_nodes=False)
        return edges

    def visible_with_edges(
        self, ids: Iterable[str], reach: Reach, moment: int | None
    ) -> tuple[list[Row], list[Row]]:
        """As ``Reading.visible_with_edges``; a statement a kind of node."""
        return self._tied(by_kind(ids), reach, moment, has_nodes=True)

    def _tied(
        self, groups: Mapping[str, Collection[str]], reach: Reach, moment: int | None, *, has_nodes: bool
    ) -> tuple[list[Row], list[Row]]:
        """The visible edges at these nodes, and with ``has_nodes`` the visible nodes before them."""
        asked = {kind: sorted(set(group)) for kind, group in groups.items() if kind in KINDS}
        there: dict[str, set[str]] = {}
        for node_kind, _, kinds in probes(asked, reach):
            there.setdefault(node_kind, set()).update(kinds)
        nodes: list[Row] = []
        edges: dict[str, Row] = {}
        for node_kind, types in there.items():
            cypher = visible_edges(
                node_kind,
                kinds_in_order(types),
                reach.direction,
                is_scoped=self._is_scoped,
                has_nodes=has_nodes,
            )
            for one, two, near, tied, *itself in self._groups(cypher, asked[node_kind], moment):
                edges.update(edge_rows(tied, one, two, near))
                nodes += (cells_to_row(cells, node_kind) for each in itself for cells in each)
        if has_nodes:
            # Nodes of a kind that no asked edge can be at.
            alone = {kind: ids for kind, ids in asked.items() if kind not in there}
            nodes += self.visible_nodes(alone, moment)
        return nodes, in_order(edges.values(), {node for ids in asked.values() for node in ids}, reach)

    def _then(self, moment: int | None) -> dict[str, object]:
        """Of when is asked; None is ever."""
        return {
            "is_ever": moment is None,
            "moment": from_micros(self._guard.now if moment is None else moment),
        }

    def _groups(self, cypher: Cypher, ids: Iterable[str], moment: int | None) -> Iterator[Said]:
        """Each group's subjects and what was read of them; what their consents say is learnt."""
        ((groups,),) = self._ask(cypher, ids=listed(ids), **self._then(moment))
        for one, lets_one, two, lets_two, *read in groups:
            self._learn(one, lets_one)
            self._learn(two, lets_two)
            yield one, two, *read

    def _learn(self, subject: str | None, lets: Sequence[Any] | None) -> None:
        """Keep what a subject's consents say, as the same statement found it that judged by them."""
        if subject is None or lets is None:
            return
        grants = [
            (subject, category, receiver if receiver.startswith(_LETTER) else None)
            for category, receiver, _ in lets
        ]
        self._guard.know([subject], grants)
        paths = {basis if basis == EMERGENCY else receiver for _, receiver, basis in lets}
        own = (SELF,) if subject == self._guard.scope.actor else ()
        self._guard.paths[subject] = frozenset((*paths, *own))

    def _ask(self, cypher: Cypher, **values: object) -> list[Said]:
        return self.tx.ask(cypher, **self._who, **values)

    def _learnt(self, rows: Iterable[Said], kind: str) -> list[Row]:
        found = []
        for said, given in rows:
            row = to_row(said, kind)
            self._learn_given(row, given)
            found.append(row)
        return found

    def _learn_given(self, row: Row, given: Sequence[Any]) -> None:
        if not self._guard.is_open_to_all and row[ABOUT_1] is not None:
            subjects = {row[ABOUT_1], row[ABOUT_2]} - {None}
            self._guard.know(subjects, [(subject, category, letter) for subject, category, letter in given])

    # -- pages ---------------------------------------------------------------------------------------

    def page(self, question: Question) -> list[Row]:
        """As ``Reading.page``."""
        kind = question.table.kind
        values: dict[str, object] = {
            f"is_{name}": to_property(kind, name, cell) for name, cell in question.values.items()
        }
        values |= {
            "is_any_category": question.category is None,
            "only_category": question.category or "",
            "mark": "" if question.after is None else page_key(*question.after),
            "limit": question.limit + 1,
            "about": question.about,
            **self._then(question.moment),
        }
        found = {row[ID]: row for row in self._pages(question, values)}
        ordered = sorted(found.values(), key=lambda row: (row[SORT], row[ID]))
        return ordered[: question.limit + 1]

    def _pages(self, question: Question, values: dict[str, object]) -> list[Row]:
        kind, equals = question.table.kind, question.equals
        if question.about is not None:
            said = self._ask(page.about_page(kind, equals, is_scoped=self._is_scoped), **values)
            return self._learnt(said, kind)
        opened, closed = open_and_closed(question, self._guard)
        rows: list[Row] = []
        for category in opened:
            ((cells,),) = self._ask(page.open_page(kind, equals), category=category, **values)
            rows += (cells_to_row(each, kind) for each in cells)
        return rows + self._learnt(self._granted(question, closed, values), kind) if closed else rows

    def _granted(self, question: Question, categories: list[str], values: dict[str, object]) -> list[Said]:
        """Nodes that consents open, found by the way that touches fewer."""
        kind, equals = question.table.kind, question.equals
        if self._is_shorter_past_consents(question, categories, values):
            cypher = page.personal_page(kind, equals)
            return [row for category in categories for row in self._ask(cypher, category=category, **values)]
        own = [each for each in categories if each in OWN_CATEGORIES]
        cypher = page.granted_page(kind, equals)
        return self._ask(cypher, categories=categories, own_here=own, **values)

    def _is_shorter_past_consents(
        self, question: Question, categories: list[str], values: dict[str, object]
    ) -> bool:
        kind, equals = question.table.kind, question.equals
        if equals:
            counted = self._ask(
                page.how_many(kind, equals), categories=categories, **(values | {"limit": FEW})
            )
            if counted[0][0] < FEW:
                return True
        ((consents, nodes),) = self._ask(page.how_far(kind))
        return consents >= MANY and is_shorter_past_consents(question, consents=consents, nodes=nodes)

    # -- consents and log ----------------------------------------------------------------------------

    def opened_by(self, subjects: Collection[str]) -> tuple[str, ...]:
        """As ``Reading.opened_by``."""
        own = {SELF} if self._guard.scope.actor in subjects else set()
        if not self._is_scoped or not subjects:
            return tuple(own)
        found = self._ask(OPENED_BY, subjects=listed(subjects))
        return tuple(sorted(own | {str(row[0]) for row in found}))

    def last_version(self) -> int:
        """As ``Reading.last_version``."""
        ((version,),) = self.tx.ask(log.LAST_VERSION)
        return int(version)

    def chain_at(self, version: int) -> bytes | None:
        """As ``Reading.chain_at``."""
        found = self.tx.ask(CHAIN_AT, version=version)
        return bytes(found[0][0]) if found else None

    def entries_of(self, ids: Iterable[str]) -> list[KeptEntry]:
        """As ``Reading.entries_of``; all histories go back together, a step each."""
        asked = list(dict.fromkeys(each for each in ids if each.isascii()))
        lasts = {str(each): int(entry) for each, entry in self.tx.ask(log.GRAVES_AMONG, ids=asked)}
        lasts |= {each: head[ENTRY] for each, head in self.heads(asked).items()}
        kept, waiting = [], sorted(lasts.values())
        while waiting:
            rows = self.tx.ask(log.ENTRIES, entries=waiting)
            if len(rows) != len(waiting):
                raise UnsettledError
            for version, at, actor, why, element, body, seq, _ in rows:
                kept.append(KeptEntry(version, at, actor, why, element, body or None, seq))
            waiting = sorted(row[-1] for row in rows if row[-1])
        return sorted(kept, key=lambda entry: entry.seq)

    def entries_between(self, after: int, until: int) -> list[KeptEntry]:
        """As ``Reading.entries_between``; a commit that is seen in part is read again."""
        if until <= after:
            return []
        commits = {row[0]["version"]: row[0] for row in self._between(log.COMMITS_BETWEEN, after, until)}
        kept: list[KeptEntry] = []
        for version, first, elements, bodies in self._between(log.RUNS_BETWEEN, after, until):
            commit = commits.get(version)
            if commit is None:
                raise UnsettledError
            head = (version, commit["at"], commit["actor"], commit["why"])
            kept += [
                KeptEntry(*head, element, body or None, first + place)
                for place, (element, body) in enumerate(zip(elements, bodies, strict=True))
            ]
        is_whole = len(commits) == until - after and len(kept) == sum(
            commit["count"] for commit in commits.values()
        )
        if not is_whole:
            raise UnsettledError
        return kept

    def of_nobody(
        self, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...], after: str
    ) -> tuple[Bulk, str | None]:
        """As ``Reading.of_nobody``."""
        return read_columns(self.tx, kind, fields, categories, after)

    def ends_of_nobody(self, asked: AskedEnds, after: str) -> tuple[Ends, str | None]:
        """As ``Reading.ends_of_nobody``."""
        return read_ends(self.tx, asked, after)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """As ``Reading.numbers``."""
        return numbers_of(ids)

    def _between(self, cypher: Cypher, after: int, until: int) -> list[Said]:
        return self.tx.ask(cypher, after=after, until=until)
