"""Every example of the page for partner agencies is run, and every limit it names is the one in the code."""

from __future__ import annotations

import re
from typing import Any

import pytest

from resnet.graph.elements import NodeId
from resnet.graphql import limits
from resnet.graphql.rate import POINTS_A_MINUTE
from tests.graphql.town import Town
from tests.house.checkout import ROOT

PAGE = (ROOT / "docs" / "graphql.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```graphql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLES = {re.split(r"\W+", block)[1]: block for block in BLOCKS}


def variables(town: Town) -> dict[str, Any]:
    return {"referral": town.referral, "need": town.need, "client": town.client, "after": None} | {
        "service": town.meals
    }


def run(town: Town, name: str, who: NodeId) -> Any:
    example = EXAMPLES[name]
    used = {key: value for key, value in variables(town).items() if f"${key}:" in example}
    return town.data(who, example, **used)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == 12


@pytest.mark.parametrize("name", ["Search", "AllAgencies", "Inbox", "Paths", "File"])
def test_a_question_of_the_page_is_answered(asked_town: Town, name: str) -> None:
    (answer,) = run(asked_town, name, asked_town.kitchen).values()

    assert answer
    assert any(answer.values())


def test_why_not_this_one_is_answered(asked_town: Town) -> None:
    told = run(asked_town, "WhyNot", asked_town.kitchen)

    assert told["whyNot"]["name"] == "도시락 배달"
    assert isinstance(told["leftOut"], list)
    assert isinstance(told["openedByWiderConsent"], list)


def test_the_inbox_of_the_page_shows_the_letter(asked_town: Town) -> None:
    (letter,) = run(asked_town, "Inbox", asked_town.kitchen)["referrals"]["nodes"]

    assert letter["client"] == {"id": asked_town.client, "name": "이가람", "phone": None}
    assert set(letter["passesOn"]) == {"identity", "services", "living"}


def test_the_answers_of_the_page_lead_to_the_end(town: Town) -> None:
    states = [
        run(town, name, town.kitchen).popitem()[1]["state"]
        for name in ("WaitList", "Accept", "Start", "Complete")
    ]

    assert states == ["on-hold", "accepted", "in-progress", "completed"]


def test_the_entry_of_the_page_is_kept_as_the_agencys_own_word(town: Town) -> None:
    said = run(town, "Entry", town.kitchen)["sayEntry"]

    assert (said["standing"], said["service"]["placesOpen"]) == ("own-word", 3)


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    section = PAGE.split("## Limits")[1].replace(",", "")
    numbers = [int(found) for found in re.findall(r"\d+", section)]

    assert numbers == [
        limits.BODY_LIMIT_BYTES // 1024,
        limits.TOKEN_LIMIT,
        limits.DEPTH_LIMIT,
        limits.FIELD_LIMIT,
        limits.ALIAS_LIMIT,
        limits.DIRECTIVE_LIMIT,
        limits.PAGE_LIMIT,
        limits.NODE_LIMIT,
        POINTS_A_MINUTE,
        limits.COSTS["needMatches"],
        limits.COSTS["openedByWiderConsent"],
        limits.COSTS["needsTogether"],
        limits.COSTS["allocation"],
        limits.COSTS["policyComparison"],
        limits.COSTS["search"],
        1,
        1,
        limits.NODES_A_POINT,
    ]
