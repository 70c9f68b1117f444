"""A made-up district of any size: who offers what, who knows whom, and what is needed.

5,000 agencies, 20,000 services, 30,000 ties, 250 lead workers, 50,000 clients, 100,000 needs at full size.
Kinds of help are skewed as in life: the k-th is offered and needed 1/k as often as the first. Several
districts stand in a ring: people and agencies near a border know those on the other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.network.make import make_arrays
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import Successes
from resnet.matching.facts import Circle, Client, Facts, Wish
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
AREAS = 50
BENEFITS = (("basic",), ("basic", "near-poor"), ("livelihood",), ("low-income",), ())
CLIENT_BENEFITS = ("livelihood", "medical", "near-poor", "none", "basic", "")
AGES = ((0, 18), (6, 24), (19, 64), (60, None), *[(None, None)] * 6)
HOUSEHOLDS = (("one-person", "older-alone"), ("single-parent",), ("grandparent-headed",), ())
CLIENT_HOUSEHOLDS = ("one-person", "older-alone", "single-parent", "couple", "couple-with-children", "")
DISABILITIES = (("physical", "brain-lesion"), ("developmental",), ("visual", "hearing"), ())
CLIENT_DISABILITIES: tuple[tuple[str, ...] | None, ...] = ((), (), (), ("physical",), ("autism",), None)
LANGUAGES = (("ko",), ("ko", "vi"), ("ko", "zh"), ("ko", "en"))
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat")
PAPERS: tuple[tuple[str, ...], ...] = ((), ("application",), ("diagnosis",), ("benefit-certificate",))
CLIENT_PAPERS: tuple[tuple[str, ...] | None, ...] = (None, (), ("diagnosis",), ("benefit-certificate",))
COSTS = (0, 0, 0, 5_000, 10_000, 30_000)
LIMITS = (None, None, 0, 5_000, 10_000, 20_000)


def _city(district: int) -> NodeId:
    return NodeId("area:city" if not district else f"area:city-{district}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of everything there are, in how many districts."""

    agencies: int = 5_000
    services: int = 20_000
    ties: int = 30_000
    leads: int = 250
    clients: int = 50_000
    needs: int = 100_000
    districts: int = 1

    def times(self, districts: int) -> Size:
        """So many districts, each as large as this one."""
        return Size(**{name: count * districts for name, count in asdict(self).items()})


