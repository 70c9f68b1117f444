"""Is it known already? Import keys, and the little that is certain beyond them.

A row keeps what it described before; else its key decides; else the one agency of the same name in the
same district. Anything less certain waits for a person's judgement and gets an element of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from resnet.graph.elements import NodeId
from resnet.graph.store import Ids
from resnet.ingest.clean.name import name_key
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known import PROVIDERS, Known, KnownProvider
from resnet.ingest.said.row import Key, RowSaid, ServiceSaid


class Doubt(StrEnum):
    """Why a person should look at an identity."""

    BY_NAME_ALONE = "by-name-alone"
    SEVERAL_FIT = "several-fit"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An identity that waits for a judgement: the row, what it was taken for, what else it may be."""

    row: int
    doubt: Doubt
    taken_for: NodeId
    others: tuple[NodeId, ...] = ()


@dataclass
class Identities:
    """Ids of what a list speaks of, the same in every run on this store."""

    ids: Ids
    source: NodeId
    known: Known
    waiting: list[Waiting] = field(default_factory=list)
    _providers: dict[Key, NodeId] = field(default_factory=dict)
    _services: dict[Key, NodeId] = field(default_factory=dict)
    _claimed: set[NodeId] = field(default_factory=set)
    _times: dict[Key, int] = field(default_factory=dict)

    def record(self, said: RowSaid, external_id: str, sheet: str) -> NodeId:
        """The record of a row: by the list's own id, else by its keys and how often they came before."""
        key = ("id", external_id) if external_id else ("key", *said.provider_key, *_service_key(said))
        times = self._times[key] = self._times.get(key, 0) + 1
        return self.ids.key("record", self.source, sheet, *key, str(times))

    def check(self, record: NodeId) -> NodeId:
        """The record that a person checked what the row says."""
        return self.ids.key("record", record, "checked")

    def provider(self, said: RowSaid, record: NodeId) -> NodeId:
        """The agency or group of the row."""
        found = self._providers.get(said.provider_key)
        if found is None:
            found = self._find_provider(said, record)
            self._providers[said.provider_key] = found
            self._claimed.add(found)
        return found

    def service(self, service: ServiceSaid, provider: NodeId | None, record: NodeId) -> NodeId:
        """The service of the row; ``provider`` None when its place tells it, not who runs it."""
        found = self._services.get(service.key)
        if found is None:
            owner = (provider, *service.own_key) if provider else ("at", *service.key)
            found = self.known.described_by(record, "service") or self.ids.key("service", *owner)
            self._services[service.key] = found
        return found

    def place(self, said: RowSaid, owner: NodeId, *, is_protected: bool) -> NodeId | None:
        """The place of the row, one an address; a protected agency has its own. None without address."""
        address = said.where.address.value
        if address is None:
            return None
        if is_protected:
            return self.ids.key("place", "of", owner)
        return self.ids.key("place", spaceless(address.text), spaceless(address.detail))

    def _find_provider(self, said: RowSaid, record: NodeId) -> NodeId:
        before = self.known.described_by(record, *PROVIDERS)
        if before is not None:
            return before
        own = self.ids.key(
            said.provider.kind, spaceless(said.provider.key), said.where.province, said.where.district
        )
        if own in self.known.providers:
            return own
        where = (said.where.province, said.where.district)
        answers = {each: each.may_be_in(*where) for each in self._of_same_name(said)}
        fitting = [each for each, answer in answers.items() if answer] or [
            each for each, answer in answers.items() if answer is None
        ]
        if len(fitting) == 1:
            if answers[fitting[0]] is None:
                self.waiting.append(Waiting(said.row.number, Doubt.BY_NAME_ALONE, fitting[0].id))
            return fitting[0].id
        if fitting:
            others = tuple(each.id for each in fitting)
            self.waiting.append(Waiting(said.row.number, Doubt.SEVERAL_FIT, own, others))
        return own

    def _of_same_name(self, said: RowSaid) -> list[KnownProvider]:
        # What the list itself keeps apart, now or before, is not made one by its name.
        own = self._claimed | self.known.described
        return [
            each
            for each in self.known.by_name.get(name_key(said.provider.name.text), ())
            if each.id not in own
        ]


def _service_key(said: RowSaid) -> Key:
    return said.service.key if said.service else ()
