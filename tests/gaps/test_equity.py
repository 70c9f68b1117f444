"""Options and ways by group: counts only, small ones withheld, differences beyond chance marked."""

from __future__ import annotations

from itertools import combinations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.equity import EquityReport, Reached, Trait, at_least, make_equity, read_equity
from resnet.gaps.equity_words import say_equity
from resnet.graph.elements import NodeId
from resnet.messages import messages_for
from resnet.settings import LANGUAGES
from tests.matching.district import EVERYTHING, NOW
from tests.matching.test_asking import reachable


def needs(count: int, area: str, options: str, way: str = "one-tie") -> list[Reached]:
    traits = tuple((trait, area if trait is Trait.AREA else "unknown") for trait in Trait)
    return [Reached(traits=traits, options=options, way=way) for _ in range(count)]


def test_a_group_that_gets_less_than_chance_would_give_it_is_marked() -> None:
    reached = needs(30, "area:far", "none") + needs(10, "area:far", "many") + needs(60, "area:near", "many")
    reached += needs(10, "area:near", "none")

    table = next(each for each in make_equity(reached, least=5) if each.trait is Trait.AREA)

    assert [(row.key, row.options, row.is_worse) for row in table.rows] == [
        ("area:far", (30, 0, 10), True),
        ("area:near", (10, 0, 60), False),
    ]


def test_longer_ways_are_marked_as_fewer_options_are() -> None:
    reached = needs(20, "area:far", "many", "three-ties") + needs(40, "area:near", "many", "one-tie")

    table = make_equity(reached, least=5)[0]

    assert [row.is_worse for row in table.rows] == [True, False]


def test_small_counts_are_withheld_and_nothing_is_said_of_such_a_group() -> None:
    reached = needs(3, "area:far", "none") + needs(40, "area:near", "many") + needs(9, "area:near", "none")

    far, near = make_equity(reached, least=5)[0].rows

    assert far.options[0] == near.options[0] == WITHHELD
    assert far.is_worse is None
    assert near.is_worse is None


def test_fewer_needs_than_may_be_told_give_no_rows() -> None:
    assert all(table.rows == () for table in make_equity(needs(4, "area:far", "none"), least=5))


def test_the_chance_is_what_counting_every_draw_gives() -> None:
    urn = [1, 1, 1, 0, 0, 0, 0]
    draws = list(combinations(urn, 4))

    for bad in range(4):
        assert at_least(bad, 4, 3, 7) == pytest.approx(sum(sum(each) >= bad for each in draws) / len(draws))


def test_only_who_reads_the_councils_tables_may_ask() -> None:
    district = reachable("a")
    network = district.network()
    manager = Scope.of(NodeId("person:Kim"), frozenset({Role.CASE_MANAGER}), reason="test")

    with pytest.raises(ForbiddenError):
        read_equity(district.store, manager, network)
    assert read_equity(district.store, EVERYTHING, network).total == WITHHELD


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_said_in_words(language: str) -> None:
    reached = needs(30, "area:far", "none") + needs(3, "area:near", "none") + needs(60, "area:near", "many")
    report = EquityReport(
        tables=make_equity(reached, least=5), policy="standard-1", at=NOW, least=5, total=len(reached)
    )
    words = messages_for(language)

    text = "\n".join(say_equity(report, words, lambda key: key))

    assert "area:far" in text
    assert words.text("gaps-withheld") in text
    assert words.text("gaps-equity-by-disability") in text
