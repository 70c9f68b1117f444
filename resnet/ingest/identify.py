"""Is it known already? Import keys, and the little that is certain beyond them.

A row keeps what it described before; else its key decides; else the one agency of the same name in the
same district. Anything less certain gets an element of its own, and is told. Where a
list names places by name and district, two rows with neither address nor phone in common are two places.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from resnet.graph.elements import NodeId
from resnet.graph.store import Ids
from resnet.ingest.clean.name import name_key
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known import PROVIDERS, Known, KnownProvider
from resnet.ingest.known_areas import house_of
from resnet.ingest.said.row import Key, RowSaid, ServiceSaid


class Doubt(StrEnum):
    """Why a person should look at an identity."""

    BY_NAME_ALONE = "by-name-alone"
    SEVERAL_FIT = "several-fit"


@dataclass(frozen=True, slots=True)
class Uncertain:
    """An identity that is not certain: the row, what it was taken for, what else it may be."""

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
    is_of_places: bool = False
    uncertain: list[Uncertain] = field(default_factory=list)
    _providers: dict[Key, list[KnownProvider]] = field(default_factory=dict)
    _services: dict[tuple[Key, NodeId | None], NodeId] = field(default_factory=dict)
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
        met = self._providers.setdefault(said.provider_key, [])
        place = next((number for number, each in enumerate(met) if not self._is_elsewhere(each, said)), None)
        if place is None:
            found = self._find_provider(said, record, is_another=bool(met))
            self._claimed.add(found)
            met.append(KnownProvider(found, said.provider.kind, "", frozenset(), is_protected=False))
            place = len(met) - 1
        met[place] = _told(met[place], said)
        return met[place].id

    def _is_elsewhere(self, each: KnownProvider, said: RowSaid) -> bool:
        return self.is_of_places and each.is_elsewhere(_house(said), _phones(said))

    def service(self, service: ServiceSaid, provider: NodeId | None, record: NodeId) -> NodeId:
        """The service of the row; ``provider`` None when its place tells it, not who runs it."""
        found = self._services.get((service.key, provider))
        if found is None:
            owner = (provider, *service.own_key) if provider else ("at", *service.key)
            found = self.known.described_by(record, "service") or self.ids.key("service", *owner)
            self._services[service.key, provider] = found
        return found

    def place(self, said: RowSaid, owner: NodeId, *, is_protected: bool) -> NodeId | None:
        """The place of the row, one an address; a protected agency has its own. None without address."""
        address = said.where.address.value
        if address is None:
            return None
        if is_protected:
            return self.ids.key("place", "of", owner)
        return self.ids.key("place", spaceless(address.text), spaceless(address.detail))

    def _find_provider(self, said: RowSaid, record: NodeId, *, is_another: bool) -> NodeId:
        before = self.known.described_by(record, *PROVIDERS)
        if before is not None:
            return self._by_its_place(said, before, is_another=is_another)
        key = (said.provider.kind, spaceless(said.provider.key), said.where.province, said.where.district)
        if is_another:
            # The second of one name and district: its own house tells it from the first.
            return self.ids.key(*key, _house(said))
        own = self.ids.key(*key)
        if own in self.known.providers and self._is_elsewhere(self.known.providers[own], said):
            own = self.ids.key(*key, _house(said))
        if own in self.known.providers:
            return own
        where = (said.where.province, said.where.district)
        answers = {each: each.may_be_in(*where) for each in self._of_same_name(said)}
        fitting = [each for each, answer in answers.items() if answer] or [
            each for each, answer in answers.items() if answer is None
        ]
        if len(fitting) == 1:
            if answers[fitting[0]] is None:
                self.uncertain.append(Uncertain(said.row.number, Doubt.BY_NAME_ALONE, fitting[0].id))
            return fitting[0].id
        if fitting:
            others = tuple(each.id for each in fitting)
            self.uncertain.append(Uncertain(said.row.number, Doubt.SEVERAL_FIT, own, others))
        return own

    def _by_its_place(self, said: RowSaid, before: NodeId, *, is_another: bool) -> NodeId:
        """What the row described before, unless its words are by now those of another of the list's places.

        Rows without a number of their own are told apart by their order, and the next issue may turn it.
        """
        known = self.known.providers.get(before)
        if not self.is_of_places or known is None or not (is_another or self._is_elsewhere(known, said)):
            return before
        house, phones = _house(said), _phones(said)
        here = [
            each.id
            for each in self.known.by_name.get(name_key(said.provider.name.text), ())
            if each.id in self.known.described
            and each.id not in self._claimed
            and (house in each.houses or phones & each.phones)
        ]
        return here[0] if len(here) == 1 else before

    def _of_same_name(self, said: RowSaid) -> list[KnownProvider]:
        # What the list itself keeps apart, now or before, is not made one by its name.
        claimed, described = self._claimed, self.known.described
        return [
            each
            for each in self.known.by_name.get(name_key(said.provider.name.text), ())
            if each.id not in claimed and each.id not in described and not self._is_elsewhere(each, said)
        ]


def _service_key(said: RowSaid) -> Key:
    return said.service.key if said.service else ()


def _house(said: RowSaid) -> str:
    address = said.where.address.value
    return house_of(address) if address is not None else ""


def _phones(said: RowSaid) -> frozenset[str]:
    return frozenset(filter(None, str(said.provider.saying.fields.get("phone", "")).split(", ")))


def _told(each: KnownProvider, said: RowSaid) -> KnownProvider:
    """The provider with where a further row says that it is and what it is called on."""
    house, phones = _house(said), _phones(said)
    if (not house or house in each.houses) and phones <= each.phones:
        return each
    return replace(each, houses=each.houses | {house} - {""}, phones=each.phones | phones)
