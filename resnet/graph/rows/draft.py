"""The state as one write would leave it, built in memory over what the store holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from resnet.errors import BadValueError, ConflictError, NodeNotFoundError
from resnet.graph.elements import End, Move, Patch, Put
from resnet.graph.rows.encode import (
    category_of_field,
    decode_fields,
    encode_fields,
    field_categories,
    set_sort,
)
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import (
    ABOUT_1,
    ABOUT_2,
    END,
    ENTRY,
    ID,
    SORT,
    START,
    UNTIL,
    VERSION,
    Row,
    tables,
)
from resnet.graph.rows.prepare import Prepared
from resnet.graph.rows.reader import Reader, by_kind, names_changed_since
from resnet.graph.rows.visible import visible_elements
from resnet.graph.values import kind_of
from resnet.ontology.field import Value
from resnet.ontology.registry import FOLDED


class Draft:
    """``before`` is what the store holds of those named, ``after`` what it shall hold; None is nothing.

    ``after`` is in the order in which elements were first touched. ``given`` are the names of the fields that
    changes say, per element, and None for a Put of a new one: then it is all it has.
    """

    def __init__(self, reader: Reader, guard: Guard, prepared: Prepared) -> None:
        self.reader, self.guard, self.prepared = reader, guard, prepared
        self.before: dict[str, Row | None] = {}
        self.after: dict[str, list[Any] | None] = {}
        self.given: dict[str, set[str]] = defaultdict(set)
        self.erased: set[str] = set()
        self.visible: set[str] = set()
        self.edges: list[str] = []
        self._load(prepared.named)

    def load(self, ids: Iterable[str]) -> None:
        """Learn what the store holds of these elements, and which of them the caller may see."""
        new = {each for each in ids if each not in self.before}
        if new:
            self.before.update(dict.fromkeys(new))
            self._load(by_kind(new))

    def _load(self, groups: Mapping[str, Collection[str]]) -> None:
        for group in groups.values():
            self.before.update(dict.fromkeys(group))
        found = {row[ID]: row for row in self.reader.rows(groups)}
        self.before.update(found)
        if not self.guard.is_open_to_all:
            self.visible |= visible_elements(self.reader, self.guard, found)

    def apply(self) -> None:
        """Carry out the changes in their order.

        Raises:
            NodeNotFoundError: If something named is missing or hidden.
            ConflictError: If a patched field was changed since it was seen.
            UnknownKindError, BadValueError: If a patch breaks the ontology or the value rules.
        """
        for change, encoded in zip(self.prepared.changes, self.prepared.encoded, strict=True):
            if change is None:
                self._put(encoded, ())
            elif isinstance(change, Put):
                self._put(encoded, change.element.fields)
            elif isinstance(change, Patch):
                self._patch(change)
            elif isinstance(change, Move):
                self._move(change.id, encoded)
            elif isinstance(change, End):
                row = list(self.existing(change.id))
                row[UNTIL] = encoded
                self.after[change.id] = row
            else:
                self.existing(change.id)
                self.after[change.id] = None
                self.erased.add(change.id)

    def current(self, element_id: str) -> Row | None:
        """The element as the draft has it so far."""
        return self.after[element_id] if element_id in self.after else self.before.get(element_id)

    def is_reachable(self, element_id: str) -> bool:
        """Whether the caller may name it: they see it, or this write makes it."""
        return self.guard.is_open_to_all or self.before.get(element_id) is None or element_id in self.visible

    def existing(self, element_id: str) -> Row:
        """The element as the draft has it.

        Raises:
            NodeNotFoundError: If it is missing or hidden.
        """
        row: Row | None = self.after[element_id] if element_id in self.after else self.before.get(element_id)
        if row is None or not (self.guard.is_open_to_all or self.is_reachable(element_id)):
            raise NodeNotFoundError
        return row

    def _put(self, row: list[Any], said: Collection[str]) -> None:
        element_id: str = row[ID]
        old = self.current(element_id)
        if old is None:
            self._refuse_what_was_erased(element_id)
        else:
            self.existing(element_id)
            self._keep_what_is_not_said(said, old, row)
        self.after[element_id] = row
        if not self.guard.is_open_to_all:
            self.given[element_id].update(said)

    def _refuse_what_was_erased(self, element_id: str) -> None:
        # Else one who once knew an id could tell "hidden" (refused) from "erased" (made anew).
        if element_id in self.erased:
            raise NodeNotFoundError
        if not self.guard.is_open_to_all and self.reader.was_erased(element_id):
            raise NodeNotFoundError

    def _keep_what_is_not_said(self, said: Collection[str], old: Row, row: list[Any]) -> None:
        """Records say folded fields, and fields hidden from the caller are not theirs to wipe."""
        kind = kind_of(row[ID])
        row[VERSION], row[ENTRY] = old[VERSION], old[ENTRY]
        if kind in FOLDED:
            row[SORT:] = old[SORT:]
            return
        if not tables()[kind].is_node:
            row[ABOUT_1], row[ABOUT_2] = old[ABOUT_1], old[ABOUT_2]
        hidden = self.guard.hidden(old, kind) if field_categories(kind) else frozenset()
        if not hidden:
            return
        table = tables()[kind]
        for field in table.fields:
            if field.category is not None and field.category.value in hidden and field.name not in said:
                row[table.places[field.name]] = old[table.places[field.name]]

    def _move(self, element_id: str, ends: list[Any]) -> None:
        row = list(self.existing(element_id))
        if kind_of(row[END]) != kind_of(ends[END]):
            # What a record says is said in the fields of the kind it describes.
            raise BadValueError(f"{kind_of(element_id)} end", ends[END], "of the kind it had")
        row[START], row[END] = ends[START], ends[END]
        self.after[element_id] = row

    def _patch(self, change: Patch) -> None:
        old = self.existing(change.id)
        kind = kind_of(change.id)
        table = tables()[kind]
        row = list(old)
        encode_fields(row, table, change.set, "" if table.is_node else kind_of(old[END]))
        if change.seen is not None:
            self._refuse_conflict(change.id, old, change.set, change.seen)
        if table.is_node:
            set_sort(row, table)
        self.after[change.id] = row
        self.given[change.id].update(change.set)

    def _refuse_conflict(
        self, element_id: str, old: Row, given: Mapping[str, Value | None], seen: int
    ) -> None:
        kept = self.before.get(element_id)
        if kept is None or kept[VERSION] <= seen:
            return
        kind = kind_of(element_id)
        # A field the caller may not read is refused as forbidden later on, not told of as changed.
        hidden = self.guard.hidden(kept, kind)
        readable = {name for name in given if category_of_field(kind, name) not in hidden}
        clash = sorted(readable & names_changed_since(self.reader, kept[ENTRY], seen))
        if clash:
            theirs = decode_fields(old, kind, hidden)
            mine: dict[str, object] = {name: given[name] for name in clash}
            raise ConflictError(mine, {name: theirs[name] for name in clash if name in theirs})
