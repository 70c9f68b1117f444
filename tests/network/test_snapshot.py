"""What stands in the public network, what never does, and that it equals the store."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.elements import Change, CommitId, EdgeId, Erase, NodeId, Patch
from resnet.graph.network.bridge import to_networkx
from resnet.graph.network.columns import make_column
from resnet.graph.network.follow import NetworkFollower, last_version, make_network
from resnet.graph.network.search import search_directory
from resnet.graph.network.snapshot import EdgeTable, Network, NodeTable
from resnet.graph.protected import protected_types
from resnet.ontology.category import Category
from resnet.ontology.field import Type
from tests.matching.district import CLIENT, EVERYTHING, NOW, District, days


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        pytest.param(Type.TEXT, ["나", None, "가", ""], id="text"),
        pytest.param(Type.TEXTS, [("b", "a"), None, (), ("a",)], id="several texts, none and unknown"),
        pytest.param(Type.INT, [0, None, -(2**62)], id="whole number"),
        pytest.param(Type.FLOAT, [0.0, None, 1.5], id="number"),
        pytest.param(Type.BOOL, [True, None, False], id="truth"),
        pytest.param(Type.DATE, [date(1, 1, 1), None, date(2026, 7, 1)], id="day"),
        pytest.param(Type.TIME, [NOW, None, NOW - timedelta(microseconds=1)], id="instant"),
    ],
)
def test_a_column_gives_back_what_it_was_made_of(kind: Type, values: list[object]) -> None:
    column = make_column(kind, values)  # type: ignore[arg-type]

    assert [column.at(row) for row in range(len(values))] == values


def test_a_column_cannot_be_written() -> None:
    column = make_column(Type.INT, [1, 2])

    with pytest.raises(ValueError, match="read-only"):
        column.values[0] = 3


def two_agencies() -> District:
    district = District()
    district.area("gu")
    centre = district.agency("centre", phone="032-123-4567")
    kitchen = district.agency("kitchen", offers_said="도시락")
    worker = district.worker("Kim", centre, is_contact=True)
    district.worker("Lee", kitchen)
    district.offer("meals", kitchen, weekdays=("mon", "fri"), cost_won=0)
    district.agreement("pact", centre, kitchen, named={centre: worker}, until=NOW - days(1))
    return district


def test_nodes_and_edges_come_back_as_they_were_said() -> None:
    network = two_agencies().network()

    assert network.kind_of(NodeId("service:meals")) == "service"
    assert network.get(NodeId("service:meals"), "weekdays") == ("mon", "fri")
    assert network.get(NodeId("service:meals"), "cost_won") == 0
    assert network.get(NodeId("service:meals"), "age_from") is None
    assert [edge.start for edge in network.edges_in(NodeId("service:meals"), "offers")] == ["agency:kitchen"]
    assert network.node(NodeId("agreement:pact")).until == NOW - days(1)


def test_a_missing_node_is_not_found() -> None:
    with pytest.raises(NodeNotFoundError):
        two_agencies().network().node(NodeId("agency:nowhere"))


def test_nothing_personal_is_in_it() -> None:
    district = two_agencies()
    district.client(phone="010-0000-0000", documents=("diagnosis",))
    district.case(manager="person:Kim", lead="agency:centre")
    district.need()
    district.household(type="older-alone")
    district.consent("agency:kitchen")
    district.node("person:son", category=Category.FAMILY, about=(CLIENT,), fields={"name": "B"})
    district.edge("supports", "person:son", CLIENT)
    district.edge("resides_in", CLIENT, "area:gu")
    district.team("of-the-case", "person:Kim", is_standing=False, category=Category.CASE, about=(CLIENT,))

    network = district.network()

    assert {node_id.partition(":")[0] for node_id in network.ids} <= {
        "agency", "agreement", "area", "person", "service"
    }  # fmt: skip
    assert network.ids_of("person") == ("person:Kim", "person:Lee")


def test_what_is_about_somebody_cannot_be_public() -> None:
    district = two_agencies()
    district.client()
    district.node("team:ours", about=(CLIENT,), fields={"name": "ours", "is_standing": True})

    with pytest.raises(BadValueError):
        district.network()


def test_what_is_about_somebody_is_not_in_it() -> None:
    district = two_agencies()
    district.client()
    district.node("team:ours", category=Category.CASE, about=(CLIENT,), fields={"name": "ours"})
    district.edge("member_of", "person:Kim", "team:ours")

    network = district.network()

    assert network.ids_of("team") == ()
    assert network.edges_of("member_of") == []


def test_of_a_worker_only_the_work_contact_is_kept() -> None:
    district = two_agencies()
    district.node(
        "person:Kim",
        category=Category.PUBLIC,
        fields={"name": "Kim", "work_phone": "1", "birth_year": 1980, "sex": "female", "phone": "010"},
    )

    network = district.network()

    assert dict(network.node(NodeId("person:Kim")).fields) == {"name": "Kim", "work_phone": "1"}


def test_a_team_left_public_by_mistake_is_not_in_it_unless_it_is_a_standing_one() -> None:
    district = two_agencies()
    district.team("case", "person:Kim", is_standing=False)
    district.node("team:unsaid", fields={"name": "unsaid"})
    district.team("standing", "person:Kim")

    network = district.network()

    assert network.ids_of("team") == ("team:standing",)


def test_a_public_person_without_work_and_a_public_place_of_nobody_public_are_not_in_it() -> None:
    district = two_agencies()
    district.node("person:stray", category=Category.PUBLIC, fields={"name": "stray"})
    district.edge("knows", "person:Kim", "person:stray")
    district.client()
    district.household()
    district.folded("place:home", address="1")
    district.edge("located_at", "household:client", "place:home")

    network = district.network()

    assert "person:stray" not in network
    assert "place:home" not in network
    assert network.edges_of("knows") == []


def test_a_protected_agency_is_nowhere_whatever_a_list_said() -> None:
    district = two_agencies()
    shelter = district.agency("shelter", type=min(protected_types()))
    district.folded("place:secret", address="2", latitude=37.5, longitude=126.7)
    district.edge("located_at", shelter, "place:secret")
    district.edge("in_area", shelter, "area:gu")
    refuge = district.offer("refuge", shelter)
    district.edge("located_at", refuge, "place:secret")
    district.edge("in_area", "place:secret", "area:gu")

    network = district.network()

    assert shelter in network
    assert "place:secret" not in network
    assert network.edges_out(shelter, "in_area") == network.edges_out(refuge, "located_at") == []


def _succeed(
    district: District, count: int, *, ended: float = 30, outcome: str = "met", start: int = 0
) -> None:
    for number in range(start, start + count):
        referral = district.node(
            f"referral:{number}",
            about=(CLIENT,),
            fields={"state": "completed", "outcome": outcome, "ended_at": NOW - days(ended)},
        )
        ends = ("agency:centre", "agency:kitchen") if number % 2 else ("agency:kitchen", "agency:centre")
        district.edge("sent_by", referral, ends[0])
        district.edge("addressed_to", referral, ends[1])


@pytest.mark.parametrize(
    ("count", "more", "expected"),
    [
        pytest.param(5, {}, [("agency:centre", "agency:kitchen", 5)], id="five, either way round"),
        pytest.param(4, {}, [], id="four would name people"),
        pytest.param(9, {"outcome": "not-met"}, [], id="not good"),
        pytest.param(9, {"ended": 731}, [], id="too long ago"),
    ],
)
def test_past_success_is_kept_as_a_count_of_five_or_more(
    count: int, more: dict[str, float], expected: list[object]
) -> None:
    district = two_agencies()
    district.client()
    _succeed(district, count, **more)  # type: ignore[arg-type]

    assert district.network().past_successes() == expected


def arrays(network: Network) -> dict[str, object]:
    """All arrays by name, and all words, to compare two networks bit by bit."""
    found: dict[str, object] = {"ids": network.ids}
    tables: dict[str, NodeTable | EdgeTable] = {**network.nodes, **network.edges}
    for name, table in tables.items():
        for part in ("since", "until", "start", "end"):
            if hasattr(table, part):
                found[f"{name}.{part}"] = getattr(table, part).tobytes()
        for way in ("outgoing", "incoming") if isinstance(table, EdgeTable) else ():
            csr = getattr(table, way)
            found[f"{name}.{way}"] = (csr.offsets.tobytes(), csr.order.tobytes())
            found[f"{name}.{way}.of"] = [csr.of(row).tolist() for row in range(len(network.ids))]
        for field, column in table.columns.items():
            offsets = b"" if column.offsets is None else column.offsets.tobytes()
            known = np.where(column.known, 1, 0).tobytes()
            found[f"{name}.{field}"] = (column.words, column.values.tobytes(), known, offsets)
    found["success"] = network.past_successes()
    return found


def test_following_gives_the_same_arrays_as_making_anew() -> None:
    district = two_agencies()
    district.commit()
    follower = NetworkFollower(district.store)
    follower.network()

    district.say("agency:kitchen", phone="032-9")
    district.agency("new")
    district.client()
    _succeed(district, 6)
    district.commit()
    erased: list[Change] = [
        Erase(NodeId("person:Lee")),
        Erase(NodeId("area:gu")),
        Patch(NodeId("agreement:pact"), {"purpose": "meals"}),
    ]
    district.store.write(erased, scope=EVERYTHING, why="test", commit=CommitId("erase"))

    followed, made = follower.network(), make_network(district.store)
    assert arrays(followed) == arrays(made)
    assert followed.version == made.version == last_version(district.view())
    assert "person:Lee" not in followed
    assert followed.ids_of("area") == ()


def test_following_returns_the_same_network_while_nothing_public_changes() -> None:
    district = two_agencies()
    district.commit()
    follower = NetworkFollower(district.store)
    before = follower.network()

    district.client()
    district.commit()

    assert follower.network() is before


def test_a_count_of_successes_that_grows_old_falls_away_by_itself() -> None:
    district = two_agencies()
    district.client()
    _succeed(district, 5, ended=729)
    district.commit()
    follower = NetworkFollower(district.store)
    assert follower.network().past_successes()

    district.now = NOW + days(3)

    assert follower.network().past_successes() == []


def test_what_becomes_personal_leaves_the_network() -> None:
    district = two_agencies()
    district.commit()
    follower = NetworkFollower(district.store)
    assert "person:Lee" in follower.network()

    district.node("person:Lee", category=Category.IDENTITY, about=(NodeId("person:Lee"),))
    district.commit()

    assert "person:Lee" not in follower.network()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("kitchen", ["agency:kitchen"], id="name"),
        pytest.param("ＫＩＴＣＨＥＮ", ["agency:kitchen"], id="wide capitals"),
        pytest.param("도시 락", ["agency:kitchen"], id="spaced otherwise: every part is there"),
        pytest.param("도시락", ["agency:kitchen"], id="what it offers"),
        pytest.param("0321234567", ["agency:centre"], id="phone without hyphens"),
        pytest.param("kitchen meals", [], id="every word must be there"),
        pytest.param("식사", ["service:meals"], id="the class in words"),
        pytest.param("kn", [], id="letters that are not neighbours"),
        pytest.param("", [], id="nothing asked"),
    ],
)
def test_search_finds_what_holds_every_word(words: str, found: list[str]) -> None:
    network = two_agencies().network()

    assert [hit.id for hit in search_directory(network, words)] == found


def test_search_wants_the_word_itself_and_not_only_its_pairs_of_letters() -> None:
    district = two_agencies()
    district.agency("abxbc")
    network = district.network()

    assert search_directory(network, "abc") == []
    assert [hit.id for hit in search_directory(network, "bxb")] == ["agency:abxbc"]


def test_search_puts_a_name_before_other_words_and_keeps_to_the_kinds_asked() -> None:
    district = two_agencies()
    district.agency("a", remarks="kitchen")
    network = district.network()

    assert [hit.id for hit in search_directory(network, "kitchen")] == ["agency:kitchen", "agency:a"]
    assert [hit.id for hit in search_directory(network, "kitchen", limit=1)] == ["agency:kitchen"]
    assert search_directory(network, "kitchen", kinds=["service"]) == []


def test_the_bridge_carries_every_node_and_edge() -> None:
    network = two_agencies().network()

    graph = to_networkx(network)

    assert set(graph.nodes) == set(network.ids)
    assert graph.number_of_edges() == sum(len(table.ids) for table in network.edges.values())
    party = EdgeId(network.edges["party_to"].ids[0])
    assert any(
        key == party and said["kind"] == "party_to" for _, _, key, said in graph.edges(keys=True, data=True)
    )
