"""Judging identity from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import resnet

HEAD = "시설종류,시설명,군구명,주소,연락처\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two lists that tell of one centre under two names, and of two centres in one house."""
    assert resnet(tmp_path, "init").code == 0
    first = tmp_path / "복지시설_20260101.csv"
    first.write_text(
        HEAD
        + "종합사회복지관,가온복지관,남구,남구 가온로 1,052-221-0001\n"
        + "종합사회복지관,볕뉘상담소,남구,남구 가온로 7,052-221-0007\n",
        encoding="utf-8",
    )
    second = tmp_path / "다른목록_20260201.csv"
    second.write_text(
        HEAD
        + "종합사회복지관,가온종합복지관,남구,남구 가온로 1,052-221-0001\n"
        + "종합사회복지관,물꽃상담소,남구,남구 가온로 7,052-221-0007\n",
        encoding="utf-8",
    )
    told = resnet(tmp_path, "ingest", str(first), str(second))
    assert told.code == 0
    assert "wait for a person" in told.out
    return tmp_path


def names(folder: Path, word: str) -> list[str]:
    found: list[dict[str, Any]] = resnet(folder, "search", word, "--json").facts["found"]
    return sorted(each["name"] for each in found if each["kind"] == "agency" and word in each["name"])


def test_what_the_table_is_sure_of_is_joined_and_the_rest_waits(folder: Path) -> None:
    ran = resnet(folder, "review", "--find", "--json")

    assert ran.code == 0
    waiting = ran.facts["waiting"]
    assert [sorted([each["one"]["name"], each["other"]["name"]]) for each in waiting] == [
        ["물꽃상담소", "볕뉘상담소"]
    ]
    assert {piece["feature"] for piece in waiting[0]["evidence"] if piece["bits"] > 0} >= {"phone", "site"}
    assert len(names(folder, "가온")) == 1


def test_accepted_they_are_one_and_undone_they_are_two_again(folder: Path) -> None:
    waiting = resnet(folder, "review", "--find", "--json").facts["waiting"][0]["judgement"]

    accepted = resnet(folder, "review", "--accept", waiting, "--json")
    between = names(folder, "상담소")
    shown = resnet(folder, "review", "--decided", "--json").facts["decided"]
    undone = resnet(folder, "review", "--undo", accepted.facts["judged"][0]["judgement"], "--json")

    assert (accepted.code, undone.code) == (0, 0)
    assert len(between) == 1
    assert shown[0]["how"] == "by-person"
    assert names(folder, "상담소") == ["물꽃상담소", "볕뉘상담소"]
    assert resnet(folder, "review", "--json").facts["count"] == 1
    assert resnet(folder, "check").code == 0


def test_rejected_they_wait_no_longer_and_are_not_proposed_again(folder: Path) -> None:
    waiting = resnet(folder, "review", "--find", "--json").facts["waiting"][0]["judgement"]

    rejected = resnet(folder, "review", "--reject", waiting, "--json")

    assert rejected.facts["judged"][0]["kept"] is None
    assert resnet(folder, "review", "--find", "--json").facts["count"] == 0
    assert names(folder, "상담소") == ["물꽃상담소", "볕뉘상담소"]


def test_a_person_reads_both_entries_and_why(folder: Path) -> None:
    ran = resnet(folder, "review", "--find", RESNET_LANGUAGE="ko")

    assert "물꽃상담소" in ran.out
    assert "볕뉘상담소" in ran.out
    assert "전화가 같다" in ran.out
    assert "review-" not in ran.out


def test_a_judgement_that_is_not_there_is_refused(folder: Path) -> None:
    ran = resnet(folder, "review", "--accept", "judgement:none", "--json")

    assert ran.code == 1
    assert ran.facts["error"] == "not-found"
