"""Every line of an explanation can be read off the graph, on random districts; a line that cannot is seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resnet.graph.network.follow import make_network
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Match, Matches
from tests.matching.lines import Lines, check_lines
from tests.matching.random_district import Chance
from tests.matching.test_asking import reachable


@pytest.mark.parametrize("block", range(4))
def test_every_line_is_in_the_graph(block: int) -> None:
    checked = 0
    for seed in range(block * 25, block * 25 + 25):
        district = Chance(seed).make()
        found = match_need(make_network(district.store), district.facts())
        checked += check_lines(Lines(district.store), found)
    assert checked > 200


@pytest.mark.parametrize("name", ["lines", "raw", "raw_alternatives", "raw_paths", "raw_people", "raw_rules"])
def test_what_checks_the_matcher_shares_no_code_with_it(name: str) -> None:
    text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")

    assert "resnet.matching" not in text
    assert "import_module" not in text


def with_a_lie(match: Match, lie: str) -> Match:
    path = match.paths[0]
    last = path.steps[-1]
    if lie == "name":
        return replace(match, name="somewhere else")
    if lie == "phone":
        steps = (*path.steps[:-1], replace(last, phone="010-0000-1234"))
        return replace(match, paths=(replace(path, steps=steps),))
    if lie == "tie":
        steps = (*path.steps[:-1], replace(last, tie="known-contact"))
        return replace(match, paths=(replace(path, steps=steps),))
    if lie == "price":
        return replace(match, paths=(replace(path, cost=path.cost - 1),))
    finding = replace(match.findings[0], args=(("served", "nobody at all"),))
    return replace(match, findings=(finding, *match.findings[1:]))


@pytest.mark.parametrize("lie", ["name", "phone", "tie", "price", "value"])
def test_a_line_that_is_not_in_the_graph_is_seen(lie: str) -> None:
    district = reachable("a")
    found: Matches = match_need(district.network(), district.facts())
    graph = Lines(district.store)
    assert check_lines(graph, found) > 0

    with pytest.raises(AssertionError):
        check_lines(graph, replace(found, matches=(with_a_lie(found.matches[0], lie),)))
