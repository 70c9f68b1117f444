"""Lists handed over for outreach, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import resnet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert resnet(tmp_path, "init").code == 0
    return tmp_path


def test_an_outreach_list_without_a_giver_or_a_taker_is_wrong_use(folder: Path) -> None:
    (folder / "list.csv").write_text("성명,동의여부,동의일,연락처\n이가람,동의,2026-10-20,032-111-2222\n")

    for more in ((), ("--giver", "물빛구청"), ("--user", "manager")):
        assert resnet(folder, "ingest", str(folder / "list.csv"), "--outreach", *more).code == 2


def test_a_list_of_persons_is_refused_at_the_door_of_resources(folder: Path) -> None:
    (folder / "list.csv").write_text("성명,생년월일,동의여부,동의일\n이가람,1948-03-02,동의,2026-10-20\n")

    done = resnet(folder, "ingest", str(folder / "list.csv"), "--json")

    assert done.code == 1
    assert done.facts["files"][0]["error"] == "not-a-resource-list"
    assert "이가람" not in done.out + done.err


def test_a_family_file_without_the_one_it_is_about_is_wrong_use(folder: Path) -> None:
    (folder / "family.ged").write_text("0 HEAD\n0 TRLR\n")

    for more in (("--who", "@I1@"), ("--user", "manager"), ()):
        done = resnet(folder, "ingest", str(folder / "family.ged"), "--family", "2031-01-001", *more)
        assert done.code == 2
