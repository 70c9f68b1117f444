"""One entry of the access log: who looked, at whose facts of which categories, why, and by which path."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import MappingProxyType

from resnet.ontology.category import Category
from resnet.ontology.field import NodeId

Seen = Mapping[NodeId, frozenset[Category]]
NOBODY: Seen = MappingProxyType({})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A reason or a path that somebody made enormous must not fill the disk, row by row.
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one call showed to one actor.

    ``seen`` is whose facts × which categories. ``path`` are the receivers whose consent opened them (an
    agency, a team, a referral, the actor), or why without one: ``self``, ``danger-to-life``.
    ``actor`` None is the program's own upkeep: then ``seen`` may be empty, which stands for anybody.
    """

    actor: NodeId | None
    verb: str
    why: str
    seen: Seen = field(default_factory=lambda: NOBODY)
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """A look as it is kept: its place in its chain, the time, and what binds it to the row before."""

    chain: str
    seq: int
    at: datetime
    look: Look
    digest: bytes

    @property
    def is_for_anybody(self) -> bool:
        """Whether upkeep looked without naming whose facts."""
        return self.look.actor is None and not self.look.seen


def micros(at: datetime) -> int:
    """Microseconds since 1970, UTC.

    >>> micros(datetime(1970, 1, 2, tzinfo=UTC))
    86400000000
    """
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(at_micros: int) -> datetime:
    """The instant of ``micros``."""
    return _EPOCH + timedelta(microseconds=at_micros)


def short(text: str) -> str:
    """``text`` as far as a row keeps it."""
    return text[:_LONGEST_TEXT]


def write_seen(seen: Seen) -> str:
    """``seen`` as one text, the same for equal contents: subjects grouped by their categories."""
    groups: dict[str, list[str]] = {}
    for subject, categories in seen.items():
        groups.setdefault(",".join(sorted(categories)), []).append(subject)
    return json.dumps(
        {categories: sorted(subjects) for categories, subjects in sorted(groups.items())},
        separators=(",", ":"),
    )


def read_seen(text: str) -> dict[NodeId, frozenset[Category]]:
    """What ``write_seen`` wrote.

    >>> read_seen(write_seen({NodeId("person:1"): frozenset({Category.HEALTH})}))
    {'person:1': frozenset({<Category.HEALTH: 'health'>})}
    """
    return {
        NodeId(subject): frozenset(Category(each) for each in categories.split(",") if each)
        for categories, subjects in json.loads(text).items()
        for subject in subjects
    }


def chained(before: bytes, parts: Iterable[str | int]) -> bytes:
    """The digest that binds a row to the one before."""
    digest = sha256(before)
    # Lengths are hashed too, so that no text can pose as two.
    for part in parts:
        kept = str(part).encode()
        digest.update(len(kept).to_bytes(4, "big"))
        digest.update(kept)
    return digest.digest()
