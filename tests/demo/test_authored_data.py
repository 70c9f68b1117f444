"""The authored district and stories: they parse, their references resolve, they keep the field's rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from resnet.ontology.standards import load_standard
from resnet.ontology.vocabulary import load_vocabulary
from tests.demo import authored

TODAY: datetime = authored.district()["today"]
STORIES: dict[str, dict[str, Any]] = authored.stories()
each_story = pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)

# Where a coded field of the data finds its words.
CODES = {
    "person": {"sex": "sexes", "benefit_class": "benefit_classes", "relation": "family_relations"},
    "parent": {"nature": "parent_natures"},
    "partner": {"nature": "partnership_kinds"},
    "feeling": {"nature": "emotional_relations"},
    "statement": {"domain": "need_domains_2026", "level": "need_levels"},
    "need": {
        "domain": "need_domains_2026",
        "level": "need_levels",
        "state": "need_states",
        "service_classes": "service_classes",
        "weekdays": "weekdays",
        "language": "languages",
    },
    "strength": {"type": "strength_types"},
    "obstacle": {"type": "obstacle_types"},
    "consent": {
        "purpose": "consent_purposes",
        "categories": "categories",
        "given_how": "consent_ways",
        "given_as": "consent_capacities",
    },
    "supporter": {"service_class": "service_classes", "load": "support_loads"},
    "tie": {"nature": "ecomap_relations", "flow": "ecomap_flows"},
    "choice": {"decided_by": "deciders"},
    "correction": {"benefit_class": "benefit_classes", "documents": "documents"},
    "plan": {"verdict": "plan_verdicts"},
    "conference": {"type": "conference_types"},
    "referral": {
        "decided_by": "deciders",
        "override_ground": "override_grounds",
        "passes_on": "categories",
        "outcome": "referral_outcomes",
    },
    "advocacy": {"type": "advocacy_types", "power": "power_sources"},
    "contact": {"directness": "directness", "way": "contact_ways"},
}


def test_workers_agreements_teams_and_accounts_refer_to_what_the_lists_name() -> None:
    district = authored.district()
    workers = {each["key"] for each in district["worker"]}
    assert len(workers) == len(district["worker"])
    for each in district["worker"]:
        assert "agency" not in each or authored.is_agency(each["agency"]), each["key"]
    for team in district["team"]:
        for member in team["member"]:
            load_vocabulary("team_seats").term(member["seat"])
            assert member.get("worker") in workers or authored.is_agency(member["agency"])
    for agreement in district["agreement"]:
        for party in agreement["party"]:
            named = party.get("agency") or party["group"]
            assert authored.is_agency(named) or named in authored.group_names(), named
            assert "worker" not in party or _works_for(party["worker"]) == party["agency"]
    for pair in district["knows"]:
        assert set(pair["workers"]) <= workers


def test_there_is_an_account_for_every_role() -> None:
    roles = {role for account in authored.district()["account"] for role in account["roles"]}
    partners = [each for each in authored.district()["account"] if each["roles"] == ["partner_worker"]]

    assert roles == {term.code for term in load_vocabulary("roles").terms}
    assert len({_works_for(each["worker"]) for each in partners}) == 3


@each_story
def test_a_story_has_three_generations_and_nobody_outside_the_family_table(story: dict[str, Any]) -> None:
    people = {each["key"] for each in story["person"]}
    parents = {(tie["parent"], tie["child"]) for tie in story["parent"]}
    ends = [end for pair in parents for end in pair]
    ends += [tie[name] for tie in story["partner"] for name in ("a", "b")]
    ends += [tie[name] for tie in story["feeling"] for name in ("from", "to")]
    ends += [end for three in story.get("triangle", ()) for end in three["people"]]

    assert set(ends) <= people
    assert _generations(parents) >= 3
    assert story["client"] in people
    for each in story["person"]:
        assert "born_on" in each or "birth_year" in each, each["key"]


def test_the_families_have_an_adopted_a_foster_and_a_step_child() -> None:
    natures = {tie["nature"] for story in STORIES.values() for tie in story["parent"]}

    assert natures == {term.code for term in load_vocabulary("parent_natures").terms} - {"donor"}


@each_story
def test_every_code_of_a_story_is_a_term(story: dict[str, Any]) -> None:
    for table, fields in CODES.items():
        for entry in story.get(table, []):
            for field, vocabulary in fields.items():
                value = entry.get(field)
                for code in value if isinstance(value, list) else [value]:
                    if code not in (None, "self"):
                        load_vocabulary(vocabulary).term(code)
    load_vocabulary("levels").term(story["case"]["level"])
    load_vocabulary("risks").term(story["case"]["risk"])
    load_standard(story["case"]["standard"])
    load_vocabulary("household_types").term(story["household"]["type"])
    load_vocabulary("ways_in").term(story["intake"]["way_in"])
    load_vocabulary("intake_verdicts").term(story["intake"]["verdict"])


@each_story
def test_every_reference_of_a_story_resolves(story: dict[str, Any]) -> None:
    needs = {each["key"]: each for each in story["need"]}
    people = {each["key"] for each in story["person"]}
    people |= {each["new"]["key"] for each in story["supporter"] if "new" in each}
    statements = {each["key"] for each in story["statement"]}
    for need in needs.values():
        assert set(need["statements"]) <= statements
    for path, value in authored.walk(story):
        name = path.rpartition(".")[2].partition("[")[0]
        if name == "options" and "/" not in str(value):
            assert value in people | authored.group_names(), (path, value)
        elif name in {"service", "options"}:
            assert value in authored.services(), (path, value)
        elif name in {"agency", "lead"}:
            assert authored.is_agency(str(value)), (path, value)
        elif name == "group":
            assert value in authored.group_names(), (path, value)
        elif name == "need":
            assert value in needs, (path, value)
        elif name in {"by", "attended", "manager"}:
            assert value in {each["key"] for each in authored.district()["worker"]}, (path, value)
        elif name == "person" and "guardian" not in path:
            assert value in people, (path, value)


@each_story
def test_every_agreed_need_says_what_should_meet_it_or_that_nothing_does(story: dict[str, Any]) -> None:
    people = {each["name"] for each in story["person"]}
    people |= {each["new"]["name"] for each in story["supporter"] if "new" in each}
    for need in story["need"]:
        expected = need["expect"]
        assert expected["why"]
        assert {"service", "supporter", "near", "none"} & set(expected), need["key"]
        if "service" in expected:
            assert authored.services()[expected["service"]]["중분류코드"] in need["service_classes"], need[
                "key"
            ]
            assert expected.get("received") or expected["tie"]
        if "supporter" in expected:
            assert expected["supporter"] in people | authored.group_names()
        if "near" in expected:
            assert expected["near"] in authored.services()
            assert expected["change"]


def test_one_agreed_need_is_of_a_class_that_no_service_of_the_district_has() -> None:
    offered = {row["중분류코드"] for row in authored.services().values()}
    unmet = [
        need
        for story in STORIES.values()
        for need in story["need"]
        if not set(need["service_classes"]) & offered
    ]

    assert [need["key"] for need in unmet] == ["claim"]


@each_story
def test_sensitive_items_are_consented_to_apart_and_for_a_time(story: dict[str, Any]) -> None:
    for consent in story["consent"]:
        flags = {
            load_vocabulary("categories").term(code).flag("is_sensitive") for code in consent["categories"]
        }
        assert len(flags) == 1, consent["key"]
        assert consent["since"] < consent["until"]
        assert story["intake"]["at"] <= consent["since"] <= TODAY


@each_story
def test_nothing_is_passed_on_that_was_not_agreed_to(story: dict[str, Any]) -> None:
    for referral in story["referral"]:
        receiver = referral["service"].partition("/")[0]
        sent = referral["steps"][0]["at"]
        agreed = {
            code
            for consent in story["consent"]
            if consent["to"].get("agency") == receiver and consent["since"] <= sent < consent["until"]
            for code in consent["categories"]
        }
        assert set(referral["passes_on"]) <= agreed, referral["key"]


def test_what_the_three_partner_agencies_may_see_differs() -> None:
    partners = ("한결시가족센터", "한결시장애인복지관", "한결시보건소")
    seen = {
        agency: {
            (key, code)
            for key, story in STORIES.items()
            for consent in story["consent"]
            if consent["to"].get("agency") == agency
            for code in consent["categories"]
        }
        for agency in partners
    }

    assert all(seen.values())
    assert len({frozenset(each) for each in seen.values()}) == 3
    withdrawn = [
        each["key"] for story in STORIES.values() for each in story["consent"] if "withdrawn_at" in each
    ]
    assert withdrawn == ["therapy-place", "therapy-place-mind", "job-centre"]


@each_story
def test_a_story_keeps_the_clocks_of_the_handbook(story: dict[str, Any]) -> None:
    intake = story["intake"]["at"]
    first_need = min(need["agreed_at"] for need in story["need"])
    first_contact = min(each["at"] for each in story["contact"])

    assert first_contact - intake <= timedelta(days=3)
    assert first_need - intake <= timedelta(weeks=3)
    for conference in story["conference"]:
        assert conference["minutes_shared_at"] - conference["at"] <= timedelta(weeks=1)
    for contact in story["contact"]:
        assert timedelta(0) <= contact["written_at"] - contact["at"] <= timedelta(hours=24)


@each_story
def test_what_happens_in_a_story_happens_in_order_and_before_today(story: dict[str, Any]) -> None:
    for path, value in authored.walk(story):
        if isinstance(value, datetime) and not path.endswith((".until", ".follow_up_until")):
            assert value <= TODAY, path
    said = {each["key"]: each["said_at"] for each in story["statement"]}
    for need in story["need"]:
        assert all(said[key] <= need["agreed_at"] for key in need["statements"]), need["key"]
    chosen_needs = {need["key"]: need["agreed_at"] for need in story["need"]}
    for referral in story["referral"]:
        times = [
            chosen_needs[referral["need"]],
            referral["chosen_at"],
            *(step["at"] for step in referral["steps"]),
        ]
        assert times == sorted(times), referral["key"]
        for step in referral["steps"]:
            load_vocabulary("referral_states").term(step["state"])


def test_referrals_stand_in_many_states_and_one_story_is_closed() -> None:
    last = {each["steps"][-1]["state"] for story in STORIES.values() for each in story["referral"]}

    assert {"requested", "accepted", "rejected", "in-progress", "on-hold", "completed", "failed"} <= last
    assert [key for key, story in STORIES.items() if "closing" in story] == ["jeongsuk"]
    assert [key for key, story in STORIES.items() if "advocacy" in story] == ["jian"]


def test_five_referrals_to_one_agency_ended_well_so_that_success_between_agencies_can_be_counted() -> None:
    good = [
        referral
        for story in STORIES.values()
        if story["lead"] == "물빛종합사회복지관"
        for referral in story["referral"]
        if referral["service"].startswith("한결시가족센터/") and referral.get("outcome") == "met"
    ]

    assert len(good) == 5


def test_community_needs_name_nobody() -> None:
    needs = authored.community()["need"]
    names = {each["name"] for story in STORIES.values() for each in story["person"]}

    assert len(needs) == 3
    for need in needs:
        assert load_vocabulary("need_levels").term(need["level"]).flag("is_public")
        assert not any(name in need["words"] + need["spoken_by"] for name in names)


def _works_for(worker: str) -> str | None:
    agencies: dict[str, str | None] = {
        each["key"]: each.get("agency") for each in authored.district()["worker"]
    }
    return agencies[worker]


def _generations(parents: set[tuple[str, str]]) -> int:
    depth = {end: 1 for pair in parents for end in pair}
    for _ in depth:
        for parent, child in parents:
            depth[child] = max(depth[child], depth[parent] + 1)
    return max(depth.values())
