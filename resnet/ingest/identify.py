"""Is it known already? Import keys, and the little that is certain beyond them.

A row keeps what it described before; else its key decides; else the one agency of the same name in the
same district. Anything less certain gets an element of its own, and is told. Where a
list names places by name and district, two rows with neither address nor phone in common are two places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b

from resnet.graph.elements import NodeId
from resnet.graph.store import Ids
from resnet.ingest.clean.name import name_key
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known import PROVIDERS, Known, KnownProvider
from resnet.ingest.known_areas import house_of
from resnet.ingest.notes import Notes
from resnet.ingest.said.row import Key, RowSaid, ServiceSaid

_BETWEEN_PARTS = "\x1f"
_BETWEEN_PLACES = "\x1e"
_LINE_END = "\n"


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
    # By digests of keys: a long list has as many keys as rows, and asks again for few of them.
    _providers: Notes = field(default_factory=Notes)
    _services: Notes = field(default_factory=Notes)
    _claimed: set[NodeId] = field(default_factory=set)
    _times: Notes = field(default_factory=Notes)

    def record(self, said: RowSaid, external_id: str, sheet: str) -> NodeId:
        """The record of a row: by the list's own id, else by its keys and how often they came before."""
        key = ("id", external_id) if external_id else ("key", *said.provider_key, *_service_key(said))
        digest = _digest(key)
        times = b"%d" % (int(self._times.get(digest) or 0) + 1)
        self._times.put(digest, times)
        return self.ids.key("record", self.source, sheet, *key, times.decode())

    def check(self, record: NodeId) -> NodeId:
        """The record that a person checked what the row says."""
        return self.ids.key("record", record, "checked")

    def provider(self, said: RowSaid, record: NodeId) -> NodeId:
        """The agency or group of the row."""
        key = _digest(said.provider_key)
        packed = self._providers.get(key)
        if packed is None:
            return self._first_of_its_key(said, record, key)
        met = _unpacked(packed)
        place = next((number for number, each in enumerate(met) if not self._is_elsewhere(each, said)), None)
        if place is None:
            found = self._find_provider(said, record, is_another=bool(met))
            if found in self.known.providers:
                self._claimed.add(found)
            met.append(_just_met(found))
            place = len(met) - 1
        if self.is_of_places:
            met[place] = _told(met[place], said)
        now = _packed(met)
        if now != packed:
            self._providers.put(key, now)
        return met[place].id

    def _first_of_its_key(self, said: RowSaid, record: NodeId, key: bytes) -> NodeId:
        found = self._find_provider(said, record, is_another=False)
        if found in self.known.providers:
            self._claimed.add(found)
        here = ([_house(said)], _phones(said)) if self.is_of_places else ((), ())
        self._providers.put(key, _packed_parts(found, *here))
        return found

    def _is_elsewhere(self, each: KnownProvider, said: RowSaid) -> bool:
        return self.is_of_places and each.is_elsewhere(_house(said), _phones(said))

    def service(self, service: ServiceSaid, provider: NodeId | None, record: NodeId) -> NodeId:
        """The service of the row; ``provider`` None when its place tells it, not who runs it."""
        key = _digest((*service.key, provider or ""))
        noted = self._services.get(key)
        if noted is not None:
            return NodeId(noted.decode())
        owner = (provider, *service.own_key) if provider else ("at", *service.key)
        found = self.known.described_by(record, "service") or self.ids.key("service", *owner)
        self._services.put(key, found.encode())
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
        before = self.known.described_by(record, *PROVIDERS) if self.known.describes else None
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
        same_name = self._of_same_name(said)
        if not same_name:
            return own
        where = (said.where.province, said.where.district)
        answers = {each: each.may_be_in(*where) for each in same_name}
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


def _digest(key: Key) -> bytes:
    # No cell holds the sign between the parts: it is taken out where cells are read.
    return blake2b(_BETWEEN_PARTS.join(key).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _just_met(provider: NodeId, houses: Iterable[str] = (), phones: Iterable[str] = ()) -> KnownProvider:
    """A provider of the list, with what tells it from another of its name."""
    kind = provider.partition(":")[0]
    told = frozenset(filter(None, houses)), frozenset(filter(None, phones))
    return KnownProvider(provider, kind, "", frozenset(), is_protected=False, houses=told[0], phones=told[1])


def _packed(met: Iterable[KnownProvider]) -> bytes:
    """Providers in a third of their size."""
    return _BETWEEN_PLACES.encode().join(_packed_parts(each.id, each.houses, each.phones) for each in met)


def _packed_parts(provider: NodeId, houses: Iterable[str], phones: Iterable[str]) -> bytes:
    parts = (provider, _LINE_END.join(sorted(houses)), _LINE_END.join(sorted(phones)))
    return _BETWEEN_PARTS.join(parts).encode("utf-8", "surrogatepass")


def _unpacked(packed: bytes) -> list[KnownProvider]:
    found = []
    for part in packed.decode("utf-8", "surrogatepass").split(_BETWEEN_PLACES):
        provider, houses, phones = part.split(_BETWEEN_PARTS)
        found.append(_just_met(NodeId(provider), houses.split("\n"), phones.split("\n")))
    return found
