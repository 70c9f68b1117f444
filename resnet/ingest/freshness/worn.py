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
    said = [_Word.of(edge, now, table) for edge in words]
    fields, scale = table.by_kind(node.fields), _Scale(half_lives, table)
    return tuple(
        worn
        for code, kind in table.kinds.items()
        if (code in fields or code == EXISTENCE)
        and (worn := _wear_kind(node, fields.get(code, ()), said, kind, scale))
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    half_lives: Mapping[str, float]
    table: FreshnessTable


@dataclass(frozen=True, slots=True)
class _Word:
    """What a record says of the thing: when, how old that is in days, and how likely it was right then."""

    edge: Edge
    said_at: datetime
    age: float
    right: float
    is_listed: bool
    doubts: tuple[str, ...]

    @classmethod
    def of(cls, edge: Edge, now: datetime, table: FreshnessTable) -> _Word:
        at = edge.get("said_at")
        said_at = at if isinstance(at, datetime) else _LONG_AGO
        doubts = edge.get("doubts")
        return cls(
            edge=edge,
            said_at=said_at,
            age=max(timedelta(0), now - said_at) / _DAY,
            right=1.0 - table.first_day.get(edge.text("standing"), 0.0),
            is_listed=edge.get("is_listed") is not False,
            doubts=doubts if isinstance(doubts, tuple) else (),
        )

    def chance_wrong(self, half_life: float) -> float:
        """That it is wrong by now: wrong at first, or right and changed since."""
        return 1.0 - self.right * exp2(-self.age / half_life)

    def confirms(self, node: Node, name: str) -> bool:
        value = self.edge.fields.get(name)
        return self.is_listed and value is not None and value == node.get(name)


def _wear_kind(
    node: Node, fields: tuple[str, ...], said: Sequence[_Word], kind: ValueKind, scale: _Scale
) -> Worn | None:
    if kind.code == EXISTENCE:
        # Whoever says anything of it says that it is there.
        confirming = [[word for word in said if word.is_listed and "doubts" not in word.edge.fields]]
    else:
        confirming = [[word for word in said if word.confirms(node, name)] for name in fields]
    words = [word for some in confirming for word in some]
    if not words:
        return None
    half_life, table = scale.half_lives[kind.code], scale.table
    chance = max(min((word.chance_wrong(half_life) for word in some), default=1.0) for some in confirming)
    is_disputed = not kind.fields.isdisjoint(node.texts("disputed") or ())
    is_doubted = _is_doubted(said, words, kind)
    is_gone = kind.code == EXISTENCE and node.get("is_listed") is False and not _checks(words)
    least = max(table.disputed * is_disputed, table.doubted * is_doubted, table.unlisted * is_gone)
    return Worn(
        thing=node.id,
        kind=kind.code,
        fields=fields,
        # The value that was confirmed longest ago is what one has to ask for.
        confirmed_at=min(
            max((word.said_at for word in some), default=None) or _LONG_AGO for some in confirming
        ),
        chance_wrong=round(max(chance, least), 3),
        is_disputed=is_disputed,
        is_doubted=is_doubted,
    )


def _is_doubted(said: Iterable[_Word], words: Iterable[_Word], kind: ValueKind) -> bool:
    """A referral failed over it, and nobody checked it since: a list that says the same proves nothing."""
    doubted = [word.said_at for word in said if not kind.fields.isdisjoint(word.doubts)]
    if not doubted:
        return False
    checked = [word.said_at for word in _checks(words)]
    return not checked or max(checked) <= max(doubted)


def _checks(words: Iterable[_Word]) -> list[_Word]:
    return [word for word in words if word.edge.text("standing") in CHECKS]
