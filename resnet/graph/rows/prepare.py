"""Changes checked and encoded before the write's transaction, so that the lock is held for less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from resnet.access.may import may_keep_up, may_write
from resnet.access.scope import Scope
from resnet.errors import BadValueError, ForbiddenError, NodeNotFoundError, TooLargeError
from resnet.graph.elements import Change, Edge, End, Erase, Move, Node, Patch, Put
from resnet.graph.rows.encode import about_of, encode_edge, encode_node, encode_until
from resnet.graph.rows.layout import ABOUT_1, END, ID, START, tables
from resnet.graph.rows.reader import by_kind
from resnet.graph.store import ATOMIC_LIMIT
from resnet.graph.values import kind_of
from resnet.ontology.registry import FOLDED

_UPKEEP: Final[dict[type[Change], str]] = {Erase: "erase", Move: "move an edge"}


@dataclass(slots=True)
class Prepared:
    """Changes whose values keep the rules, and the elements they name, by kind.

    ``encoded`` are, in the order of ``changes``, the row of a Put and the encoded end of an End. A change is
    None where another process prepared a Put: of one who sees everything, its row is all that is needed.
    ``targets`` are the elements that are changed, not only named, and ``kinds`` are theirs.
    """

    changes: Sequence[Change | None]
    encoded: list[Any] = field(default_factory=list)
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    targets: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


def prepare(changes: Iterable[Change], scope: Scope) -> Prepared:
    """The changes, checked as far as they can be without looking into the store.

    Raises:
        TooLargeError: Above the atomic limit.
        ForbiddenError: If the scope's roles may not write such a kind at all, or what it asks is upkeep.
        UnknownKindError, BadValueError: If a change breaks the ontology or the value rules.
        NodeNotFoundError: If an id names no kind there is.
    """
    listed = list(islice(changes, ATOMIC_LIMIT + 1))
    if len(listed) > ATOMIC_LIMIT:
        raise TooLargeError(len(listed), ATOMIC_LIMIT)
    prepared = Prepared(listed)
    for change in listed:
        prepared.encoded.append(
            _put(prepared, change) if isinstance(change, Put) else _other(prepared, change)
        )
    for kind in sorted(prepared.kinds):
        if not may_write(scope, kind):
            raise ForbiddenError(f"write {kind}")
    if not may_keep_up(scope):
        for upkeep, act in _UPKEEP.items():
            if any(isinstance(each, upkeep) for each in listed):
                raise ForbiddenError(act)
    return prepared


def prepared_rows(rows: list[list[Any]]) -> Prepared:
    """The Puts of one who sees everything, by the rows that ``prepare`` made of them elsewhere."""
    prepared, known = Prepared([None] * len(rows), rows), tables()
    named = prepared.named
    for row in rows:
        kind = kind_of(row[ID])
        named[kind].add(row[ID])
        if not known[kind].is_node:
            named[kind_of(row[START])].add(row[START])
            named[kind_of(row[END])].add(row[END])
        elif row[ABOUT_1] is not None:
            named["person"].update(about_of(row))
    return prepared


def _put(prepared: Prepared, change: Put) -> list[Any]:
    element, named = change.element, prepared.named
    if isinstance(element, Node):
        row = encode_node(element)
        if element.fields and element.kind in FOLDED:
            raise _folded(element.kind, element.fields)
        if element.about:
            named["person"].update(about_of(row))
    else:
        row, start_kind, end_kind = encode_edge(element)
        named[start_kind].add(element.start)
        named[end_kind].add(element.end)
    named[element.kind].add(element.id)
    prepared.targets.add(element.id)
    prepared.kinds.add(element.kind)
    return row


def _other(prepared: Prepared, change: Patch | End | Erase | Move) -> int | list[Any] | None:
    kind = kind_of(change.id)
    if not by_kind([change.id]):
        raise NodeNotFoundError
    prepared.named[kind].add(change.id)
    prepared.targets.add(change.id)
    prepared.kinds.add(kind)
    if isinstance(change, Patch) and kind in FOLDED:
        raise _folded(kind, change.set)
    if isinstance(change, Move):
        # Checked as an edge of this kind between these two would be.
        row, *kinds = encode_edge(Edge(id=change.id, kind=kind, start=change.start, end=change.end))
        for end_kind, end in zip(kinds, (change.start, change.end), strict=True):
            prepared.named[end_kind].add(end)
        return row
    return encode_until(kind, change.until) if isinstance(change, End) else None


def _folded(kind: str, given: object) -> BadValueError:
    return BadValueError(f"{kind}.fields", given, "no fields: records that describe it say them")
