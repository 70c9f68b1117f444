"""Facts worth asking: those on which it hangs what is proposed, of whom, in the order of what they settle."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import resnet.matching.rules
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching import asking
from resnet.matching.asking import Asks, asks_for
from resnet.matching.explain import explain_asks
from resnet.matching.finding import Answer
from resnet.matching.judge import judge
from resnet.matching.kernel import asking as fast
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.offer import offers_of
from resnet.matching.policy import Policy, load_policy
from resnet.matching.question import Question
from resnet.ontology.category import Category
from resnet.settings import LANGUAGES
from tests.matching.district import CLIENT, EVERYTHING, NEED, District
from tests.matching.random_district import Chance


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    load(SEARCH)


def reachable(*names: str) -> District:
    """Agencies that the centre has agreements with, each with a kitchen."""
    district = District()
    district.agency("centre")
    district.worker("Kim", "agency:centre")
    for name in names:
        district.agency(name, phone=f"032-{name}")
        district.worker(f"of-{name}", f"agency:{name}", is_contact=True)
        district.offer(name, f"agency:{name}")
        district.agreement(name, "agency:centre", f"agency:{name}")
    district.client()
    district.case(manager="person:Kim", lead="agency:centre")
    district.need()
    return district


def asked(district: District) -> Asks:
    return asks_for(district.network(), district.view(), NEED)


def of_client(found: Asks) -> dict[str, tuple[int, int]]:
    return {
        rule: (each.opens, each.closes) for each in found.asks if each.whom == "client" for rule in each.rules
    }


def test_what_is_not_known_of_the_client_is_asked_once_for_all_services() -> None:
    district = reachable("a", "b", "c")
    for name in ("a", "b"):
        district.say(f"service:{name}", disability_types=("visual",))

    found = asked(district)

    assert of_client(found)["disability"] == (0, 2)
    assert found.asks[0].whom == "client"


def test_a_service_that_would_be_proposed_if_its_class_were_known_is_opened_by_one_call() -> None:
    district = reachable("a", "b")
    district.say("service:a", service_class=None)
    district.offer("unclear", "agency:b", service_class=None)

    found = asked(district)

    calls = {each.name: each for each in found.asks if each.whom == "provider"}
    assert (calls["b"].opens, calls["b"].closes, calls["b"].phone) == (1, 1, "032-b")
    assert calls["b"].rules[0] == "class"
    assert calls["a"].opens == 0


def test_nothing_is_asked_of_what_is_left_out_anyway() -> None:
    district = reachable("a")
    district.say(
        "service:a",
        disability_types=("visual",),
        capacity_state="no-capacity",
        capacity_stated_at=district.now,
    )

    assert asked(district).asks == ()


def test_what_settles_more_stands_first() -> None:
    district = reachable("a", "b", "c")
    district.say("service:a", sex="female")
    for name in "abc":
        district.say(f"service:{name}", disability_types=("visual",))

    asks = [each for each in asked(district).asks if each.whom == "client"]

    assert [each.rules for each in asks if each.rules[0] in {"sex", "disability"}] == [
        ("disability",),
        ("sex",),
    ]
    settled = [each.settles for each in asked(district).asks]
    assert settled == sorted(settled, reverse=True)


def test_a_hidden_need_has_nothing_to_ask() -> None:
    district = reachable("a")
    network = district.network()
    stranger = Scope.of(NodeId("person:of-a"), frozenset({Role.CASE_MANAGER}), reason="test")

    for find in (asking.asks_for, fast.asks_for):
        with pytest.raises(NodeNotFoundError):
            find(network, district.view(stranger), NEED)


def test_what_a_consent_hides_is_asked_as_what_nobody_knows() -> None:
    district = reachable("a")
    district.say("service:a", disability_types=("visual",))
    district.client(disability_types=("visual",))
    district.consent("agency:centre", "identity", "living")
    network = district.network()
    manager = Scope.of(NodeId("person:Kim"), frozenset({Role.CASE_MANAGER}), reason="test")

    hidden = asks_for(network, district.view(manager), NEED)
    district.client()
    district.commit()
    absent = asks_for(network, district.view(EVERYTHING), NEED)

    assert of_client(hidden)["disability"] == of_client(absent)["disability"] == (0, 1)


def oracle(district: District) -> dict[str, tuple[int, int]]:
    """Of each fact asked of the client, counted service by service from the printed findings."""
    facts, policy = district.facts(), load_policy()
    question = Question(facts, make_network(district.store), policy)
    rows = {row.name: row for row in policy.rules}
    found: dict[str, list[int]] = {}
    for offer in offers_of(question.network, facts.at):
        judged = judge(offer, question)
        if any(each.answer is Answer.NO for each in judged.against):
            continue
        for each in judged.findings:
            if each.answer is Answer.UNKNOWN and asking.whom_to_ask(each.code, facts) == "client":
                counts = found.setdefault(each.rule, [0, 0])
                counts[0] += judged.against == (each,)
                counts[1] += not judged.against and rows[each.rule].is_no_excluding
    return {rule: (opens, closes) for rule, (opens, closes) in found.items() if opens or closes}


def strict() -> Policy:
    """A policy that leaves out whatever is not known to fit."""
    policy = load_policy()
    excluding = {"class", "age", "disability", "weekdays", "capacity"}
    rules = (replace(row, is_unknown_excluding=row.name in excluding) for row in policy.rules)
    return replace(policy, rules=tuple(rules))


def test_what_two_would_have_to_answer_is_opened_by_neither() -> None:
    district = reachable("a", "b")
    told = {"capacity_state": "capacity", "capacity_stated_at": district.now, "age_from": 5}
    district.say("service:a", disability_types=("visual",), **told)
    district.say("service:b", disability_types=("visual",), age_from=5)

    found = asks_for(district.network(), district.view(), NEED, strict())

    assert of_client(found)["disability"] == (1, 0)
    assert [each for each in found.asks if each.whom == "provider"] == []


@pytest.mark.parametrize("block", range(8))
def test_the_fast_matcher_asks_the_same_and_both_count_what_the_findings_say(block: int) -> None:
    for seed in range(block * 40, block * 40 + 40):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts()

        plain = asking.find_asks(network, facts)

        assert fast.find_asks(network, facts) == plain, seed
        policy = strict()
        assert fast.find_asks(network, facts, policy) == asking.find_asks(network, facts, policy), seed
        if plain.count <= len(plain.asks):
            assert of_client(plain) == oracle(district), seed


def test_whoever_else_is_asked_is_asked_what_a_rule_does_not_know() -> None:
    folder = Path(resnet.matching.rules.__file__).parent
    texts = {
        str(node.value)
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }

    assert asking.of_others() <= texts
    assert {text for text in texts if text.endswith("-client-unknown")} <= asking.of_others()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_ask_what_is_said_in_words(language: str) -> None:
    district = reachable("a", "b")
    for name in "ab":
        district.say(f"service:{name}", disability_types=("visual",))
    district.node("person:niece", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "niece"})
    district.edge("supports", "person:niece", CLIENT, fields={"service_class": "3.2"})

    text = explain_asks(asked(district), language)

    assert "032-a" in text
    assert "niece" in text
    assert text.count("\n") >= 4


def test_no_more_is_shown_than_the_policy_says_and_all_are_counted() -> None:
    district = reachable(*(f"k{number:02d}" for number in range(20)))

    found = asked(district)

    assert len(found.asks) == load_policy().asks_shown < found.count
    assert all(each.settles for each in found.asks)
