"""Changes checked and encoded before the write's transaction, so that the lock is held for less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from resnet.access.may import may_write
from resnet.access.scope import Scope
from resnet.errors import BadValueError, ForbiddenError, NodeNotFoundError, TooLargeError
from resnet.graph.elements import Change, Edge, End, Erase, Node, Patch, Put
from resnet.graph.sqlite.encode import encode_element, encode_until
from resnet.graph.sqlite.layout import ABOUT_1, ABOUT_2, END, START, Cell, tables
from resnet.graph.store import ATOMIC_LIMIT
from resnet.graph.values import kind_of
from resnet.ontology.registry import FOLDED


@dataclass(slots=True)
class Prepared:
    """Changes whose values keep the rules, with the elements they name.

    ``rows`` are the encoded rows of the Puts by their position in ``changes``; ``untils`` the encoded ends.
    """

    changes: list[Change]
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    untils: dict[int, int] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def prepare(changes: Iterable[Change], scope: Scope) -> Prepared:
    """The changes, checked as far as they can be without looking into the store.

    Raises:
        TooLargeError: Above the atomic limit.
        ForbiddenError: If the scope's roles may not write such a kind at all.
        UnknownKindError, BadValueError: If a change breaks the ontology or the value rules.
        NodeNotFoundError: If an id names no kind there is.
    """
    listed = list(islice(changes, ATOMIC_LIMIT + 1))
    if len(listed) > ATOMIC_LIMIT:
        raise TooLargeError(len(listed), ATOMIC_LIMIT)
    prepared = Prepared(listed)
    kinds: set[str] = set()
    for number, change in enumerate(listed):
        if isinstance(change, Put):
            _prepare_put(prepared, number, change.element)
            kinds.add(change.element.kind)
        else:
            kinds.add(_prepare_other(prepared, number, change))
    for kind in sorted(kinds):
        if not may_write(scope, kind):
            raise ForbiddenError(f"write {kind}")
    return prepared


def _prepare_put(prepared: Prepared, number: int, element: Node | Edge) -> None:
    row = encode_element(element)
    if isinstance(element, Node):
        if element.fields and element.kind in FOLDED:
            raise _folded(element.kind, element.fields)
        prepared.named.update(str(row[place]) for place in (ABOUT_1, ABOUT_2) if row[place] is not None)
    else:
        prepared.named.update((str(row[START]), str(row[END])))
    prepared.rows[number] = row
    prepared.targets.add(element.id)


def _prepare_other(prepared: Prepared, number: int, change: Patch | End | Erase) -> str:
    kind = kind_of(change.id)
    if kind not in tables():
        raise NodeNotFoundError
    if isinstance(change, Patch) and kind in FOLDED:
        raise _folded(kind, change.set)
    if isinstance(change, End):
        prepared.untils[number] = encode_until(kind, change.until)
    prepared.targets.add(change.id)
    return kind


def _folded(kind: str, given: object) -> BadValueError:
    return BadValueError(f"{kind}.fields", given, "no fields: records that describe it say them")
