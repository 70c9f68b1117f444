"""What only a server has: several writers, an open eye that reads it without us, and ways to fail."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from resnet.errors import (
    NotAStoreError,
    StoreError,
    StoreExistsError,
    StoreMissingError,
    WrongKeyError,
)
from resnet.graph.elements import Commit, CommitId, Erase, NodeId, Put
from resnet.graph.faults import (
    ClosedError,
    DatabaseMissingError,
    OldServerError,
    ServerSignInError,
    ServerUnreachableError,
)
from resnet.graph.neo4j.connection import check_version
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.open import create_store, open_store
from resnet.graph.store import EVERY_MOMENT, START
from resnet.ontology.category import Category
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.store.on_server import asked, fresh_server_store, settings_on
from tests.store.town import BEGIN, CENTRE, CLINIC, HANA, KEEPER, MEMBER, Clock, Town, consent, edge, node

pytestmark = pytest.mark.neo4j
ROUNDS, THREADS = 20, 6


@pytest.fixture
def store(neo4j_server: Neo4jServer, clock: Clock) -> Iterator[Neo4jStore]:
    opened = fresh_server_store(neo4j_server, clock)
    assert isinstance(opened, Neo4jStore)
    yield opened
    opened.close()


@pytest.fixture
def other(store: Neo4jStore, neo4j_server: Neo4jServer, clock: Clock) -> Iterator[Neo4jStore]:
    """The same store as another program opens it."""
    opened = open_store(settings_on(neo4j_server), clock=clock)
    assert isinstance(opened, Neo4jStore)
    yield opened
    opened.close()


# -- several writers ---------------------------------------------------------------------------------


def test_of_writers_at_once_none_is_lost_and_versions_have_no_gap(
    store: Neo4jStore, other: Neo4jStore
) -> None:
    def write(number: int) -> tuple[int, bool]:
        mark = number % ROUNDS
        put = Put(node(f"area:{mark:03d}", name=str(mark)))
        at = (store, other)[number % 2]
        receipt = at.write([put], scope=KEEPER, why="test", commit=CommitId(f"twice {mark}"))
        return receipt.version, receipt.is_repeat

    with ThreadPoolExecutor(THREADS) as pool:
        receipts = list(pool.map(write, [*range(ROUNDS), *range(1, ROUNDS + 1)]))

    assert sorted(is_repeat for _, is_repeat in receipts) == [False] * ROUNDS + [True] * ROUNDS
    assert sorted(version for version, is_repeat in receipts if not is_repeat) == list(range(1, ROUNDS + 1))
    assert [each.version for each in store.view(KEEPER).feed()] == list(range(1, ROUNDS + 1))


def test_who_follows_beside_writers_misses_no_commit_and_sees_each_whole(
    store: Neo4jStore, other: Neo4jStore
) -> None:
    def write(number: int) -> None:
        pair = [Put(node(f"area:{number}", name="가")), Put(node(f"team:{number}"))]
        store.write(pair, scope=KEEPER, why="test", commit=CommitId(f"pair {number}"))

    seen: list[Commit] = []
    with ThreadPoolExecutor(THREADS) as pool:
        writing = [pool.submit(write, number) for number in range(ROUNDS * 2)]
        while not all(each.done() for each in writing) or len(seen) < ROUNDS * 2:
            after = seen[-1].version if seen else START
            seen += other.view(KEEPER, as_of=EVERY_MOMENT).feed(after)

    assert [each.version for each in seen] == list(range(1, ROUNDS * 2 + 1))
    assert {len(each.entries) for each in seen} == {2}


def test_the_chain_of_two_programs_writing_is_one(
    store: Neo4jStore, other: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    for number in range(6):
        at = (store, other)[number % 2]
        at.write([Put(node(f"area:{number}"))], scope=KEEPER, why="test", commit=CommitId(str(number)))

    commits = asked(neo4j_server, "MATCH (c:_commit) RETURN c.first, c.count, c.chain ORDER BY c.version")

    assert all(one[0] + one[1] == following[0] for one, following in pairwise(commits))
    assert len({bytes(chain) for *_, chain in commits}) == 6


def test_what_is_written_here_is_read_there_once_its_mark_is_given_across(
    store: Neo4jStore, other: Neo4jStore
) -> None:
    for number in range(30):
        area = NodeId(f"area:{number}")
        store.write([Put(node(area))], scope=KEEPER, why="test", commit=CommitId(str(number)))
        other.wait_for(store.bookmarks)

        assert other.view(KEEPER).nodes([area])
    assert store.bookmarks


# -- read without us ---------------------------------------------------------------------------------


def test_a_person_asks_in_one_statement_who_said_a_phone_number_and_when(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    said = replace(
        edge("describes", "record:a", CENTRE),
        fields={"standing": "verification", "said_at": BEGIN, "said_by": "코디", "phone": "032-000-0000"},
    )
    Town(store, clock).put(node("record:a"), said)

    found = asked(
        neo4j_server,
        "MATCH (:record)-[d:describes]->(a:agency {id: $id}) WHERE d.phone = a.phone "
        "RETURN d.said_by, d.said_at, d.standing",
        id=CENTRE,
    )

    assert [(by, at.to_native(), standing) for by, at, standing in found] == [("코디", BEGIN, "verification")]


def test_a_person_asks_in_one_statement_which_agreement_joins_two_agencies(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    Town(store, clock).put(
        node("agreement:one", name="통합사례관리 협약"),
        *(edge("party_to", each, "agreement:one") for each in (CENTRE, CLINIC)),
    )

    found = asked(
        neo4j_server,
        "MATCH (:agency {id: $one})-[:party_to]->(a:agreement)<-[:party_to]-(:agency {id: $other}) "
        "RETURN a.id",
        one=CENTRE,
        other=CLINIC,
    )

    assert found == [["agreement:one"]]


def test_a_person_asks_in_one_statement_which_consent_lets_an_agency_see(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    until = BEGIN + timedelta(days=30)
    Town(store, clock).put(consent(HANA, CENTRE, Category.IDENTITY, until=until))

    ((category, ends),) = asked(
        neo4j_server,
        "MATCH (:person {id: $who})-[c:consents_to]->(:agency {id: $agency}) RETURN c.category, c._until",
        who=HANA,
        agency=CENTRE,
    )

    assert (category, ends.to_native()) == ("identity", until)


def test_days_instants_points_and_lists_are_what_they_are(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    place = replace(
        edge("describes", "record:a", "place:one"),
        fields={"standing": "list", "said_at": BEGIN, "latitude": 37.5, "longitude": 126.7},
    )
    born = node(
        HANA, HANA, category=Category.IDENTITY, born_on=date(1990, 2, 3), conditions=("당뇨", "고혈압")
    )
    Town(store, clock).put(node("record:a"), node("place:one"), place, born)

    ((point, said_at),) = asked(neo4j_server, "MATCH (p:place)<-[d:describes]-() RETURN p._point, d.said_at")
    ((born_on, conditions),) = asked(
        neo4j_server, "MATCH (p:person {id: $id}) RETURN p.born_on, p.conditions", id=HANA
    )

    assert (point.longitude, point.latitude) == (126.7, 37.5)
    assert isinstance(said_at.to_native(), datetime)
    assert (born_on.to_native(), conditions) == (date(1990, 2, 3), ["당뇨", "고혈압"])


def test_what_was_erased_stands_nowhere_in_the_database(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    town = Town(store, clock)
    town.put(node("case:hana", HANA, code="비밀-001"))
    town.write(Erase(NodeId("case:hana")))

    kept = asked(neo4j_server, "MATCH (n) RETURN properties(n)")
    kept += asked(neo4j_server, "MATCH ()-[r]->() RETURN properties(r)")

    assert "비밀-001" not in str(kept)
    assert "동구" in str(kept)


def test_the_store_s_secret_is_not_to_be_read_in_the_database(
    store: Neo4jStore, neo4j_server: Neo4jServer
) -> None:
    ((facts,),) = asked(neo4j_server, "MATCH (s:_store) RETURN properties(s)")

    assert store.facts.secret not in bytes(facts["secret"])


# -- opening, and ways to fail -----------------------------------------------------------------------


def refusal(settings: Settings, clock: Clock) -> type[StoreError]:
    with pytest.raises(StoreError) as refused:
        open_store(settings, clock=clock)
    assert "resnet" not in str(settings.neo4j_password)
    assert settings.neo4j_password is None or settings.neo4j_password not in str(refused.value)
    return type(refused.value)


def test_a_store_is_there_again_when_it_is_opened_again(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    Town(store, clock)
    key = store.ids.key("person", "a")

    again = open_store(settings_on(neo4j_server), clock=clock)

    assert again.view(KEEPER).nodes([MEMBER]) == store.view(KEEPER).nodes([MEMBER])
    assert again.ids.key("person", "a") == key
    again.close()


def test_init_never_writes_over_what_is_in_a_database(
    store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer
) -> None:
    with pytest.raises(StoreExistsError):
        create_store(settings_on(neo4j_server), clock=clock)


def test_an_empty_database_and_one_of_somebody_else_are_two_errors(
    neo4j_server: Neo4jServer, clock: Clock
) -> None:
    assert refusal(settings_on(neo4j_server), clock) is StoreMissingError

    asked(neo4j_server, "CREATE (:Person {name: 'x'})")

    assert refusal(settings_on(neo4j_server), clock) is NotAStoreError
    with pytest.raises(StoreExistsError):
        create_store(settings_on(neo4j_server), clock=clock)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"neo4j_password": "wrong-password"}, ServerSignInError, id="wrong password"),
        pytest.param({"neo4j_user": "nobody"}, ServerSignInError, id="unknown user"),
        pytest.param({"neo4j_database": "elsewhere"}, DatabaseMissingError, id="unknown database"),
        pytest.param({"key": "a1" * 32}, WrongKeyError, id="wrong key"),
        pytest.param({"store": "bolt://127.0.0.1:9"}, ServerUnreachableError, id="nobody there"),
        pytest.param({"store": "neo4j://127.0.0.1:9"}, ServerUnreachableError, id="nobody to route"),
    ],
)
def test_each_way_to_be_refused_is_an_error_of_its_own(
    store: Neo4jStore,
    clock: Clock,
    neo4j_server: Neo4jServer,
    change: dict[str, Any],
    error: type[StoreError],
) -> None:
    assert refusal(replace(settings_on(neo4j_server), **change), clock) is error


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.25.1", "Neo4j/dev", ""])
def test_a_server_that_is_too_old_is_refused(agent: str) -> None:
    with pytest.raises(OldServerError):
        check_version("here", agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.31", "Neo4j/2026.09.0"])
def test_a_server_of_either_line_is_taken(agent: str) -> None:
    check_version("here", agent)


def test_a_routed_address_serves_as_well(store: Neo4jStore, clock: Clock, neo4j_server: Neo4jServer) -> None:
    Town(store, clock)
    routed = open_store(replace(settings_on(neo4j_server), store=neo4j_server.routed_uri), clock=clock)

    routed.write([Put(node("area:x"))], scope=KEEPER, why="test", commit=CommitId("routed"))

    assert routed.view(KEEPER).nodes([NodeId("area:x")])
    routed.close()


def test_a_closed_store_says_so(store: Neo4jStore) -> None:
    view = store.view(KEEPER)
    store.close()

    with pytest.raises(ClosedError):
        view.nodes([MEMBER])
