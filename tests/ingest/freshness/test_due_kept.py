"""The due list that is kept reads at every moment as the one that is made anew."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import End, Node, NodeId, Put
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.freshness.due import read_due
from resnet.ingest.freshness.due_kept import KeptDue
from resnet.ingest.verify import Said, say
from resnet.ontology.category import Category
from tests.ingest.freshness.register import KEEPER, TODAY, Clock, Register, ago


class Town:
    """A register in which anything may happen next."""

    def __init__(self, register: Register, clock: Clock, chance: random.Random) -> None:
        self.register, self._clock, self._chance = register, clock, chance
        self.keeper = register.worker(register.agency("구청", 1, phone="032-000-0000"), Role.COORDINATOR)
        self.administrator = register.worker(register.agency("시청", 1), Role.ADMINISTRATOR)
        self.agencies: list[NodeId] = []
        self.services: list[NodeId] = []
        self.places: list[NodeId] = []
        self.acts = (
            *(self._founded, self._offers, self._stands, self._told_anew, self._checked, self._doubted),
            *(
                self._leaned_on,
                self._ended,
                self._time,
                self._hidden,
                self._closed,
                self._secret_word,
                self._moved,
            ),
        )

    def _founded(self) -> None:
        name = f"센터{len(self.agencies)}"
        self.agencies.append(self.register.agency(name, self._days(), phone=self._phone()))

    def _offers(self) -> None:
        name = f"도시락{len(self.services)}"
        agency = self._chance.choice(self.agencies)
        self.services.append(self.register.service(agency, name, self._days(), hours_said="평일 9-18시"))

    def _stands(self) -> None:
        place = self.register.thing("place", f"길{len(self.places)}")
        self.places.append(place)
        self.register.says(place, "list", ago(self._days()), address=f"나루길 {len(self.places)}")
        self.register.joins("located_at", self._chance.choice([*self.agencies, *self.services]), place)

    def _told_anew(self) -> None:
        for place in self.places[:1]:
            self.register.says(place, "list", self._clock.now, address=f"물결길 {self._days()}")
        agency = self._chance.choice(self.agencies)
        self.register.says(
            agency, self._chance.choice(("list", "other")), ago(self._days()), phone=self._phone()
        )

    def _checked(self) -> None:
        thing = self._chance.choice([*self.agencies, *self.services])
        say(self.register.store, self.keeper, Said(thing=thing, how="phone", is_confirmed=True))

    def _doubted(self) -> None:
        thing = self._chance.choice(self.agencies)
        self.register.says(thing, f"doubt {self._days()}", self._clock.now, "verification", doubts=("phone",))

    def _leaned_on(self) -> None:
        if self.services:
            self.register.needs(6, self._chance.choice(self.services))

    def _ended(self) -> None:
        view = self.register.store.view(KEEPER, as_of=EVERY_MOMENT)
        edges = edges_out(view, [*self.agencies, *self.services], "offers", "located_at")
        if edges:
            at = self._clock.now + timedelta(days=self._chance.choice((-3, 4)))
            self.register.write(End(self._chance.choice(edges).id, at))

    def _time(self) -> None:
        self._clock.now += timedelta(days=self._chance.choice((1, 5, 200)))

    def _hidden(self) -> None:
        if self.places:
            place = self._chance.choice(self.places)
            self.register.write(Put(Node(id=place, kind="place", category=Category.PROTECTED)))

    def _closed(self) -> None:
        self.register.says(self._chance.choice(self.agencies), "list", self._clock.now, status="closed")

    def _secret_word(self) -> None:
        agency = self._chance.choice(self.agencies)
        record = self.register.says(agency, "secret", self._clock.now, phone=self._phone())
        self.register.write(Put(Node(id=record, kind="record", category=Category.PROTECTED)))

    def _moved(self) -> None:
        if self.services:
            # A word goes to another thing, as where two entries are judged to be one.
            thing, other = self._chance.choice(self.services), self._chance.choice(self.services)
            view = self.register.store.view(KEEPER, as_of=EVERY_MOMENT)
            words = edges_in(view, [thing], "describes")
            self.register.write(*(Put(replace(edge, end=other)) for edge in words[:1]))
            self.register.joins(
                "offers", self._chance.choice(self.agencies), self._chance.choice(self.services)
            )

    def _days(self) -> int:
        return self._chance.choice((1, 400, 900, 1500, 2400, 4000))

    def _phone(self) -> str:
        return f"032-111-{self._chance.randrange(4):04}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_kept_follows_whatever_happens(register: Register, clock: Clock, seed: int) -> None:
    chance = random.Random(seed)
    town, kept = Town(register, clock, chance), KeptDue(register.store)
    town.acts[0]()
    for number in range(45):
        chance.choice(town.acts)()
        for scope in (town.keeper, *((town.administrator, KEEPER) if number % 9 == 0 else ())):
            for limit in (100, 3):
                asked = kept.read(scope, limit=limit)
                assert asked == read_due(register.store, scope, limit=limit), f"after act {number}"
    assert clock.now >= TODAY


def test_rates_are_of_what_is_still_shown(register: Register) -> None:
    agency, place = register.agency("나루센터"), register.thing("place", "나루길")
    register.joins("located_at", agency, place)
    for days in (900, 30):
        register.says(place, "list", ago(days), address=f"나루길 {days}")
    kept = KeptDue(register.store)
    shown = kept.read(KEEPER).half_lives["whereabouts"]

    register.write(Put(Node(id=place, kind="place", category=Category.PROTECTED)))

    assert shown.changes == 1
    assert kept.read(KEEPER) == read_due(register.store, KEEPER)
    assert kept.read(KEEPER).half_lives["whereabouts"].changes == 0


def test_who_does_not_keep_the_directory_has_no_kept_list_either(register: Register) -> None:
    partner = register.worker(register.agency("나루센터"), Role.PARTNER)
    kept = KeptDue(register.store)
    kept.read(KEEPER)

    with pytest.raises(ForbiddenError):
        kept.read(partner)
    with pytest.raises(ForbiddenError):
        kept.read(Scope.of(partner.actor or NodeId(""), frozenset({Role.CLIENT}), reason="test"))
