"""The network map: everyone who has a tie once, the same every day, no name over another."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from jinja2 import Environment

from resnet.drawing.network_looks import ENDED_DASHES, LINES, LOOKS, legend, sector_of
from resnet.drawing.network_map import map_network
from resnet.drawing.network_page import network_page
from resnet.messages import messages_for
from tests.matching.district import NOW, District, days

HOSTILE = "</script><img src=x onerror=alert(1)>"


def district() -> District:
    town = District()
    for name in ("a", "b", "c", "d", "e"):
        town.agency(name)
    town.agreement("now", "agency:a", "agency:b", until=NOW + days(30))
    town.agreement("before", "agency:a", "agency:c", until=NOW - days(1))
    one, other = town.worker("one", "agency:b"), town.worker("two", "agency:d")
    town.edge("knows", one, other)
    town.team("team", "agency:a", one)
    return town


def test_ties_are_those_of_agencies_and_of_their_workers() -> None:
    shown = map_network(district().network())

    links = {(link.kind, link.first[-1], link.second[-1], link.is_over) for link in shown.links}
    assert links == {
        ("agreement", "a", "b", False),
        ("agreement", "a", "c", True),
        ("contact", "b", "d", False),
        ("team", "a", "b", False),
    }


def test_who_has_no_tie_is_named_apart_and_nobody_stands_twice() -> None:
    shown = map_network(district().network())

    assert [spot.name for spot in shown.spots] == ["a", "b", "c", "d"]
    assert shown.loners == ("agency:e",)
    assert {spot.name: spot.link_count for spot in shown.spots} == {"a": 3, "b": 3, "c": 1, "d": 1}


def test_equal_networks_give_equal_maps() -> None:
    assert map_network(district().network()) == map_network(district().network())


def test_no_name_covers_another() -> None:
    town = District()
    ids = [f"agency:{number:02d}" for number in range(25)]
    for each in ids:
        town.folded(each, name="아주 긴 이름의 사회복지기관", type="welfare-centre")
    for one, other in pairwise(ids):
        town.agreement(one[-2:], one, other)
    spots = map_network(town.network()).spots

    width = 14 * (len(spots[0].name) + 1)
    covered = [
        (one.id, other.id)
        for one, other in combinations(spots, 2)
        if abs(one.x - other.x) < width - 1 and abs(one.y - other.y) < 61
    ]
    assert covered == []


def test_the_page_places_everything_itself_and_no_name_is_more_than_words() -> None:
    town = district()
    town.folded("agency:f", name=HOSTILE, type="welfare-centre")
    town.agreement("both", "agency:a", "agency:f", until=NOW + timedelta(days=1))
    template = Environment(autoescape=True).from_string(
        '<script type="application/json">{{ {"nodes": nodes, "edges": edges}|tojson }}</script>'
    )

    page = network_page(map_network(town.network()), template, "ko")

    assert HOSTILE not in page
    assert page.count("</script>") == 1
    assert '"physics": false' in page
    assert '"x": ' in page


@pytest.mark.parametrize(
    ("given", "sector"),
    [
        pytest.param({"type": "health-centre"}, "public", id="its type is public"),
        pytest.param({"type": "school"}, "either", id="its type may be run by either"),
        pytest.param({"type": "school", "sector": "private"}, "private", id="said of this very school"),
        pytest.param({}, "either", id="nobody said anything"),
    ],
)
def test_what_may_be_public_or_private_is_drawn_as_neither(given: dict[str, Any], sector: str) -> None:
    town = District()
    town.folded("agency:one", name="one", **given)
    town.agency("other")
    town.agreement("tie", "agency:one", "agency:other")

    spots = {spot.name: spot for spot in map_network(town.network()).spots}

    assert sector_of(spots["one"]) == sector


def test_shapes_and_lines_differ_without_their_colours() -> None:
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    lines = [(line.width, line.dashes) for line in LINES.values()]
    assert len({*lines, (0.0, ENDED_DASHES)}) == len(LINES) + 1


def test_the_legend_names_every_sign_that_occurs_and_no_other() -> None:
    shown = map_network(district().network())
    words = messages_for("ko")

    said = legend(shown, "ko")

    occurring = [sector_of(spot) for spot in shown.spots]
    for sector in LOOKS:
        assert (words.text(f"drawing-map-sector-{sector}") in said) == (sector in occurring)
    for kind in ("line-agreement", "line-team", "line-contact", "line-ended", "sizes"):
        assert f"</svg> {words.text(f'drawing-map-{kind}')}</li>" in said
    assert "<li>" not in legend(map_network(District().network()), "ko")


def test_what_ended_is_dashed_and_says_so() -> None:
    template = Environment(autoescape=True).from_string("{{ edges|tojson }}")

    edges = json.loads(network_page(map_network(district().network()), template, "ko"))

    words = messages_for("ko").text("drawing-map-over")
    assert [edge["dashes"] for edge in edges if edge["label"] == words] == [list(ENDED_DASHES)]
    assert {edge["to"] for edge in edges if edge["label"] == words} == {"agency:c"}
