"""A need that somebody in the client's file has is judged by that person's facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.matching.explain import explain
from resnet.matching.finding import Answer
from resnet.matching.match import match_need
from resnet.ontology.category import Category
from tests.matching.district import CLIENT, NEED, District
from tests.matching.test_rules import found, plain

CHILD = NodeId("person:child")


def of_a_child(need_of: str = CHILD, *, lives: str = "here", **said: dict[str, Any]) -> District:
    """A need of the client's child, who lives ``here``, ``elsewhere`` or nobody knows where."""
    household = {"type": "single-parent"}
    district = plain(household=household, client={"sex": "female", "birth_year": 1990}, **said)
    district.edge("resides_in", CLIENT, "area:east")
    born: dict[str, Any] = {"name": "새봄", "born_on": date(2022, 5, 1), "sex": "male"}
    district.node(CHILD, category=Category.FAMILY, about=(CLIENT,), fields=born)
    if lives == "here":
        district.edge("lives_in", CHILD, "household:client")
    if lives == "elsewhere":
        other = district.node("household:other", about=(CLIENT,), fields={"type": "grandparent-headed"})
        district.edge("lives_in", CHILD, other)
    say(district, need_of)
    return district


def say(district: District, need_of: str, number: int = 1) -> None:
    fields = {"words": "말이 늦어요", "need_of": need_of}
    statement = district.node(f"statement:{number}", about=(CLIENT,), fields=fields)
    district.edge("settled_into", statement, NEED)


@pytest.mark.parametrize(
    ("need_of", "service", "code"),
    [
        pytest.param(CHILD, {"age_to": 6}, "age-fits", id="for the small, and the child is small"),
        pytest.param(CHILD, {"age_from": 19}, "age-outside", id="for adults, and the child is none"),
        pytest.param("", {"age_to": 6}, "age-outside", id="nobody named is the client"),
        pytest.param(CLIENT, {"age_from": 19}, "age-fits", id="the client named"),
        pytest.param("막내", {"age_to": 6}, "age-client-unknown", id="somebody in words"),
        pytest.param("person:hidden", {"age_to": 6}, "age-client-unknown", id="somebody whom nobody sees"),
        pytest.param(CHILD, {"sex": "male"}, "sex-fits", id="the child's sex"),
        pytest.param("", {"sex": "male"}, "sex-other", id="the client's sex"),
        pytest.param("막내", {"sex": "male"}, "sex-client-unknown", id="sex of somebody in words"),
    ],
)
def test_age_and_sex_are_those_of_whoever_has_the_need(
    need_of: str, service: dict[str, Any], code: str
) -> None:
    assert found(of_a_child(need_of, service=service), code.partition("-")[0]).code == code


def test_the_clients_disability_is_not_the_childs() -> None:
    district = of_a_child(service={"disability_types": ("visual",)})
    district.client(sex="female", birth_year=1990, disability_types=("visual",))

    assert found(district, "disability").code == "disability-client-unknown"


@pytest.mark.parametrize(
    ("lives", "benefit", "household"),
    [
        pytest.param("here", "benefit-fits", "household-fits", id="in the household"),
        pytest.param("elsewhere", "benefit-client-unknown", "household-other", id="in another"),
        pytest.param(
            "unknown", "benefit-client-unknown", "household-client-unknown", id="nobody knows where"
        ),
    ],
)
def test_a_child_is_of_the_means_of_the_household_it_lives_in(
    lives: str, benefit: str, household: str
) -> None:
    district = of_a_child(
        lives=lives, service={"benefit_classes": ("basic",), "household_types": ("single-parent",)}
    )
    district.client(sex="female", birth_year=1990, benefit_class="livelihood")

    assert [found(district, rule).code for rule in ("benefit", "household")] == [benefit, household]
    assert bool(district.facts().place) == (lives == "here")


@pytest.mark.parametrize(
    ("service", "code"),
    [
        ({"age_from": 3, "age_to": 60}, "age-fits"),
        ({"age_to": 6}, "age-of-some"),
        ({"age_from": 10, "age_to": 20}, "age-outside"),
    ],
)
def test_a_need_of_two_is_judged_by_both(service: dict[str, Any], code: str) -> None:
    district = of_a_child(service=service)
    say(district, "", number=2)

    assert found(district, "age").code == code
    assert found(district, "sex").answer is Answer.YES
    assert district.facts().client.sex == ""  # type: ignore[union-attr]


def test_what_the_parent_receives_leaves_nothing_out_for_the_child_and_is_asked_about() -> None:
    district = of_a_child()
    enough = {"is_sufficient": True, "per_week": 5.0}
    district.edge("receives", CLIENT, "service:meals", fields=enough)
    assert found(district, "received").code == "received-by-another"
    (match,) = district.matched().matches
    assert [overlap.service for overlap in match.overlaps] == ["service:meals"]

    district.edge("receives", CHILD, "service:meals", fields=enough)

    assert found(district, "received").code == "received-enough"


def test_the_explanation_names_whose_facts_were_asked_for() -> None:
    district = of_a_child(service={"age_to": 6})

    told = {
        language: explain(match_need(district.network(), district.facts()), language)
        for language in ("ko", "en")
    }

    assert "누구의 사정으로 보았나: 새봄" in told["ko"]
    assert "Judged by the facts of: 새봄" in told["en"]
