"""The demo as it stands when everything was played."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from resnet.access.role import Role
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out, find_all, get_node
from resnet.graph.store import EVERY_MOMENT
from resnet.matching.match import match_one
from resnet.matching.matches import Match, Matches
from resnet.ontology.category import Category
from tests.demo import authored
from tests.demo.conftest import EVERYTHING, Demo, make_demo

NEEDS = [(story["key"], need) for story in authored.stories().values() for need in story["need"]]


def test_two_runs_write_the_same(demo: Demo, tmp_path: Path) -> None:
    second, _ = make_demo(tmp_path)

    first_log, second_log = (list(store.view(EVERYTHING).feed()) for store in (demo.store, second))
    second.close()

    assert first_log == second_log
    assert len(first_log) > 400


def test_the_demo_is_as_large_as_it_says(demo: Demo) -> None:
    counts = demo.built.counts

    assert 55 <= counts["agency"] <= 75
    assert counts["service"] >= 150
    assert counts["group"] == len(authored.group_names())
    valid = [each for each in authored.district()["agreement"] if each["until"] > demo.built.now]
    assert counts["agreement"] == len(valid) == 12
    assert counts["case"] == len(authored.stories())
    assert {login.login for login in demo.built.logins} >= {
        "seoyun",
        "jihun",
        "hayun",
        "chaerin",
        "narae",
        "admin",
    }


def test_the_clock_stands_at_the_districts_today(demo: Demo) -> None:
    assert demo.store.now() == demo.built.now == authored.district()["today"]


def test_a_facility_gone_from_the_second_list_is_marked_and_kept(demo: Demo) -> None:
    gone = _agency(demo, "솔밭어르신주간보호센터")

    records = edges_in(demo.everything(), [gone.id], "describes")

    assert {edge.get("is_listed") for edge in records} == {False, True}


def test_the_shelter_that_a_list_shows_has_no_address_for_a_partner(demo: Demo) -> None:
    shelter = _agency(demo, "다시봄쉼터")

    seen = demo.view_of("문채린", Role.PARTNER)

    assert get_node(seen, shelter.id).text("name") == "다시봄쉼터"
    assert edges_out(demo.everything(), [shelter.id], "located_at")
    assert not edges_out(seen, [shelter.id], "located_at")


@pytest.mark.parametrize(("story", "need"), NEEDS, ids=[f"{story}-{need['key']}" for story, need in NEEDS])
def test_an_agreed_need_finds_what_its_authors_expect(demo: Demo, story: str, need: dict[str, Any]) -> None:
    expected = need["expect"]

    found = match_one(demo.network, _manager_view(demo, story), _need(demo, need["text"]).id)

    offered = [match for match in found.matches if match.tier != "own-network"]
    if "service" in expected:
        named = [match for match in found.matches if _is(match, expected["service"])]
        if expected.get("received"):
            assert not named, "what is received in sufficient amount is not proposed again"
        else:
            assert named, [match.name for match in found.matches]
            of_its_tier = [match.score for match in offered if match.tier == named[0].tier]
            assert named[0].score == max(of_its_tier)
            assert named[0].paths[0].steps[0].tie == expected["tie"]
    if "supporter" in expected:
        assert found.matches[0].tier == "own-network"
        assert expected["supporter"] in {match.name for match in found.matches if match.tier == "own-network"}
    if expected.get("none"):
        assert not found.matches
    if "near" in expected:
        assert expected["change"] in _changes(found, expected["near"])


def test_what_no_service_has_is_told_as_no_such_service(demo: Demo) -> None:
    claim = next(need for _, need in NEEDS if need["key"] == "claim")

    found = match_one(demo.network, _manager_view(demo, "jian"), _need(demo, claim["text"]).id)

    assert not found.matches
    assert not found.misses
    assert found.reason == "no-service"


def test_three_partners_see_three_different_things(demo: Demo) -> None:
    partners = ("문채린", "장윤호", "남가영")

    seen = {name: _clients_seen(demo, name) for name in partners}

    # The family centre serves Mrs Lee, who agreed to no team; the others read as if she were not there.
    assert "이정숙" in seen["문채린"]
    assert "이정숙" not in seen["장윤호"] | seen["남가영"]
    assert len({frozenset(_elements_seen(demo, name)) for name in partners}) == 3


def test_nobody_but_those_she_told_reads_what_jian_went_through(demo: Demo) -> None:
    heal = next(need for _, need in NEEDS if need["key"] == "heal")
    need = _need(demo, heal["text"])

    readers = {
        name
        for name, role in (("한서윤", Role.CASE_MANAGER), ("서다인", Role.PARTNER), ("문채린", Role.PARTNER))
        if need.id in demo.view_of(name, role).nodes([need.id])
    }

    assert need.category is Category.MENTAL_HEALTH
    assert readers == {"한서윤", "서다인"}


def test_a_withdrawn_consent_shows_nothing_any_more(demo: Demo) -> None:
    jian = demo.built.clients["jian"]

    assert jian not in demo.view_of("배성우", Role.PARTNER).nodes([jian])
    withdrawn = [node for node in find_all(demo.everything(), "consent") if node.get("withdrawn_at")]
    assert len(withdrawn) == 3


def test_the_two_halves_of_one_story_stand_in_one_file(demo: Demo) -> None:
    view = _manager_view(demo, "seongmin")
    case = edges_in(view, [demo.built.clients["seongmin"]], "concerns")[0].start

    file = view.nodes([edge.start for edge in edges_in(view, [case], "in_case")])

    words = " ".join(node.text("words") for node in file.values() if node.kind == "statement")
    assert "돌려보냈습니다" in words
    assert "먹을 게 떨어졌다고" in words


def test_five_referrals_to_the_family_centre_ended_well(demo: Demo) -> None:
    view = demo.everything()
    centre = _agency(demo, "한결시가족센터")
    sent = view.nodes([edge.start for edge in edges_in(view, [centre.id], "addressed_to")])

    outcomes = Counter(node.text("outcome") for node in sent.values() if node.text("state") == "completed")

    assert outcomes["met"] >= 5


def test_the_eco_map_differs_between_then_and_now(demo: Demo) -> None:
    client = demo.built.clients["jeongsuk"]
    then_at = authored.stories()["jeongsuk"]["ecomap"]["then_at"]

    then, now = (
        {(edge.end, edge.text("nature")) for edge in edges_out(view, [client], "relates_to")}
        for view in (demo.store.view(EVERYTHING, as_of=then_at), demo.everything())
    )

    assert len(then) >= 3
    assert len(now) >= 3
    assert then != now


def test_the_clocks_and_rules_warned_and_stopped_nothing(demo: Demo) -> None:
    codes = Counter(notice.code for notice in demo.built.notices)

    assert codes["needs-at-once"] >= 1
    assert codes["override-recorded"] == 1
    assert codes["agreement-nominal"] >= 1
    assert all(notice.says(language) for notice in demo.built.notices for language in ("ko", "en"))


def test_every_family_stands_in_the_store_as_it_was_written(demo: Demo) -> None:
    for key, story in authored.stories().items():
        view = demo.store.view(EVERYTHING, as_of=EVERY_MOMENT)
        client = demo.built.clients[key]
        people = {node.text("name") for node in find_all(view, "person") if client in node.about}
        assert {each["name"] for each in story["person"]} <= people


def _agency(demo: Demo, name: str) -> Node:
    return next(node for node in find_all(demo.everything(), "agency") if node.text("name") == name)


def _need(demo: Demo, text: str) -> Node:
    return next(node for node in find_all(demo.everything(), "agreed_need") if node.text("text") == text)


def _manager_view(demo: Demo, story: str) -> Any:
    manager = authored.stories()[story]["manager"]
    name = next(each["name"] for each in authored.district()["worker"] if each["key"] == manager)
    return demo.view_of(name, Role.CASE_MANAGER)


def _is(match: Match, called: str) -> bool:
    agency, _, programme = called.partition("/")
    return match.name == programme and agency in match.provider_names


def _changes(found: Matches, called: str) -> set[str]:
    agency, _, programme = called.partition("/")
    near = [miss for miss in found.misses if miss.name == programme and agency in miss.provider_names]
    assert near, [miss.name for miss in found.misses]
    return {change.kind for change in near[0].changes}


def _clients_seen(demo: Demo, name: str) -> set[str]:
    view = demo.view_of(name, Role.PARTNER)
    return {node.text("name") for node in view.nodes(demo.built.clients.values()).values()}


def _elements_seen(demo: Demo, name: str) -> set[NodeId]:
    view = demo.view_of(name, Role.PARTNER)
    kinds = ("person", "agreed_need", "statement", "referral", "household")
    return {node.id for kind in kinds for node in find_all(view, kind)}