class District:
    """The public network of a district, and the facts of its needs; the same for the same seed."""

    def __init__(self, size: Size, seed: int = 1) -> None:
        self.size, self.random = size, Random(seed)
        terms = load_vocabulary("service_classes").terms
        self.classes = [term.code for term in terms if "." in term.code]
        self.random.shuffle(self.classes)
        self._skew = [1 / place for place in range(1, len(self.classes) + 1)]
        self.elements: list[Node | Edge] = []
        self._edges = 0
        self.agencies = [NodeId(f"agency:{number:05d}") for number in range(size.agencies)]
        self.workers: list[NodeId] = []
        self._workers_of: dict[NodeId, list[NodeId]] = {}
        self._place_all()
        self._employ_all()
        self._offer_all()
        self.successes = self._tie_all()
        self.network: Network = make_arrays(self.elements, self.successes, Version(1), NOW)
        self._circles = self._make_circles()

    def _node(self, node_id: NodeId, **fields: Value | None) -> NodeId:
        said = {name: value for name, value in fields.items() if value is not None}
        kind = node_id.partition(":")[0]
        self.elements.append(Node(id=node_id, kind=kind, fields=said, category=Category.PUBLIC))
        return node_id

    def _edge(self, kind: str, start: NodeId, end: NodeId, **fields: Value) -> None:
        self._edges += 1
        edge_id = EdgeId(f"{kind}:{self._edges:07d}")
        self.elements.append(
            Edge(id=edge_id, kind=kind, start=start, end=end, fields=fields, category=Category.PUBLIC)
        )

    def _place_all(self) -> None:
        self.places: list[tuple[NodeId, ...]] = []
        count = AREAS * self.size.districts
        for district in range(self.size.districts):
            city = self._node(_city(district), name="city")
            for number in range(district * AREAS, (district + 1) * AREAS):
                area = self._node(NodeId(f"area:{number:02d}"), name=f"dong {number}")
                self._edge("part_of", area, city)
                self._edge("neighbour_of", area, NodeId(f"area:{(number + 1) % count:02d}"))
                self.places.append((area, city))

    def _employ_all(self) -> None:
        for number, agency in enumerate(self.agencies):
            self._node(
                agency, name=f"agency {number}", type="welfare-centre", said_at=NOW - timedelta(days=30)
            )
            for each in range(self.random.choice((1, 1, 2))):
                worker = self._node(NodeId(f"person:{number:05d}-{each}"), name=f"worker {number}-{each}")
                self._edge("works_for", worker, agency, is_contact=each == 0 and number % 5 != 0)
                self.workers.append(worker)
                self._workers_of.setdefault(agency, []).append(worker)

    def _offer_all(self) -> None:
        for number in range(self.size.services):
            service = self._node(NodeId(f"service:{number:06d}"), **self._offered(number))
            agency = self.random.choice(self.agencies)
            self._edge("offers", agency, service)
            district = self._district_of(agency)
            if self.random.random() < 0.5:
                self._edge("covers", service, _city(district))
            elif self.random.random() < 0.9:
                first = int(agency.partition(":")[2]) % AREAS
                for step in range(self.random.choice((1, 5, 10))):
                    place = district * AREAS + (first + step) % AREAS
                    self._edge("covers", service, self.places[place][0])

    def _district_of(self, agency: NodeId) -> int:
        return int(agency.partition(":")[2]) * self.size.districts // self.size.agencies

    def _offered(self, number: int) -> dict[str, Value | None]:
        """Ten conditions, each said by some."""
        random = self.random
        age_from, age_to = random.choice(AGES)
        opens = random.choice((540, 600, 1080))

        def said(share: float, value: Value) -> Value | None:
            return value if random.random() < share else None

        return {
            "name": f"service {number}",
            "service_class": self.a_class() if random.random() < 0.98 else None,
            "status": "open" if random.random() < 0.97 else "suspended",
            "is_listed": said(0.8, random.random() < 0.98),
            "said_at": NOW - timedelta(days=random.randrange(600)),
            "age_from": age_from,
            "age_to": age_to,
            "benefit_classes": said(0.2, random.choice(BENEFITS)),
            "household_types": said(0.15, random.choice(HOUSEHOLDS)),
            "disability_types": said(0.15, random.choice(DISABILITIES)),
            "languages": said(0.5, random.choice(LANGUAGES)),
            "weekdays": said(0.7, tuple(sorted(random.sample(WEEK, random.randint(1, 5)), key=WEEK.index))),
            "opens_minute": opens,
            "closes_minute": opens + random.choice((180, 480)),
            "cost_won": said(0.8, random.choice(COSTS)),
            "documents": said(0.4, random.choice(PAPERS)),
            "per_week": said(0.5, float(random.choice((1, 2, 5)))),
            "places_open": said(0.5, random.choice((0, 1, 3))),
        }

    def a_class(self) -> str:
        """A kind of help, the first ones most often."""
        return self.random.choices(self.classes, self._skew)[0]

    def _tie_all(self) -> Successes:
        """Ties of all kinds; people know mostly those near them."""
        random, ties = self.random, self.size.ties
        self.leads = leads = random.sample(self.workers, self.size.leads)
        place_of = {worker: place for place, worker in enumerate(self.workers)}
        for number in range(ties // 2):
            # Lead workers know many, the others those near them.
            one = leads[number % len(leads)] if number % 2 else random.choice(self.workers)
            step = int(random.gauss(0, 600 if number % 2 else 60)) or 1
            self._edge("knows", one, self.workers[(place_of[one] + step) % len(self.workers)])
        for number in range(ties // 5):
            pact = self._node(NodeId(f"agreement:{number:05d}"), name=f"pact {number}")
            for party in self._near(2):
                named = {"named_worker": self._workers_of[party][0]} if random.random() < 0.7 else {}
                self._edge("party_to", party, pact, **named)
        for number in range(ties // 30):
            team = self._node(NodeId(f"team:{number:05d}"), name=f"team {number}", is_standing=True)
            for member in self._near(4):
                self._edge("member_of", self._workers_of[member][0], team)
        pairs = (sorted(self._near(2)) for _ in range(ties // 10))
        return {(one, other): random.randint(5, 20) for one, other in pairs}

    def _near(self, count: int) -> list[NodeId]:
        first, step = self.random.randrange(len(self.agencies)), self.random.randint(1, 40)
        return [self.agencies[(first + each * step) % len(self.agencies)] for each in range(count)]

    def _make_circles(self) -> dict[int, list[Circle]]:
        """Four classes of consent for each lead: to nobody, and to ever more of those around."""
        found: dict[int, list[Circle]] = {}
        agency_of = {worker: agency for agency, workers in self._workers_of.items() for worker in workers}
        for manager in self.leads:
            lead = agency_of[manager]
            place = int(lead.partition(":")[2])
            around = [self.agencies[(place + step) % len(self.agencies)] for step in range(-300, 301)]
            around = [each for each in around if each != lead] if len(around) < len(self.agencies) else []
            for told in (0, 20, 100, 300):
                some = self.random.sample(around, min(told, len(around)))
                consents = frozenset((each, "identity") for each in some)
                circle = Circle(managers=(manager,), lead=lead, consents=consents)
                found.setdefault(self._district_of(lead), []).append(circle)
        return found

    def needs(self) -> Iterator[Facts]:
        """The facts of every need, district by district; a client has the same facts in each."""
        for district in range(self.size.districts):
            yield from self.needs_of(district)

    def needs_of(self, district: int) -> Iterator[Facts]:
        """The same of those who live in one district."""
        size, many = self.size, self.size.districts
        numbers = range(district * size.clients // many, (district + 1) * size.clients // many)
        clients = [self._client(number, district) for number in numbers]
        for number in range(district * size.needs // many, (district + 1) * size.needs // many):
            client, place, circle = self.random.choice(clients)
            yield Facts(at=NOW, wish=self._wish(number), client=client, place=place, circle=circle)

    def _client(self, number: int, district: int) -> tuple[Client, tuple[NodeId, ...], Circle]:
        random, age = self.random, self.random.randrange(4, 95)
        client = Client(
            id=NodeId(f"person:client-{number:06d}"),
            ages=((age, age),),
            sex=random.choice(("female", "male")),
            benefit_class=random.choice(CLIENT_BENEFITS),
            household_type=random.choice(CLIENT_HOUSEHOLDS),
            disability_types=random.choice(CLIENT_DISABILITIES),
            languages=random.choice((None, ("ko",), ("ko",), ("vi",))),
            documents=random.choice(CLIENT_PAPERS),
        )
        places = self.places[district * AREAS : (district + 1) * AREAS]
        return client, random.choice(places), random.choice(self._circles[district])

    def _wish(self, number: int) -> Wish:
        random = self.random
        begins = random.choice((None, None, 540, 1080))
        return Wish(
            id=NodeId(f"agreed_need:{number:06d}"),
            category=Category.LIVING,
            service_classes=(self.a_class(),),
            weekdays=random.choice((None, ("mon", "wed"), ("sat",), ("tue", "thu"))),
            from_minute=begins,
            until_minute=None if begins is None else begins + 240,
            cost_limit_won=random.choice(LIMITS),
            wanted_per_week=random.choice((None, None, 1.0, 2.0)),
        )
