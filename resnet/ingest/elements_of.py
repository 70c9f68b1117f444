"""A row's nodes and edges, as they should stand in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from resnet.graph.elements import Edge, EdgeId, ElementId, Node, NodeId
from resnet.graph.protected import IS_PROTECTED, says_protected, without_whereabouts
from resnet.graph.store import Ids
from resnet.ingest.clean.area import AreaEntry
from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.kind import is_protected
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.identify import Identities
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.contact import contact_id
from resnet.ingest.said.provider import ProviderSaid
from resnet.ingest.said.row import RowSaid, Verified
from resnet.ingest.said.saying import Saying
from resnet.ingest.said.service_cells import start_of
from resnet.ontology.category import Category
from resnet.ontology.field import Value

Element = Node | Edge
_MOBILE = "01"
_OF_RECORDS = frozenset({"describes", "from_source"})
_OF_BOTH = ("name", "phone", "offers_said", "remarks", "status", "status_since")


@dataclass(frozen=True, kw_only=True)
class ListSaid:
    """What holds for every row of a list: its source, how it is believed, its day."""

    source: NodeId
    source_name: str
    standing: str
    as_of: date
    sheet: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class Spell:
    """An area, and from when until when something lies in it; None is open."""

    area: NodeId
    since: datetime | None = None
    until: datetime | None = None


class RowElements(NamedTuple):
    """All that should stand of one row, its record first, nodes before edges; what it describes by kind.

    It ``is_waiting`` where a person has yet to say whether it tells of a refuge: what is secret stays so.
    """

    row: int
    record: NodeId
    elements: dict[ElementId, Element]
    described: dict[str, NodeId]
    is_waiting: bool = False


@dataclass
class Weaver:
    """Makes elements of rows. One for a list, since identities are found across its rows."""

    said: ListSaid
    identities: Identities
    # What any row of the list shows to be protected.
    secret: frozenset[NodeId] = frozenset()
    _ids: Ids = field(init=False)

    def __post_init__(self) -> None:
        self._ids = self.identities.ids

    def record(self, said: RowSaid) -> NodeId:
        """The record of a row; to be asked once for each, in their order."""
        return self.identities.record(said, said.cells.get(Role.EXTERNAL_ID, "").strip(), self.said.sheet)

    def refuge(self, said: RowSaid) -> NodeId | None:
        """Who offers what a row tells of, where it shows a refuge; asked once for each, in their order."""
        record = self.record(said)
        provider = self.identities.provider(said, record)
        return provider if self._calling(said, record, provider).is_unanswered else None

    def row(self, said: RowSaid) -> RowElements:
        """The elements of a row."""
        record = self.record(said)
        provider = self.identities.provider(said, record)
        known = self.identities.known.providers.get(provider)
        calling = self._calling(said, record, provider)
        is_told = calling.is_unanswered or provider in self.secret
        is_secret = is_told or (known is not None and known.is_protected)
        strands = _Strands(self._ids, Category.PROTECTED if is_secret else None, calling.refuge)
        strands.edge("from_source", record, self.said.source, category=strands.category)
        self._tell(strands, said, record, provider)
        self._tell_contact(strands, said, provider)
        if said.verified is not None and said.service is not None:
            self._tell_check(strands, said.verified, record)
        elements = {record: self._record(said, record, strands), **strands.nodes, **strands.edges}
        is_waiting = known is not None and known.is_waiting
        return RowElements(said.row.number, record, elements, strands.described, is_waiting)

    def _calling(self, said: RowSaid, record: NodeId, provider: NodeId) -> _Calling:
        """What the row calls a refuge: it says so, or said so before and now says nothing that answers it.

        Of a list of offers that is what is offered there, unless it is who runs it by name: an operator has
        offices that anybody may find.
        """
        known, refuge = self.identities.known, provider
        if not said.is_protected and record not in known.describes:
            return _Calling()
        is_offer = self.said.columns.subject is Subject.OFFER
        if said.service is not None and is_offer and not is_protected(None, said.provider.name.text):
            refuge = self.identities.service(said.service, None, record)
        before = (edge for edge in known.describes.get(record, ()) if edge.end == refuge)
        kind = refuge.partition(":")[0]
        if not said.is_protected and not any(says_protected(kind, edge.fields) for edge in before):
            return _Calling()
        is_denied = bool(known.denied) and self._ids.edge_key("describes", record, refuge) in known.denied
        return _Calling(refuge, not is_denied)

    def _tell(self, strands: _Strands, said: RowSaid, record: NodeId, provider: NodeId) -> None:
        common = self._common(said)
        strands.describe(record, provider, common, self._fitting(said.provider, record, provider))
        service = self._tell_service(strands, said, record, provider, common)
        is_offer = self.said.columns.subject is Subject.OFFER
        place = self.identities.place(said, provider, is_protected=strands.category is not None)
        if place is not None:
            strands.describe(record, place, common, said.where.saying, strands.category)
            at = service if is_offer and service else provider
            strands.edge("located_at", at, place, category=strands.category)
        for area in self._areas_of(said):
            if place is not None:
                strands.spell("in_area", place, area, category=strands.category)
            if strands.category is None and provider.startswith("agency:"):
                strands.spell("in_area", provider, area)

    def _tell_service(
        self, strands: _Strands, said: RowSaid, record: NodeId, provider: NodeId, common: dict[str, Value]
    ) -> NodeId | None:
        if said.service is None:
            return None
        owner = None if self.said.columns.subject is Subject.OFFER else provider
        service = self.identities.service(said.service, owner, record)
        strands.describe(record, service, common, said.service.saying)
        strands.edge("offers", provider, service)
        term = self.identities.known.terms.get(str(said.service.saying.fields.get("service_class", "")))
        if term is not None:
            strands.edge("meets", service, term)
        areas = self.identities.known.areas
        for entry in said.covers:
            for area in self._then_and_now(entry, areas.parts_now(entry)):
                strands.spell("covers", service, area)
        return service

    def _tell_contact(self, strands: _Strands, said: RowSaid, provider: NodeId) -> None:
        """The named worker of an agency; of a neighbour or a protected agency nobody is made one."""
        if said.contact is None or strands.category is not None or not provider.startswith("agency:"):
            return
        worker = contact_id(self._ids, provider, said.contact)
        known = self.identities.known.workers.get((provider, spaceless(said.contact.name)), worker)
        if known != worker:
            # A coordinator noted the same worker: theirs stands.
            return
        fields = {"name": said.contact.name, "title": said.contact.title}
        phone = str(said.provider.saying.fields.get("phone", ""))
        # A list's mobile number may be somebody's own.
        if phone and not phone.startswith(_MOBILE):
            fields["work_phone"] = phone
        kept = {name: value for name, value in fields.items() if value}
        strands.add(Node(id=worker, kind="person", fields=kept, category=Category.PUBLIC))
        works: dict[str, Value] = {"is_contact": True}
        if said.contact.title:
            works["title"] = said.contact.title
        strands.edge("works_for", worker, provider, fields=works)

    def _tell_check(self, strands: _Strands, verified: Verified, record: NodeId) -> None:
        """A check by a person is a record of its own: it outranks what any list says."""
        check = self.identities.check(record)
        at = start_of(verified.on)
        words: dict[str, Value] = {"said_at": at}
        if verified.by:
            words["said_by"] = verified.by
        strands.add(Node(id=check, kind="record", fields=dict(words), category=strands.category))
        strands.edge("from_source", check, self.said.source, category=strands.category)
        if verified.how:
            words["said_how"] = verified.how
        strands.describe(check, strands.described["service"], {**words, "standing": "verification"}, Saying())

    def _record(self, said: RowSaid, record: NodeId, strands: _Strands) -> Node:
        """The row as it was read; it names the relations it says: another list's may be the same ones."""
        heads, cells = self.said.columns.shape.heads, said.row.cells
        if len(cells) != len(heads):
            cells = tuple(said.row.text(column) for column in range(1, len(heads) + 1))
        fields: dict[str, Value] = {
            "row": said.row.number,
            "columns": heads,
            "cells": cells,
            "digest": hashlib.sha256("\x1f".join(cells).encode()).hexdigest(),
            "said_at": self._said_at(said),
            "last_listed_at": start_of(self.said.as_of),
        }
        if self.said.sheet:
            fields["sheet"] = self.said.sheet
        relations = tuple([each.id for each in strands.edges.values() if each.kind not in _OF_RECORDS])
        if relations:
            fields["relations"] = relations
        return Node(id=record, kind="record", fields=fields, category=strands.category)

    def _common(self, said: RowSaid) -> dict[str, Value]:
        return {
            "standing": self.said.standing,
            "said_at": self._said_at(said),
            "said_by": self.said.source_name,
            "is_listed": True,
        }

    def _said_at(self, said: RowSaid) -> datetime:
        # A row's own date counts unless it lies beyond the list's.
        if said.said_on is not None and said.said_on <= self.said.as_of:
            return start_of(said.said_on)
        return start_of(self.said.as_of)

    def _fitting(self, provider_said: ProviderSaid, record: NodeId, provider: NodeId) -> Saying:
        """What fits the thing that the provider turned out to be.

        A list of services calls a church an agency where another list knows it as a neighbour. A type read
        out of the name alone counts only where nobody said one: no list disagrees with a guess.
        """
        saying = provider_said.saying
        kind = provider.partition(":")[0]
        if kind != provider_said.kind:
            return saying.only(name for name in _OF_BOTH if name in saying.fields)
        if saying.rules.get("type") != Rule.BY_WORD.value or kind == "group":
            return saying
        known = self.identities.known
        own = next((edge for edge in known.describes.get(record, ()) if edge.end == provider), None)
        if provider not in known.providers or (own is not None and own.get("type") is not None):
            return saying
        return saying.only(name for name in saying.fields if name != "type")

    def _areas_of(self, said: RowSaid) -> list[Spell]:
        entry, areas = said.where.area, self.identities.known.areas
        if entry is None:
            return []
        now = areas.place_now(entry)
        return self._then_and_now(entry, [now] if now else [])

    def _then_and_now(self, entry: AreaEntry, now: list[AreaEntry]) -> list[Spell]:
        """The area as the list says it, until its code ended, and what took its place from then on."""
        nodes = self.identities.known.areas.nodes
        if entry.until is None:
            return [Spell(nodes[entry.code])]
        ended = start_of(entry.until)
        after = [Spell(nodes[each.code], since=ended) for each in now]
        return [Spell(nodes[entry.code], until=ended), *after]


