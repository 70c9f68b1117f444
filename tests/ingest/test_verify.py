"""People's word on the directory: checks and own answers are records, and state is their fold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, NodeNotFoundError, UnknownKindError
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Put
from resnet.graph.fold import FOLD_FIELDS
from resnet.graph.reading import edges_in, get_node
from resnet.graph.store import GraphStore
from resnet.ingest.verify import NothingSaidError, Said, say, say_all
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.term import UnknownTermError
from tests.fresh_store import fresh_store

KEEPER = Scope.everything(reason="test")
LISTED = datetime(2025, 12, 31, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[GraphStore]:
    opened = fresh_store(tmp_path, clock)
    yield opened
    opened.close()


def listed(store: GraphStore, kind: str, name: str, **fields: str) -> NodeId:
    thing, record = store.ids.key(kind, name), store.ids.key("record", name)
    said: dict[str, Value] = {"standing": "list", "said_at": LISTED, "is_listed": True}
    said |= {"name": name} if kind != "place" else {}
    edge = Edge(
        id=store.ids.edge_key("describes", record, thing),
        kind="describes",
        start=record,
        end=thing,
        fields=said | fields,
    )
    changes = [Put(Node(id=thing, kind=kind)), Put(Node(id=record, kind="record")), Put(edge)]
    store.write(changes, scope=KEEPER, why="list", commit=CommitId(f"list {name}"))
    return thing


def list_says(store: GraphStore, agency: NodeId, key: str, **words: Value) -> None:
    """What another list says of an agency, as a record of its own."""
    record = store.ids.key("record", key)
    edge = Edge(
        id=store.ids.edge_key("describes", record, agency),
        kind="describes",
        start=record,
        end=agency,
        fields={"standing": "list", **words},
    )
    store.write(
        [Put(Node(id=record, kind="record")), Put(edge)], scope=KEEPER, why="list", commit=CommitId(key)
    )


def worker(store: GraphStore, agency: NodeId, *roles: Role) -> Scope:
    person = store.ids.key("person", agency, *roles)
    edge = Edge(id=store.ids.edge_key("works_for", person), kind="works_for", start=person, end=agency)
    node = Node(id=person, kind="person", category=Category.PUBLIC)
    store.write([Put(node), Put(edge)], scope=KEEPER, why="worker", commit=CommitId(f"worker {person}"))
    return Scope.of(person, frozenset(roles), reason="test")


def test_a_check_outranks_the_list_and_says_by_whom_and_when(store: GraphStore, clock: Clock) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)

    kept = say(store, coordinator, Said(thing=agency, how="phone", values={"phone": "032-222-2222"}))

    now = get_node(store.view(coordinator), agency)
    assert kept.standing == "verification"
    assert now.text("phone") == "032-222-2222"
    assert now.fields["verified_at"] == clock.now
    assert now.text("verified_by") == coordinator.actor
    assert now.text("verified_how") == "phone"
    assert now.texts("disputed") == ("phone",)


def test_confirmed_unchanged_is_a_check_and_changes_no_value(store: GraphStore, clock: Clock) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)

    say(store, coordinator, Said(thing=agency, how="visit", is_confirmed=True))

    now = get_node(store.view(coordinator), agency)
    assert now.text("phone") == "032-111-1111"
    assert now.fields["verified_at"] == clock.now


def test_a_dead_number_is_taken_back_and_the_list_keeps_its_word(store: GraphStore) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)

    say(store, coordinator, Said(thing=agency, how="phone", retracts=("phone",)))

    assert "phone" not in get_node(store.view(coordinator), agency).fields
    said = edges_in(store.view(KEEPER), [agency], "describes")
    assert "032-111-1111" in {edge.text("phone") for edge in said}


def test_a_partner_speaks_for_the_own_agency_and_its_services(store: GraphStore) -> None:
    agency = listed(store, "agency", "나루센터")
    service = listed(store, "service", "도시락")
    offers = Edge(id=store.ids.edge_key("offers", agency, service), kind="offers", start=agency, end=service)
    store.write([Put(offers)], scope=KEEPER, why="list", commit=CommitId("offers"))
    partner = worker(store, agency, Role.PARTNER)

    of_agency = say(store, partner, Said(thing=agency, how="own-answer", values={"homepage": "나루.한국"}))
    of_service = say(store, partner, Said(thing=service, how="own-answer", values={"places_open": 3}))

    assert {of_agency.standing, of_service.standing} == {"own-word"}
    assert get_node(store.view(partner), service).fields["places_open"] == 3


def test_a_partner_says_nothing_of_another_agency(store: GraphStore) -> None:
    other = listed(store, "agency", "다른센터", phone="032-111-1111")
    partner = worker(store, listed(store, "agency", "나루센터"), Role.PARTNER)

    with pytest.raises(ForbiddenError):
        say(store, partner, Said(thing=other, how="phone", retracts=("phone",)))

    assert get_node(store.view(partner), other).text("phone") == "032-111-1111"


def test_a_later_check_outranks_an_earlier_one(store: GraphStore, clock: Clock) -> None:
    agency = listed(store, "agency", "나루센터")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)
    for phone in ("032-222-2222", "032-333-3333"):
        say(store, coordinator, Said(thing=agency, how="phone", values={"phone": phone}))
        clock.now += timedelta(days=1)

    assert get_node(store.view(coordinator), agency).text("phone") == "032-333-3333"


def test_the_same_check_sent_twice_is_one_record(store: GraphStore) -> None:
    agency = listed(store, "agency", "나루센터")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)
    given = Said(thing=agency, how="phone", is_confirmed=True)

    first = say(store, coordinator, given, commit=CommitId("form"))
    again = say(store, coordinator, given, commit=CommitId("form"))

    assert first == again
    assert len(edges_in(store.view(KEEPER), [agency], "describes")) == 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({}, NothingSaidError, id="nothing"),
        pytest.param({"values": {"colour": "red"}}, UnknownKindError, id="a field that agencies lack"),
        pytest.param({"is_confirmed": True, "how": "dream"}, UnknownTermError, id="an unknown way"),
        pytest.param({"is_confirmed": True, "thing": NodeId("agency:none")}, NodeNotFoundError, id="nobody"),
    ],
)
def test_a_check_that_says_nothing_sensible_is_refused(
    store: GraphStore, change: dict[str, object], error: type[Exception]
) -> None:
    agency = listed(store, "agency", "나루센터")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)
    given = Said(**{"thing": agency, "how": "phone", **change})  # type: ignore[arg-type]

    with pytest.raises(error):
        say(store, coordinator, given)


def test_what_was_confirmed_is_believed_before_a_list_that_comes_after(
    store: GraphStore, clock: Clock
) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)
    say(store, coordinator, Said(thing=agency, how="phone", is_confirmed=True))
    list_says(store, agency, "later", said_at=clock.now + timedelta(days=60), phone="032-999-9999")

    now = get_node(store.view(coordinator), agency)
    assert now.text("phone") == "032-111-1111"
    assert now.texts("also_said") == ("phone=032-999-9999",)


def test_free_places_are_said_with_the_day_on_which_they_were_free(store: GraphStore, clock: Clock) -> None:
    service = listed(store, "service", "도시락")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)

    say(store, coordinator, Said(thing=service, how="phone", values={"places_open": 3}))
    clock.now += timedelta(days=30)
    say(store, coordinator, Said(thing=service, how="phone", is_confirmed=True))

    assert get_node(store.view(coordinator), service).fields["capacity_stated_at"] == clock.now


def test_only_what_was_confirmed_is_said_anew(store: GraphStore) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111", email="naru@example.org")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)

    kept = say(store, coordinator, Said(thing=agency, how="phone", confirms=("phone", "homepage")))

    (word,) = [e for e in edges_in(store.view(KEEPER), [agency], "describes") if e.start == kept.record]
    assert (word.text("phone"), word.get("email"), word.get("homepage")) == ("032-111-1111", None, None)


def test_an_agency_and_its_services_are_said_in_one_commit_or_not_at_all(store: GraphStore) -> None:
    agency = listed(store, "agency", "나루센터", phone="032-111-1111")
    service = listed(store, "service", "도시락")
    coordinator = worker(store, listed(store, "agency", "구청"), Role.COORDINATOR)
    good = Said(thing=agency, how="phone", values={"phone": "032-222-2222"})
    before = len(list(store.view(KEEPER).feed()))

    with pytest.raises(UnknownTermError):
        say_all(store, coordinator, [good, Said(thing=service, how="phone", values={"status": "maybe"})])
    assert len(list(store.view(KEEPER).feed())) == before

    kept = say_all(store, coordinator, [good, Said(thing=service, how="phone", values={"status": "open"})])
    assert len({each.record for each in kept}) == 2
    assert len(list(store.view(KEEPER).feed())) == before + 1


@pytest.mark.parametrize("name", sorted(FOLD_FIELDS))
def test_what_the_fold_says_nobody_says(store: GraphStore, name: str) -> None:
    agency = listed(store, "agency", "나루센터")
    partner = worker(store, agency, Role.PARTNER)

    with pytest.raises(UnknownKindError):
        say(store, partner, Said(thing=agency, how="own-answer", values={name: "나루"}))


def test_a_shelter_does_not_make_itself_an_ordinary_agency(store: GraphStore) -> None:
    shelter = listed(store, "agency", "쉼터", type="domestic-violence-shelter")
    partner = worker(store, shelter, Role.PARTNER)

    with pytest.raises(ForbiddenError):
        say(store, partner, Said(thing=shelter, how="own-answer", values={"type": "welfare-centre"}))


@pytest.mark.parametrize("field", ["type", "sector", "legal_basis"])
def test_what_a_provider_may_not_say_it_may_not_confirm_and_say_at_once(
    store: GraphStore, field: str
) -> None:
    agency = listed(store, "agency", "나루센터", type="welfare-centre", sector="private")
    partner = worker(store, agency, Role.PARTNER)
    value = {"type": "senior-club", "sector": "public", "legal_basis": "아동복지법"}[field]

    for given in ({"values": {field: value}}, {"retracts": (field,)}):
        with pytest.raises(ForbiddenError):
            say(store, partner, Said(thing=agency, how="own-answer", confirms=(field,), **given))

    assert get_node(store.view(KEEPER), agency).get(field) != value


def test_a_provider_that_confirms_all_does_not_outrank_the_list_that_calls_it_a_shelter(
    store: GraphStore, clock: Clock
) -> None:
    agency = listed(store, "agency", "나루센터", type="welfare-centre")
    partner = worker(store, agency, Role.PARTNER)

    say(store, partner, Said(thing=agency, how="own-answer", is_confirmed=True, confirms=("type",)))
    clock.now += timedelta(days=1)
    list_says(store, agency, "newer", said_at=clock.now, name="나루센터", type="domestic-violence-shelter")

    assert get_node(store.view(KEEPER), agency).text("type") == "domestic-violence-shelter"


def test_one_of_two_agencies_at_an_address_does_not_move_the_other(store: GraphStore) -> None:
    place = listed(store, "place", "해오름로 12", address="가람도 나래구 해오름로 12")
    ours, theirs = listed(store, "agency", "나루센터"), listed(store, "agency", "다솜센터")
    partner = worker(store, ours, Role.PARTNER)
    said = Said(thing=place, how="own-answer", values={"address": "가람도 나래구 해오름로 99"})

    located(store, ours, place)
    alone = say(store, partner, said)
    located(store, theirs, place)
    with pytest.raises(ForbiddenError):
        say(store, partner, said)

    assert alone.standing == "own-word"


def located(store: GraphStore, agency: NodeId, place: NodeId) -> None:
    edge = Edge(
        id=store.ids.edge_key("located_at", agency, place), kind="located_at", start=agency, end=place
    )
    store.write([Put(edge)], scope=KEEPER, why="list", commit=CommitId(f"located {agency}"))
