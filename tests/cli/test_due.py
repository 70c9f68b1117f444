"""The due list from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import LISTS, resnet

AREAS = next(iter(sorted(LISTS.glob("*areas*.csv"))))
LISTED = [*sorted(LISTS.glob("*welfare_facilities_*.csv")), *LISTS.glob("*resource_list_*.xlsx")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert resnet(tmp_path, "init").code == 0
    assert resnet(tmp_path, "ingest", str(AREAS), *map(str, LISTED)).code == 0
    return tmp_path


def test_two_issues_of_a_list_tell_how_fast_its_values_change(folder: Path) -> None:
    done = resnet(folder, "due", "--limit", "3", "--json")

    phone = next(each for each in done.facts["half_lives"] if each["kind"] == "phone")
    assert done.code == 0, done.err
    assert len(done.facts["entries"]) == 3 < done.facts["total"]
    assert phone["years"] > 10
    priorities = [entry["priority"] for entry in done.facts["entries"]]
    assert priorities == sorted(priorities, reverse=True)


def test_the_list_reads_as_words_in_both_languages(folder: Path) -> None:
    english = resnet(folder, "due", "--limit", "1").out
    korean = resnet(folder, "due", "--limit", "1", RESNET_LANGUAGE="ko").out

    assert "likely to be wrong" in english
    assert "fewer than 5 open needs" in english
    assert "틀렸을 가능성" in korean
