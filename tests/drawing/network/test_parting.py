"""A tie whose end would part two groups is told, and only such a one."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from resnet.drawing.network.columns import map_columns
from resnet.drawing.network.graphml import map_graphml
from resnet.drawing.network.looks import PARTING
from resnet.drawing.network.model import Arrangement, Link, NetworkMap, Spot, State
from resnet.drawing.network.parting import least_parted, with_parted
from resnet.drawing.network.say import say_link
from resnet.drawing.network.svg import map_svg
from resnet.graph.elements import NodeId


def tie(one: str, other: str, kind: str = "contact", state: State = State.VALID) -> Link:
    first, second = sorted((NodeId(f"agency:{one}"), NodeId(f"agency:{other}")))
    return Link(first, second, kind, "", state)


# Three who are tied in a ring, three more, and one tie between them.
RINGS = [tie(pair[0], pair[1]) for pair in ("ab", "bc", "ac", "de", "ef", "df")]
BETWEEN = tie("c", "d", "agreement")


def parted(*links: Link) -> dict[tuple[str, str, str], int]:
    return {(link.first, link.second, link.kind): link.parts for link in with_parted(links) if link.parts}


def test_the_one_tie_between_two_groups_says_how_many_it_holds() -> None:
    assert parted(*RINGS, BETWEEN) == {("agency:c", "agency:d", "agreement"): 3}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(tie("a", "f"), id="another way"),
        pytest.param(tie("c", "d", "contact"), id="the two have another tie"),
    ],
)
def test_where_there_is_another_way_nobody_is_parted(more: Link) -> None:
    assert parted(*RINGS, BETWEEN, more) == {}


@pytest.mark.parametrize("more", [tie("a", "f", state=State.ENDED), tie("a", "f", "offer")])
def test_what_ended_and_what_is_offered_joins_nobody(more: Link) -> None:
    assert len(parted(*RINGS, BETWEEN, more)) == 1


def test_who_hangs_alone_on_a_tie_is_no_group() -> None:
    assert parted(*RINGS, tie("c", "g")) == {}


def test_it_is_what_taking_each_tie_away_finds() -> None:
    chance = random.Random(3)
    for _ in range(20):
        pairs = {(min(two), max(two)) for _ in range(15) for two in [chance.sample("abcdefghijklmnop", 2)]}
        links = [tie(one, other) for one, other in sorted(pairs)]
        graph = nx.Graph([(link.first, link.second) for link in links])
        found = {}
        for link in links:
            without = graph.copy()
            without.remove_edge(link.first, link.second)
            if not nx.has_path(without, link.first, link.second):
                sides = [len(nx.node_connected_component(without, end)) for end in (link.first, link.second)]
                if min(sides) >= least_parted():
                    found[link.first, link.second, link.kind] = min(sides)

        assert parted(*links) == found


def test_it_is_told_on_the_map_and_in_every_file() -> None:
    links = with_parted([*RINGS, BETWEEN])
    ids = sorted({end for link in links for end in (link.first, link.second)})
    spots = tuple(Spot(each, "agency", each, "", "", "", frozenset()) for each in ids)
    places = np.array([[100.0 * row, 50.0 * (row % 2)] for row in range(len(ids))])
    shown = NetworkMap(Arrangement.TIES, spots, links, places, {})
    without = replace(shown, links=tuple(replace(link, parts=0) for link in links))

    said = say_link(next(link for link in links if link.parts), "ko")
    columns = json.loads(json.dumps(map_columns(shown, "ko")))

    assert "3곳이 나머지와 갈라짐" in said
    assert columns["lines"][columns["links"]["line"][0]]["colour"] == PARTING.colour
    assert len(columns["links"]["first"]) == len(links) + 1
    assert columns["spots"]["ties"] == map_columns(without, "ko")["spots"]["ties"]  # type: ignore[index]
    assert "자원망이 갈라지는 관계" in map_svg(shown, "ko")
    assert PARTING.colour not in map_svg(without, "ko")
    assert b'attr.name="parts"' in map_graphml(shown, "ko")
