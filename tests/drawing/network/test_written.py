"""The map as pictures and files: no name is more than words, everything says what it is without colour."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from resnet.drawing.network.columns import group_columns, map_columns
from resnet.drawing.network.files import FILES, written_map
from resnet.drawing.network.groups import group
from resnet.drawing.network.looks import DASHES, LINES, LOOKS, legend, look_name, shifts_of
from resnet.drawing.network.model import Arrangement, NetworkMap, State
from resnet.drawing.network.vis import exported
from resnet.drawing.network.wish import Wish, choose
from resnet.messages import messages_for
from tests.drawing.network.maps import HOSTILE, district, map_of
from tests.matching.district import District

NAMES = {
    "markup": HOSTILE,
    "entity": "&lt;b&gt;&#x202e;",
    "turned": "\u202e가온\u2066복지관",
    "long": "가" * 300,
    "emoji": "👩‍👧 센터 🏠",
    "quote": "\"'`]]>",
}


def hostile() -> NetworkMap:
    """A district whose names, agreements and teams are anything but names."""
    town = district()
    for number, (key, name) in enumerate(NAMES.items()):
        town.folded(f"agency:{key}", name=name, type="welfare-centre")
        pact = town.node(f"agreement:{key}", fields={"name": name})
        town.edge("party_to", f"agency:{key}", pact)
        town.edge("party_to", "agency:a", pact)
        town.node(f"team:{key}", fields={"name": name, "is_standing": True})
        town.edge("member_of", f"agency:{key}", f"team:{key}")
        town.folded(f"service:{key}", name=name, service_class="3.2", status="open")
        town.edge("offers", f"agency:{key}", f"service:{key}")
        dong = town.node(f"area:{number}", fields={"name": name, "full_name": name, "code": str(number)})
        town.edge("in_area", f"agency:{key}", dong)
    return map_of(town, Arrangement.AREA)


@pytest.mark.parametrize("form", ["svg", "html", "graphml"])
def test_no_name_is_more_than_words_in_any_file(form: str) -> None:
    text = written_map(hostile(), None, form, "ko").decode()

    assert "<img" not in text.replace(HOSTILE.replace("<", "&lt;"), "")
    assert "\u202e" not in text
    assert "\u2066" not in text
    assert "가" * 300 in text or json.dumps("가" * 300)[1:-1] in text
    if form == "html":
        # As many as with plain names: none that a name ended or began.
        plain = written_map(map_of(district()), None, form, "ko").decode()
        assert [text.count(tag) for tag in ("<script", "</script>")] == [
            plain.count(tag) for tag in ("<script", "</script>")
        ]
    else:
        ET.fromstring(text)


@pytest.mark.parametrize("form", [*FILES, "grouped"])
def test_equal_maps_give_equal_bytes(form: str) -> None:
    one, other = (
        written_map(shown, group(shown) if form == "grouped" else None, form.replace("grouped", "svg"), "ko")
        for shown in (hostile(), hostile())
    )

    assert one == other
    assert len(one) > 500


def test_every_tie_is_in_the_file_also_a_second_one_of_the_same_two() -> None:
    town = district()
    town.agreement("again", "agency:a", "agency:b")
    shown = map_of(town)

    nodes, edges = exported(shown, "ko")

    assert [node["id"] for node in nodes] == [spot.id for spot in shown.spots]
    assert [(edge["from"], edge["to"]) for edge in edges] == [
        (link.first, link.second) for link in shown.links
    ]


def test_a_file_asks_nobody_and_runs_nothing_from_elsewhere() -> None:
    page = written_map(map_of(district()), None, "html", "en").decode()

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'")
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page.partition("<script>")[0])
    assert '"physics": false' in page


def test_everybody_on_the_map_is_in_the_file_for_programs_with_their_ties() -> None:
    shown = map_of(district())

    read = nx.parse_graphml(written_map(shown, None, "graphml", "ko").decode(), force_multigraph=True)

    assert set(read.nodes) == {spot.id for spot in shown.spots}
    assert read.number_of_edges() == len(shown.links)
    assert read.nodes["agency:a"]["name"] == "a"
    states = [data["state"] for _, _, data in read.edges(data=True)]
    assert states.count("ended") == 1


def test_shapes_and_lines_differ_without_their_colours() -> None:
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.corners for look in LOOKS.values()}) == len(LOOKS)
    lines = {(line.width, line.dashes) for line in LINES.values()}
    assert len(lines) == len(LINES)
    assert not {line.dashes for line in LINES.values()} & set(DASHES.values())


def test_several_ties_of_the_same_two_lie_apart() -> None:
    town = District()
    town.agency("a")
    town.agency("b")
    for number in range(4):
        town.agreement(f"pact{number}", "agency:a", "agency:b")

    shifts = shifts_of(map_of(town).links)

    assert len(set(shifts)) == 4
    assert shifts[0] == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_legend_names_every_sign_that_occurs_and_no_other(language: str) -> None:
    shown, words = choose(map_of(district()), Wish()), messages_for(language)

    said = legend(shown, language)

    for name in LOOKS:
        occurs = name in {look_name(spot) for spot in shown.spots}
        assert (f"</svg> {words.text(f'map-sector-{name}')}</li>" in said) == occurs
    for name in LINES:
        occurs = name in {link.kind for link in shown.links if link.state is State.VALID}
        assert (f"</svg> {words.text(f'map-line-{name}')}</li>" in said) == occurs
    for state in DASHES:
        assert f"</svg> {words.text(f'map-line-{state}')}</li>" in said
    assert "<li>" not in legend(map_of(District()), language)


def test_what_ended_or_may_soon_end_is_broken_and_says_so() -> None:
    words = messages_for("ko")
    _, edges = exported(map_of(district()), "ko")

    for state, mark in ((State.ENDED, "map-over"), (State.FRAGILE, "map-weak")):
        of_state = [edge for edge in edges if edge.get("label") == words.text(mark)]
        assert of_state
        assert {tuple(edge["dashes"]) for edge in of_state} == {DASHES[state]}


def test_a_browser_gets_every_spot_and_tie_by_number() -> None:
    shown = map_of(district())

    told = json.loads(json.dumps(map_columns(shown, "ko")))

    spots, links = told["spots"], told["links"]
    assert {len(column) for column in spots.values()} == {len(shown.spots)}
    assert {len(column) for column in links.values()} == {len(shown.links)}
    ends = [
        (spots["id"][one], spots["id"][other])
        for one, other in zip(links["first"], links["second"], strict=True)
    ]
    assert ends == [(link.first, link.second) for link in shown.links]
    assert {look["shape"] for look in told["looks"]} <= {look.shape for look in LOOKS.values()}


@pytest.mark.parametrize("arrangement", [Arrangement.AREA, Arrangement.TYPE])
def test_groups_come_in_the_same_columns(arrangement: Arrangement) -> None:
    whole = map_of(district(), arrangement)

    told = json.loads(json.dumps(group_columns(group(whole), whole, "ko")))

    single = json.loads(json.dumps(map_columns(whole, "ko")))
    assert told["spots"].keys() == single["spots"].keys()
    assert {len(column) for column in told["spots"].values()} == {len(group(whole).groups)}
    assert told["open"] in {"area", "group"}


def test_a_picture_says_in_words_what_it_is() -> None:
    svg = written_map(map_of(district()), None, "svg", "ko").decode()

    assert 'role="img"' in svg
    assert "<title" in svg
    assert "끝난 관계 1개" in svg
    assert "<script" not in svg
