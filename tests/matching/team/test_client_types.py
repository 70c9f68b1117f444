"""Which client types a client is of: yes by any sign, unknown while one is not known, never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resnet.graph.elements import NodeId
from resnet.matching.finding import Answer
from resnet.matching.team.client_type import TypeFound, client_types_of
from resnet.matching.team.facts import TeamFacts
from tests.matching.district import NOW

KNOWN = TeamFacts(
    at=NOW,
    client=NodeId("person:client"),
    ages=(40, 40),
    household_types=("couple",),
    disability_types=(),
    service_classes=("3.2",),
)


def found(facts: TeamFacts) -> dict[str, TypeFound]:
    return {each.code: each for each in client_types_of(facts)}


def test_who_is_known_to_be_of_no_type_is_of_none() -> None:
    assert {each.answer for each in client_types_of(KNOWN)} == {Answer.NO}


@pytest.mark.parametrize(
    ("code", "sign", "known"),
    [
        ("children-alone", "household", replace(KNOWN, household_types=("grandparent-headed",))),
        ("children-alone", "household", replace(KNOWN, household_types=("teen-parent",))),
        ("psychiatric", "disability", replace(KNOWN, disability_types=("mental",))),
        ("psychiatric", "need", replace(KNOWN, service_classes=("5.3",))),
        ("disability", "disability", replace(KNOWN, disability_types=("visual",))),
        ("disability", "household", replace(KNOWN, household_types=("disabled-member",))),
        ("older-people", "age", replace(KNOWN, ages=(65, 65))),
        ("older-people", "household", replace(KNOWN, household_types=("older-alone",))),
    ],
)
def test_any_sign_is_enough(code: str, sign: str, known: TeamFacts) -> None:
    answer = found(known)[code]

    assert answer.answer is Answer.YES
    assert sign in answer.signs


@pytest.mark.parametrize(
    ("code", "sign", "facts"),
    [
        ("older-people", "age", replace(KNOWN, ages=None)),
        ("older-people", "age", replace(KNOWN, ages=(64, 65))),
        ("disability", "disability", replace(KNOWN, disability_types=None)),
        ("children-alone", "household", replace(KNOWN, household_types=())),
        # A one-person household may be an older person who lives alone.
        ("older-people", "household", replace(KNOWN, household_types=("one-person",))),
    ],
)
def test_what_is_not_known_is_not_no_and_says_what_to_ask(code: str, sign: str, facts: TeamFacts) -> None:
    assert found(facts)[code] == TypeFound(code, Answer.UNKNOWN, (sign,))


def test_a_known_sign_outweighs_an_unknown_one() -> None:
    answer = found(replace(KNOWN, disability_types=None, service_classes=("5.3",)))["psychiatric"]

    assert answer == TypeFound("psychiatric", Answer.YES, ("need",))
