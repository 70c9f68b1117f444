"""Matching from the command line, on the invented district: one need, all, a team, needs together, places."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.command import Ran, resnet


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Path(tmp_path_factory.mktemp("demo"))
    built = resnet(made, "demo")
    assert built.code == 0, built.err
    return made


@pytest.fixture(scope="module")
def shared(folder: Path) -> Ran:
    return resnet(folder, "match", "--all", "--allocate", "--policy", "even-1", "--json")


def client_of(folder: Path) -> str:
    """A client of the demonstration, by case code."""
    listed = resnet(folder, "match", "--all", "--json").facts["matches"]
    return next(str(each["client"]) for each in listed if each["client"])


def need_of(folder: Path) -> str:
    listed = resnet(folder, "match", "--all", "--json").facts["matches"]
    return next(str(each["need"]) for each in listed if each["matches"])


def test_one_need_is_matched_with_its_reasons_and_what_to_ask(folder: Path) -> None:
    need = need_of(folder)

    done = resnet(folder, "match", need, "--json")
    said = resnet(folder, "match", need, RESNET_LANGUAGE="ko")

    assert done.code == 0, done.err
    (found,) = done.facts["matches"]
    assert found["need"] == need
    assert found["matches"][0]["paths"] or found["matches"][0]["tier"] == "own-network"
    assert done.facts["asks"]["need"] == need
    assert said.code == 0
    assert found["matches"][0]["name"] in said.out


def test_a_team_is_proposed_seat_by_seat(folder: Path) -> None:
    done = resnet(folder, "team", client_of(folder), "--json")

    assert done.code == 0, done.err
    seats = done.facts["team"]["seats"]
    assert seats
    assert all(bool(each["candidates"]) != bool(each["empty"]) for each in seats)
    assert resnet(folder, "team", client_of(folder)).out.strip()


def test_needs_are_planned_together(folder: Path) -> None:
    done = resnet(folder, "together", client_of(folder), "--json")

    assert done.code == 0, done.err
    assert done.facts["together"]["policy"] == "standard-1"
    assert resnet(folder, "together", client_of(folder)).out.strip()


def test_places_are_shared_with_a_part_for_every_area(shared: Ran) -> None:
    assert shared.code == 0, shared.err
    found = shared.facts["allocation"]
    assert found["policy"] == "even-1"
    assert all(each["served"] <= each["asking"] for each in found["floors"])
    assert found["prices"].keys() == {"priority", "floors", "displaced"}


def test_two_policies_are_put_side_by_side(folder: Path) -> None:
    done = resnet(folder, "match", "--all", "--compare", "near-1", "--json")

    assert done.code == 0, done.err
    assert done.facts["comparison"]["policies"] == ["standard-1", "near-1"]
    assert resnet(folder, "gaps", "--equity").code == 0


def test_the_network_is_measured_and_written_for_other_programs(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "network.graphml"

    done = resnet(folder, "network", "-o", str(file), "--engine", "networkx", "--json")
    said = resnet(folder, "network", "--limit", "3", RESNET_LANGUAGE="ko")

    assert done.code == 0, done.err
    assert done.facts["providers"] > 10
    tag = "{http://graphml.graphdrawing.org/xmlns}node"
    assert sum(1 for _ in ET.parse(file).iter(tag)) == done.facts["nodes"]
    assert said.code == 0
    assert "자원망이 기대는 곳" in said.out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(("match",), 2, "Name one agreed need", id="no need"),
        pytest.param(("match", "agreed_need:none"), 1, "not-found", id="a need that is not there"),
        pytest.param(("match", "agreed_need:none", "--policy", "none"), 1, "unknown-policy", id="no policy"),
        pytest.param(("match", "--all", "--compare", "none"), 1, "unknown-policy", id="no other policy"),
        pytest.param(("match", "x", "--allocate"), 2, "--all --allocate", id="places of one need"),
        pytest.param(("team", "2031-99-001"), 1, "not-found", id="a team of nobody"),
        pytest.param(("together", "2031-99-001"), 1, "not-found", id="needs of nobody"),
        pytest.param(("network", "--engine", "matlab"), 1, "unknown-engine", id="no such library"),
    ],
)
def test_what_cannot_be_answered_is_refused_clearly(
    folder: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = resnet(folder, *arguments)

    assert done.code == code
    assert says in done.err
