"""How worn a thing's values are: when each was last confirmed, and how likely it is wrong by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    table = table or freshness_table()
    status = node.text("status")
    if status and not load_vocabulary("operating_states").term(status).flag("is_usable"):
        return ()
    scale = _Scale(now, half_lives, table)
    edges = list(words)
    return tuple(worn for kind in table.kinds.values() if (worn := _wear_kind(node, edges, kind, scale)))


@dataclass(frozen=True, slots=True)
class _Scale:
    now: datetime
    half_lives: Mapping[str, float]
    table: FreshnessTable

    def chance(self, word: Edge, kind: str) -> float:
        """That a word is wrong by now: wrong at first, or right and changed since."""
        age = max(timedelta(0), self.now - _said_at(word)) / _DAY
        right = 1.0 - self.table.first_day.get(word.text("standing"), 0.0)
        return 1.0 - right * exp2(-age / self.half_lives[kind])


def _wear_kind(node: Node, edges: Sequence[Edge], kind: ValueKind, scale: _Scale) -> Worn | None:
    fields = tuple(sorted(name for name in kind.fields if name in node.fields))
    if kind.code == EXISTENCE:
        # Whoever says anything of it says that it is there.
        confirming = [[edge for edge in edges if _is_saying(edge)]] if edges else []
    else:
        confirming = [[edge for edge in edges if _confirms(edge, node, name)] for name in fields]
    words = [edge for some in confirming for edge in some]
    if not words:
        return None
    chance = max(min((scale.chance(edge, kind.code) for edge in some), default=1.0) for some in confirming)
    is_disputed = not kind.fields.isdisjoint(node.texts("disputed") or ())
    is_doubted = _is_doubted(edges, words, kind)
    is_gone = kind.code == EXISTENCE and node.get("is_listed") is False and not _checks(words)
    least = max(
        scale.table.disputed * is_disputed, scale.table.doubted * is_doubted, scale.table.unlisted * is_gone
    )
    return Worn(
        thing=node.id,
        kind=kind.code,
        fields=fields,
        # The value that was confirmed longest ago is what one has to ask for.
        confirmed_at=min(max(map(_said_at, some), default=None) or _LONG_AGO for some in confirming),
        chance_wrong=round(max(chance, least), 3),
        is_disputed=is_disputed,
        is_doubted=is_doubted,
    )


def _is_saying(edge: Edge) -> bool:
    return edge.get("is_listed") is not False and "doubts" not in edge.fields


def _confirms(edge: Edge, node: Node, name: str) -> bool:
    value = edge.fields.get(name)
    return edge.get("is_listed") is not False and value is not None and value == node.get(name)


def _is_doubted(edges: Iterable[Edge], words: Iterable[Edge], kind: ValueKind) -> bool:
    """A referral failed over it, and nobody checked it since: a list that says the same proves nothing."""
    doubted = [
        _said_at(edge)
        for edge in edges
        if isinstance(names := edge.get("doubts"), tuple) and not kind.fields.isdisjoint(names)
    ]
    checked = [_said_at(edge) for edge in _checks(words)]
    return bool(doubted) and (not checked or max(checked) <= max(doubted))


def _checks(words: Iterable[Edge]) -> list[Edge]:
    return [edge for edge in words if edge.text("standing") in CHECKS]


def _said_at(edge: Edge) -> datetime:
    at = edge.get("said_at")
    return at if isinstance(at, datetime) else _LONG_AGO
