"""Districts by chance: small, odd, and the same for the same number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from tests.matching.district import CLIENT, DAILY_LIVING, NEED, NOW, District, days

CLASSES = ("3.2", "3.1", "3", "4.2", "6.4")
CODES = {
    "benefit_classes": ("basic", "livelihood", "medical", "near-poor", "none"),
    "household_types": ("one-person", "older-alone", "single-parent", "multicultural", "other"),
    "disability_types": ("visual", "kidney", "developmental", "autism"),
    "languages": ("ko", "vi", "en"),
    "weekdays": ("mon", "tue", "sat", "sun"),
    "documents": ("diagnosis", "lease", "application", "care-grade"),
    "sexes": ("female", "male"),
    "preferences": ("woman-worker", "man-worker", "at-home", "not-at-home", "public-body"),
    "operating_states": ("open", "open", "open", "suspended", "planned", "closed"),
    "capacity_states": (
        "capacity",
        "no-capacity",
        "no-capacity-with-waitlist",
        "additional-assessment-required",
    ),
    "support_loads": ("light", "heavy", "burnt-out"),
}


class Chance:
    """A district made by chance."""

    def __init__(self, seed: int, store: GraphStore | None = None) -> None:
        self.random, self.district = Random(seed), District(store)
        self.fits = self.random.choice((0.0, 0.5, 0.9))
        self.telling = self.random.choice((0.05, 0.2, 0.6))
        self.age = self.random.randint(41, 80)
        self.agencies: list[str] = []
        self.people: list[str] = []
        self.services: list[str] = []

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def some(self, of: Sequence[str], most: int = 3) -> tuple[str, ...]:
        return tuple(self.random.sample(list(of), self.random.randint(0, min(most, len(of)))))

    def one(self, of: Sequence[Any]) -> Any:
        return self.random.choice(list(of))

    def said(self, share: float, /, **fields: Any) -> dict[str, Any]:
        """Each field said or left unsaid."""
        return {name: value for name, value in fields.items() if self.maybe(share)}

    def make(self) -> District:
        self._areas()
        self._terms()
        self._directory()
        self._ties()
        self._client()
        self.district.commit()
        return self.district

    def _areas(self) -> None:
        for area, above in (("si", None), ("g1", "area:si"), ("g2", "area:si")):
            self.district.area(area, above)
        for area, above in (("d1", "g1"), ("d2", "g1"), ("d3", "g2")):
            self.district.area(area, f"area:{above}")
        self.district.edge("neighbour_of", "area:d1", "area:d2")
        self.areas = ["area:si", "area:g1", "area:g2", "area:d1", "area:d2", "area:d3"]

    def _terms(self) -> None:
        domain = self.district.term("need_domains_2026", DAILY_LIVING)
        food = self.district.term("open_eligibility", "food")
        self.terms = [str(domain), str(food)]
        for code in CLASSES:
            term = self.district.term("service_classes", code)
            self.terms.append(str(term))
            if self.maybe():
                relation = self.one(("exact", "broader", "narrower", "related"))
                self.district.edge("crosswalk", *self._shuffled(term, domain), fields={"relation": relation})
        if self.maybe():
            self.district.edge("crosswalk", food, domain, fields={"relation": "related"})

    def _shuffled(self, *pair: str) -> list[str]:
        return self.random.sample(pair, 2)

    def _directory(self) -> None:
        for number in range(self.random.randint(2, 8)):
            status = {"status": self.one(CODES["operating_states"])} if self.maybe(0.1) else {}
            listed = {"standing": "list", "is_listed": self.maybe(0.7)} if self.maybe(0.2) else {}
            undated = {"said_at": None} if self.maybe(0.3) else {}
            sector = {"sector": self.one(("public", "private"))} if self.maybe(0.3) else {}
            agency = self.district.agency(f"a{number}", **status, **listed, **undated, **sector)
            self.agencies.append(agency)
            for worker in range(self.random.randint(0, 3)):
                until = NOW - days(1) if self.maybe(0.15) else None
                name = self.district.worker(f"w{number}{worker}")
                self.district.edge(
                    "works_for", name, agency, fields={"is_contact": self.maybe()}, until=until
                )
                self.people.append(name)
            if self.maybe(0.4):
                self.district.edge("covers", agency, self.one(self.areas))
            self._place(agency, 0.4)
        if len(self.agencies) > 1 and self.people and self.maybe(0.3):
            self.district.edge("works_for", self.people[0], self.agencies[-1], fields={"is_contact": True})
        self.groups = [
            self.district.folded(f"group:g{n}", name=f"g{n}") for n in range(self.random.randint(0, 2))
        ]
        for number in range(self.random.randint(1, 7)):
            self._service(f"s{number}")

    def _place(self, element: str, share: float) -> None:
        if self.maybe(share):
            name = f"place:{element.replace(':', '-')}"
            point = {
                "latitude": 37.4 + self.random.random() / 5,
                "longitude": 126.6 + self.random.random() / 5,
            }
            said: dict[str, Any] = {"address": name} | (point if self.maybe(0.8) else {})
            self.district.folded(name, **said)
            self.district.edge("located_at", element, name)

    def _service(self, name: str) -> None:
        providers = self.random.sample(
            [*self.agencies, *self.groups, *self.people[:1]], self.one((0, 1, 1, 1, 2, 2)[:])
        )
        fields = self._offered()
        service = self.district.folded(f"service:{name}", name=name, **fields)
        self.services.append(service)
        for provider in providers:
            self.district.edge("offers", provider, service)
        for area in self.some(self.areas, self.one((0, 0, 2))):
            self.district.edge("covers", service, area)
        for term in self.some(self.terms, self.one((0, 1))):
            self.district.edge("meets", service, term)
        self._place(service, 0.3)

    def _offered(self) -> dict[str, Any]:
        """What a service says; the more it fits, the less it says that could speak against it."""
        random, fits = self.random, self.maybe(self.fits)
        said: dict[str, Any] = {
            "standing": self.one(("own-word", "list", "verification")),
            "said_at": NOW - days(random.choice((0, 3, 89, 91, 364, 366, 900))),
        }
        if self.maybe(0.1):
            said["said_at"] = None
        if said["standing"] == "list":
            said["is_listed"] = fits or self.maybe(0.8)
        said |= (
            {"service_class": "3.2" if fits or self.maybe(0.6) else self.one(CLASSES)}
            if self.maybe(0.9)
            else {}
        )
        if fits:
            return said | {"status": "open"}
        ages = sorted(self.age + step for step in random.choices((-40, -1, 0, 1, 40), k=2))
        return said | self.said(
            self.telling,
            status=self.one(CODES["operating_states"]),
            age_from=ages[0],
            age_to=ages[1],
            benefit_classes=self.some(CODES["benefit_classes"]),
            household_types=self.some(CODES["household_types"]),
            disability_types=self.some(CODES["disability_types"]),
            sex=self.one(CODES["sexes"]),
            languages=self.some(CODES["languages"]),
            weekdays=self.some(CODES["weekdays"]),
            opens_minute=random.randrange(1440),
            closes_minute=random.randrange(1440),
            per_week=float(random.randint(1, 5)),
            cost_won=self.one((0, 1000, 5000)),
            places_open=self.one((0, 2)),
            waiting=4,
            capacity_state=self.one(CODES["capacity_states"]),
            capacity_stated_at=NOW - days(self.one((1, 90, 91))),
            documents=self.some(CODES["documents"]),
            runs_from=date(2026, 11, self.one((1, 2, 3))),
            runs_until=date(2026, 11, self.one((1, 2, 3))),
            worker_sexes=self.some(CODES["sexes"]),
            comes_home=self.maybe(),
        )

    def _ties(self) -> None:
        district, random = self.district, self.random
        for number in range(random.randint(0, 7)):
            parties = random.sample([*self.agencies, *self.groups], 2)
            named = {party: self.one(self.people) for party in parties if self.people and self.maybe()}
            when = self.one(
                ({}, {}, {"until": NOW - days(1)}, {"since": NOW + days(1)}, {"until": NOW + days(1)})
            )
            district.agreement(f"p{number}", *parties, named=named, **when)
        for number in range(random.randint(0, 3)):
            members = random.sample(
                [*self.agencies, *self.people], min(3, len(self.agencies) + len(self.people))
            )
            team = district.team(f"t{number}", *members, is_standing=self.maybe(0.8))
            if self.maybe(0.4):
                district.edge(
                    "member_of", self.one([*self.agencies, *self.people]), team, until=NOW - days(1)
                )
        for _ in range(random.randint(0, 7)):
            if len(self.people) > 1:
                one, other = random.sample(self.people, 2)
                last = NOW - days(self.one((3, 364, 365, 400)))
                said = {"fields": {"last_contact_at": last}} if self.maybe() else {}
                district.edge("knows", one, other, until=NOW if self.maybe(0.1) else None, **said)

    def _client(self) -> None:
        district, random = self.district, self.random
        if self.maybe(0.08):
            fields = {"text": "t", "level": "community", "service_classes": ("3.2",)}
            district.node(NEED, category=Category.PUBLIC, fields=fields)
            district.edge("needed_in", NEED, self.one(self.areas))
            return
        district.client(**self._facts())
        manager = self.one(self.people) if self.people and self.maybe(0.9) else None
        district.case(
            manager=manager, lead=self.one(self.agencies) if self.maybe(0.7) or manager is None else None
        )
        district.need(**self._wish())
        if self.maybe(0.8):
            district.edge("resides_in", CLIENT, self.one(self.areas))
        household = None
        if self.maybe():
            household = district.household(type=self.one(CODES["household_types"]))
            self._home(household)
        self._somebody_elses(household)
        self._consents()
        self._has_already()
        if self.maybe(0.3) and len(self.people) > 1:
            members = random.sample(self.people, 2) + ([manager] if manager else [])
            own = {"is_standing": False, "category": Category.CASE, "about": (CLIENT,)}
            district.team("case", *dict.fromkeys(members), **own)  # type: ignore[arg-type]
        if self.maybe(0.3) and len(self.agencies) > 1:
            self._referrals(random.choice((4, 5, 7)))

    def _somebody_elses(self, household: NodeId | None) -> None:
        """Whose need it is: the client, a child here or elsewhere, somebody in words."""
        district, child = self.district, NodeId("person:child")
        if self.maybe(0.5):
            return
        facts = self._facts() | {"born_on": date(2026 - self.one((5, 30)), 11, 2)}
        facts = {name: value for name, value in facts.items() if name != "birth_year" and self.maybe(0.7)}
        district.node(child, category=Category.FAMILY, about=(CLIENT,), fields={"name": "c", **facts})
        if household is not None and self.maybe(0.6):
            district.edge("lives_in", child, household)
        elif self.maybe():
            other = district.node("household:other", about=(CLIENT,), fields={"type": "one-person"})
            district.edge("lives_in", child, other)
            district.edge("resides_in", child, self.one(self.areas))
        if self.services and self.maybe(0.3):
            district.edge("receives", child, self.one(self.services), fields={"is_sufficient": True})
        for number in range(self.random.randint(0, 2)):
            said = {"words": "t", "need_of": self.one((child, child, child, CLIENT, "", "son"))}
            statement = district.node(f"statement:{number}", about=(CLIENT,), fields=said)
            district.edge("in_case", statement, "case:1")
            district.edge("settled_into", statement, NEED)

    def _home(self, household: NodeId) -> None:
        if self.maybe():
            point = {"latitude": 37.5, "longitude": 126.7}
            self.district.folded("place:home", category=Category.CONTACT, address="h", **point)
            self.district.node("place:home", category=Category.CONTACT, about=(CLIENT,))
            self.district.edge("located_at", household, "place:home", category=Category.CONTACT)

    def _facts(self) -> dict[str, Any]:
        born = date(2026 - self.age, 11, self.one((1, 2, 3)))
        found = self.said(
            0.7,
            sex=self.one(CODES["sexes"]),
            benefit_class=self.one(CODES["benefit_classes"]),
            disability_types=self.some(CODES["disability_types"], 2),
            languages=self.some(CODES["languages"], 2),
            documents=self.some(CODES["documents"]),
            born_on=born,
        )
        return found | {"birth_year": born.year}

    def _wish(self) -> dict[str, Any]:
        begin, end = self.random.randrange(1440), self.random.randrange(1440)
        found = self.said(
            0.5,
            weekdays=tuple(self.random.sample(CODES["weekdays"], 2)),
            from_minute=begin,
            until_minute=end,
            cost_limit_won=self.one((0, 1000, 3000)),
            reach_km=float(self.one((3, 10, 30))),
            wanted_per_week=float(self.one((1, 3))),
            preferences=self.some(CODES["preferences"]),
        )
        if self.maybe(0.2):
            found["preference"] = "w"
        if self.maybe(0.3):
            found["language"] = self.one(CODES["languages"])
        classes = self.one((("3.2",), ("3.2",), ("3.2", "3.1"), ("4.2",), ("3",), None))
        return found | {"service_classes": classes, "domain": DAILY_LIVING if self.maybe(0.9) else None}

    def _consents(self) -> None:
        for receiver in self.some([*self.agencies, *self.people], 6):
            ended: dict[str, Any] = {"until": NOW - days(1)} if self.maybe(0.2) else {}
            self.district.consent(
                receiver, *self.random.sample(("identity", "identity", "living", "health"), 2), **ended
            )

    def _has_already(self) -> None:
        for service in self.some(self.services, 2):
            fields = self.said(0.5, is_sufficient=self.maybe(), per_week=float(self.one((1, 3))))
            self.district.edge("receives", CLIENT, service, fields=fields)
            if self.maybe(0.3):
                fields = self.said(0.5, is_sufficient=self.maybe(), per_week=float(self.one((1, 3))))
                self.district.edge("receives", CLIENT, service, fields=fields)
        for number in range(self.random.randint(0, 2)):
            supporter = f"person:n{number}"
            known = {"name": supporter, **self.said(0.5, sex=self.one(CODES["sexes"]))}
            self.district.node(supporter, category=Category.RELATIONS, about=(CLIENT,), fields=known)
            fields = self.said(
                0.7, service_class=self.one(CLASSES), load=self.one(CODES["support_loads"]), per_week=2.0
            )
            self.district.edge("supports", supporter, CLIENT, fields=fields)
        if self.maybe(0.4):
            self.district.node("obstacle:o", about=(CLIENT,), fields={"type": "outer", "text": "t"})
            self.district.edge("in_case", "obstacle:o", "case:1")
            self.district.edge("blocks", "obstacle:o", self.one([*self.services, *self.agencies, NEED]))

    def _referrals(self, count: int) -> None:
        for number in range(count):
            outcome, ended = self.one(("met", "met", "partly-met", "not-met")), self.one((1, 100, 729))
            fields = {"state": "completed", "outcome": outcome, "ended_at": NOW - days(ended)}
            referral = self.district.node(f"referral:r{number}", about=(CLIENT,), fields=fields)
            sender, receiver = self._shuffled(*self.agencies[:2])
            self.district.edge("sent_by", referral, sender)
            self.district.edge("addressed_to", referral, receiver)
