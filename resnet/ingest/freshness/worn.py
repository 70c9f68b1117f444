"""How worn a thing's values are: when each was last confirmed, and how likely it is wrong by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp2
from typing import Final

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.fold import CHECKS
from resnet.ingest.freshness.table import EXISTENCE, FreshnessTable, ValueKind, freshness_table
from resnet.ontology.vocabulary import load_vocabulary

_DAY: Final = timedelta(days=1)
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """The values of one kind of one thing.

    ``confirmed_at`` is when the value that waits longest was last said; ``chance_wrong`` is 0..1.
    ``is_doubted``: a referral failed over it since.
    """

    thing: NodeId
    kind: str
    fields: tuple[str, ...]
    confirmed_at: datetime
    chance_wrong: float
    is_disputed: bool
    is_doubted: bool


def wear(
    node: Node,
    words: Iterable[Edge],
    now: datetime,
    half_lives: Mapping[str, float],
    table: FreshnessTable | None = None,
) -> tuple[Worn, ...]:
    """How worn each kind of value of a directory thing is; nothing of one that is closed.

    Args:
        node: The thing, as folded.
        words: The ``describes`` edges that hold.
        now: Until when it wears.
        half_lives: In days, by kind of value.
        table: Where the chances stand; the shipped table when not given.
    """
    return tuple(each.worn(node.id, now, half_lives[each.kind]) for each in find_told(node, words, table))


@dataclass(frozen=True, slots=True)
class Word:
    """One record that says a value: when, and how likely it was right then."""

    said_at: datetime
    right: float

    def chance_wrong(self, now: datetime, half_life: float) -> float:
        """That it is wrong by now: wrong at first, or right and changed since."""
        age = max(timedelta(0), now - self.said_at) / _DAY
        return 1.0 - self.right * exp2(-age / half_life)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The values of one kind of one thing, before anybody asks what day it is.

    ``words`` are those that say what stands, value by value; ``least`` is how likely one is wrong at least.
    """

    kind: str
    fields: tuple[str, ...]
    words: tuple[tuple[Word, ...], ...]
    least: float
    is_disputed: bool
    is_doubted: bool

    def worn(self, thing: NodeId, now: datetime, half_life: float) -> Worn:
        """How worn they are on a day, with that half-life in days."""
        chance = max(
            min((word.chance_wrong(now, half_life) for word in some), default=1.0) for some in self.words
        )
        return Worn(
            thing=thing,
            kind=self.kind,
            fields=self.fields,
            # The value that was confirmed longest ago is what one has to ask for.
            confirmed_at=min(
                max((word.said_at for word in some), default=None) or _LONG_AGO for some in self.words
            ),
            chance_wrong=round(max(chance, self.least), 3),
            is_disputed=self.is_disputed,
            is_doubted=self.is_doubted,
        )


def find_told(node: Node, words: Iterable[Edge], table: FreshnessTable | None = None) -> Iterator[Told]:
    """What is told of a directory thing, by kind of value; nothing of one that is closed."""
    table = table or freshness_table()
    status = node.text("status")
    if status and not load_vocabulary("operating_states").term(status).flag("is_usable"):
        return
    said = [_Record.of(edge, table) for edge in words]
    fields = table.by_kind(node.fields)
    for code, kind in table.kinds.items():
        if code in fields or code == EXISTENCE:
            found = _told_of_kind(node, fields.get(code, ()), said, kind, table)
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class _Record:
    """What a record says of the thing."""

    edge: Edge
    word: Word
    is_listed: bool
    doubts: tuple[str, ...]

    @classmethod
    def of(cls, edge: Edge, table: FreshnessTable) -> _Record:
        at = edge.get("said_at")
        doubts = edge.get("doubts")
        return cls(
            edge=edge,
            word=Word(
                at if isinstance(at, datetime) else _LONG_AGO,
                1.0 - table.first_day.get(edge.text("standing"), 0.0),
            ),
            is_listed=edge.get("is_listed") is not False,
            doubts=doubts if isinstance(doubts, tuple) else (),
        )

    @property
    def said_at(self) -> datetime:
        return self.word.said_at

    def confirms(self, node: Node, name: str) -> bool:
        value = self.edge.fields.get(name)
        return self.is_listed and value is not None and value == node.get(name)


def _told_of_kind(
    node: Node, fields: tuple[str, ...], said: Sequence[_Record], kind: ValueKind, table: FreshnessTable
) -> Told | None:
    if kind.code == EXISTENCE:
        # Whoever says anything of it says that it is there.
        confirming = [[each for each in said if each.is_listed and "doubts" not in each.edge.fields]]
    else:
        confirming = [[each for each in said if each.confirms(node, name)] for name in fields]
    records = [each for some in confirming for each in some]
    if not records:
        return None
    is_disputed = not kind.fields.isdisjoint(node.texts("disputed") or ())
    is_doubted = _is_doubted(said, records, kind)
    is_gone = kind.code == EXISTENCE and node.get("is_listed") is False and not _checks(records)
    return Told(
        kind=kind.code,
        fields=fields,
        words=tuple(tuple(each.word for each in some) for some in confirming),
        least=max(table.disputed * is_disputed, table.doubted * is_doubted, table.unlisted * is_gone),
        is_disputed=is_disputed,
        is_doubted=is_doubted,
    )


def _is_doubted(said: Iterable[_Record], records: Iterable[_Record], kind: ValueKind) -> bool:
    """A referral failed over it, and nobody checked it since: a list that says the same proves nothing."""
    doubted = [each.said_at for each in said if not kind.fields.isdisjoint(each.doubts)]
    if not doubted:
        return False
    checked = [each.said_at for each in _checks(records)]
    return not checked or max(checked) <= max(doubted)


def _checks(records: Iterable[_Record]) -> list[_Record]:
    return [each for each in records if each.edge.text("standing") in CHECKS]
