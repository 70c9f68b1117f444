"""What a store answers inside one of its transactions, so that every rule stands once, above all stores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from resnet.graph.rows.body import names_in
from resnet.graph.rows.layout import Row, tables
from resnet.graph.values import kind_of

# (subject, category, the referral that the consent was given to, None when to somebody else)
Grant = tuple[str, str, str | None]


class Consents(Protocol):
    """How far consents reach, asked of the graph as of a moment."""

    def receivers(self, actor: str, now: int) -> Iterable[str]:
        """The actor, the agencies it works for, their teams, and the open referrals sent to any of these."""
        ...

    def grants(self, subjects: Collection[str], receivers: Collection[str], now: int) -> Iterable[Grant]:
        """What these subjects let any of these receivers see."""
        ...


class Reader(Consents, Protocol):
    """Rows and log entries as one transaction sees them."""

    def rows(self, groups: Mapping[str, Collection[str]]) -> Iterable[Row]:
        """The whole rows of the elements that exist; ids by kind, as ``by_kind`` gives them."""
        ...

    def heads(self, ids: Iterable[str]) -> dict[str, Row]:
        """The first columns (an edge's ends too) of the elements that exist: what access is judged by."""
        ...

    def edges(self, kind: str, ids: Collection[str], *, is_start: bool) -> list[Row]:
        """The rows of one kind of edge that start (or end) at these nodes."""
        ...

    def was_erased(self, element_id: str) -> bool:
        """Whether there was once an element of this id that was erased."""
        ...

    def walk(self, entry: int | None) -> Iterable[tuple[int, int, str | None]]:
        """(number, version, body) of an element's entries in the log, from this one back to its first."""
        ...


def by_kind(ids: Iterable[str]) -> dict[str, list[str]]:
    """The ids in groups of the kind they name; what can be no id of ours is left out."""
    groups: dict[str, list[str]] = defaultdict(list)
    known = tables()
    for element_id in ids:
        kind = kind_of(element_id)
        # A zero byte or half a character cannot even be bound to a statement.
        if kind in known and element_id.isascii() and element_id.isprintable():
            groups[kind].append(element_id)
    return groups


def names_changed_since(reader: Reader, last_entry: int, version: int) -> set[str]:
    """The fields that an element's entries after a version changed."""
    names: set[str] = set()
    for _, at_version, body in reader.walk(last_entry):
        if at_version <= version:
            break
        names |= names_in(body) if body is not None else set()
    return names
