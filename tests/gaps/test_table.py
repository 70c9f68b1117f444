"""Each agreed need is counted once."""

from __future__ import annotations

import pytest

from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.export import cells, draw_chart, heads
from resnet.gaps.table import Group, make_table
from resnet.gaps.verdict import JudgedNeed, Verdict
from resnet.messages import messages_for


def judged(domain: str, verdict: Verdict, reason: str, times: int = 1) -> list[JudgedNeed]:
    one = JudgedNeed(
        domain=domain, area="area:1", household_type="", level="general", verdict=verdict, reason=reason
    )
    return [one] * times


NEEDS = [
    *judged("1000000", Verdict.UNMET, "no-service", 6),
    *judged("1000000", Verdict.MET, "", 8),
    *judged("2000000", Verdict.UNMET, "full", 7),
]


def test_the_cells_sum_to_the_number_of_needs_when_nothing_is_withheld() -> None:
    table = make_table(NEEDS, Group.DOMAIN, least=1)

    assert sum(sum(row.cells) for row in table.rows) == table.total == len(NEEDS)
    assert [row.total for row in table.rows] == [14, 7]


def test_a_small_group_is_withheld_with_its_total_and_a_partner() -> None:
    needs = [*NEEDS, *judged("3000000", Verdict.UNMET, "full", 2)]

    table = make_table(needs, Group.DOMAIN, least=5)

    withheld = [row.key for row in table.rows if row.total == WITHHELD]
    assert "3000000" in withheld
    assert len(withheld) >= 2


@pytest.mark.parametrize("count", [1, 4, 5])
@pytest.mark.parametrize("group", list(Group))
def test_fewer_needs_than_may_be_told_are_told_not_even_as_a_number(count: int, group: Group) -> None:
    table = make_table(judged("1000000", Verdict.UNMET, "full", count), group, least=5, supply={})

    is_told = count >= 5
    assert (table.total, len(table.rows)) == ((5, 1) if is_told else (WITHHELD, 0))


def test_a_domain_with_supply_and_no_need_still_has_its_row() -> None:
    table = make_table(NEEDS, Group.DOMAIN, least=5, supply={"1000000": 4, "9000000": 2})

    assert {row.key: row.supply for row in table.rows} == {"1000000": 4, "2000000": 0, "9000000": 2}


def test_a_group_without_needs_is_told_as_zeros() -> None:
    needs = [*NEEDS, *judged("3000000", Verdict.UNMET, "full", 2)]

    table = make_table(needs, Group.DOMAIN, least=5, supply={"9000000": 2})

    assert next(row for row in table.rows if row.key == "9000000").cells == (0,) * len(table.columns)


def test_heads_and_cells_have_the_same_width_and_the_chart_says_what_it_is() -> None:
    for language in ("ko", "en"):
        words = messages_for(language)
        table = make_table(NEEDS, Group.DOMAIN, least=5, supply={"1000000": 4})

        assert {len(row) for row in cells(table, words, str)} == {len(heads(table, words))}
        assert "<title " in draw_chart(table, words, str)


def test_levels_stand_in_the_order_of_urgency_and_what_nobody_recorded_stands_last() -> None:
    levels = ("general", "unknown", "emergency", "intensive")
    needs = [
        JudgedNeed(domain="", area="", household_type="", level=level, verdict=Verdict.MET)
        for level in levels
        for _ in range(5)
    ]

    table = make_table(needs, Group.LEVEL, least=5)

    assert [row.key for row in table.rows] == ["emergency", "intensive", "general", "unknown"]
