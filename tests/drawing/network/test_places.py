"""Where things stand on the network map: apart, the same every day, and where they stood before."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from resnet.drawing.network.force import spread
from resnet.drawing.network.kept import KeptMaps
from resnet.drawing.network.model import Arrangement
from resnet.drawing.network.places import CLOSE, settle
from tests.drawing.network.maps import district, map_of, places_of, row_of_agencies


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_equal_networks_give_equal_maps(arrangement: Arrangement) -> None:
    assert places_of(map_of(district(), arrangement)) == places_of(map_of(district(), arrangement))


def test_no_name_covers_another() -> None:
    shown = map_of(row_of_agencies(25))

    width = 14 * (len(shown.spots[0].name) + 1)
    covered = [
        (one, other)
        for one, other in combinations(places_of(shown).values(), 2)
        if abs(one[0] - other[0]) < width - 1 and abs(one[1] - other[1]) < 61
    ]
    assert covered == []


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_nobody_stands_on_somebody_else(arrangement: Arrangement) -> None:
    shown = map_of(row_of_agencies(500), arrangement)

    near = min(np.hypot(*(one - other)) for one, other in combinations(shown.places, 2))

    assert near > 15


@pytest.mark.parametrize("count", [2, 40, 900])
def test_what_is_tied_stands_nearer_than_what_is_not(count: int) -> None:
    pairs = np.array([(one, one + 1) for one in range(count - 1) if one % 20 != 19])

    places = spread(count, pairs)

    tied = np.median(np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T))
    far = np.median(np.hypot(*(places - np.roll(places, count // 2, axis=0)).T))
    assert np.isfinite(places).all()
    assert tied < far or count == 2


def test_the_pushes_of_the_grid_are_those_of_pairs() -> None:
    # 301 bodies are pushed on a grid, 300 one by one: the same chain looks the same.
    few, many = (
        spread(count, np.array([(row, row + 1) for row in range(count - 1)])) for count in (300, 301)
    )

    assert np.ptp(few, axis=0).max() == pytest.approx(np.ptp(many, axis=0).max(), rel=0.4)


def test_who_stood_there_stands_there_still_when_somebody_comes_or_goes() -> None:
    maps, town = KeptMaps(), row_of_agencies(40)
    before = places_of(maps.map(town.network()))

    town.agency("new")
    town.agreement("new-pact", "agency:new", "agency:0003")
    after = places_of(maps.map(town.network()))

    moved = {each for each, place in before.items() if after[each] != place}
    new = after.keys() - before.keys()
    assert moved == set()
    assert [each.partition(":")[2] for each in new] == ["new"]
    near = np.hypot(*np.subtract(after[new.pop()], before["agency:0003"]))  # type: ignore[index]
    assert near < np.median([np.hypot(x, y) for x, y in before.values()])


@pytest.mark.parametrize("arrangement", [Arrangement.AREA, Arrangement.TYPE])
def test_each_area_or_type_stands_in_a_box_of_its_own(arrangement: Arrangement) -> None:
    town = row_of_agencies(60)
    areas = [town.area(f"dong{number}") for number in range(4)]
    for number in range(60):
        town.edge("in_area", f"agency:{number:04d}", areas[number % 4])
    town.folded("agency:school", name="학교", type="school")
    shown = map_of(town, arrangement)

    boxes: dict[str, list[list[float]]] = {}
    for spot, place in zip(shown.spots, shown.places.tolist(), strict=True):
        boxes.setdefault(shown.group_of(spot), []).append(place)
    sides = [(*np.min(of, axis=0), *np.max(of, axis=0)) for of in boxes.values()]

    assert len(sides) == (5 if arrangement is Arrangement.AREA else 2)
    for one, other in combinations(sides, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_places_outlast_the_program_in_a_file_of_the_owners_alone(tmp_path: Path) -> None:
    file, town = tmp_path / "store.map", row_of_agencies(30)
    before = places_of(KeptMaps(file).map(town.network()))
    town.agency("new")
    town.agreement("new-pact", "agency:new", "agency:0003")

    after = places_of(KeptMaps(file).map(town.network()))

    assert {each: after[each] for each in before} == before
    assert file.stat().st_mode & 0o077 == 0
    assert "사회복지" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"ties": {"agency:a": "x"}}', '{"ties": [1]}'])
def test_a_file_that_cannot_be_read_costs_nothing_but_the_places(tmp_path: Path, content: str) -> None:
    file = tmp_path / "store.map"
    file.write_text(content, encoding="utf-8")

    found = places_of(KeptMaps(file).map(district().network()))

    assert found == places_of(map_of(district()))
    assert set(json.loads(file.read_text(encoding="utf-8"))["ties"]) == set(found)


def test_a_folder_that_is_closed_keeps_nobody_from_the_map(tmp_path: Path) -> None:
    assert places_of(KeptMaps(tmp_path / "missing" / "store.map").map(district().network()))


def test_newcomers_find_free_spots_and_the_first_choose_first() -> None:
    taken = np.array([[0.0, 0.0], [CLOSE.width, 0.0]])

    found = settle(taken, np.zeros((300, 2)), CLOSE)

    everybody = {tuple(place) for place in np.vstack([taken, found]).tolist()}
    assert len(everybody) == 302
    assert np.hypot(*found[0]) <= np.hypot(*found[-1])