class _Calling(NamedTuple):
    """What a row calls a refuge, None when it calls nothing one; and whether no keeper answered that."""

    refuge: NodeId | None = None
    is_unanswered: bool = False


class _Strands:
    """Collects one row's elements.

    ``category`` is PROTECTED where its place is secret, else None; ``refuge`` is what the row calls one.
    """

    def __init__(self, ids: Ids, category: Category | None, refuge: NodeId | None) -> None:
        self._ids = ids
        self.category = category
        self._refuge = refuge
        self.nodes: dict[ElementId, Element] = {}
        self.edges: dict[ElementId, Edge] = {}
        self.described: dict[str, NodeId] = {}

    def add(self, node: Node) -> None:
        """One more node."""
        self.nodes[node.id] = node

    def describe(
        self,
        record: NodeId,
        end: NodeId,
        common: Mapping[str, Value],
        saying: Saying,
        category: Category | None = None,
    ) -> None:
        """The thing, created without fields, and what the record says of it."""
        kind = end.partition(":")[0]
        self.described.setdefault(kind, end)
        self.add(Node(id=end, kind=kind, category=category))
        said = saying.fields
        if self.category is not None and kind != "place":
            # A service does not know that it is a refuge's.
            said = without_whereabouts(said)
        fields = {**said, **common}
        if end == self._refuge:
            fields[IS_PROTECTED] = True
        if rules := saying.rule_words:
            fields["rules"] = rules
        self.edge("describes", record, end, fields=fields, category=self.category)

    def edge(
        self,
        kind: str,
        start: NodeId,
        end: NodeId,
        *,
        fields: Mapping[str, Value] | None = None,
        category: Category | None = None,
    ) -> None:
        """One more edge, keyed by its ends."""
        edge_id: EdgeId = self._ids.edge_key(kind, start, end)
        self.edges[edge_id] = Edge(
            id=edge_id, kind=kind, start=start, end=end, fields=fields or {}, category=category
        )

    def spell(self, kind: str, start: NodeId, spell: Spell, *, category: Category | None = None) -> None:
        """One more edge to an area, as long as its code holds."""
        edge_id = self._ids.edge_key(kind, start, spell.area)
        self.edges[edge_id] = Edge(
            id=edge_id,
            kind=kind,
            start=start,
            end=spell.area,
            since=spell.since,
            until=spell.until,
            category=category,
        )
