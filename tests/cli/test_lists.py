"""Lists from the command line."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import LISTS, environment, resnet

FACILITIES = next(iter(sorted(LISTS.glob("*welfare_facilities_2025*.csv"))))
AREAS = next(iter(sorted(LISTS.glob("*areas*.csv"))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert resnet(tmp_path, "init").code == 0
    return tmp_path


def test_a_list_goes_in_is_found_and_changes_nothing_the_second_time(folder: Path) -> None:
    first = resnet(folder, "ingest", str(AREAS), str(FACILITIES), "--json")
    again = resnet(folder, "ingest", str(FACILITIES), "--json")

    assert (first.code, again.code) == (0, 0)
    rows = first.facts["files"][1]["lists"][0]["rows"]
    assert rows["kept"] + rows["refused"] == rows["read"] > 0
    assert again.facts["files"][0]["lists"][0]["rows"]["unchanged"] == rows["kept"]
    assert again.facts["files"][0]["lists"][0]["elements_changed"] == 0
    assert resnet(folder, "search", "복지관", "--json").facts["found"]


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    ran = resnet(folder, "ingest", str(FACILITIES), "--dry-run", "--json")

    assert ran.code == 0
    assert resnet(folder, "search", "복지관", "--json").facts["found"] == []


def test_a_bad_file_is_refused_by_name_and_the_good_one_beside_it_goes_in(folder: Path) -> None:
    bad = folder / "picture.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    ran = resnet(folder, "ingest", str(bad), str(folder / "missing.csv"), str(FACILITIES), "--json")

    assert ran.code == 1
    files = ran.facts["files"]
    assert [file.get("error") for file in files] == ["file-unsupported", "file-missing", None]
    assert "Traceback" not in ran.err


def test_ctrl_c_in_the_middle_leaves_a_store_that_goes_on(folder: Path) -> None:
    large = folder / "large.csv"
    head = "시설종류,시설명,군구명,주소,연락처\n"
    rows = (f"종합사회복지관,가온복지관{n},남구,남구 가온로 {n},052-000-{n:04d}\n" for n in range(4000))
    large.write_text(head + "".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "resnet", "ingest", str(large)],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert b"Traceback" not in err
    assert process.returncode in {130, 0}
    done = resnet(folder, "ingest", str(large), "--json")
    assert done.code == 0
    assert done.facts["files"][0]["lists"][0]["rows"]["kept"] == 4000


def test_a_port_in_use_is_said_before_anything_is_opened(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        ran = resnet(folder, "serve", "--port", port, "--json")

    assert (ran.code, ran.facts["error"]) == (1, "port-taken")


def test_an_unknown_user_is_wrong_use(folder: Path) -> None:
    ran = resnet(folder, "match", "--all", "--user", "nobody", "--json")

    assert (ran.code, ran.facts["error"]) == (2, "usage")


def test_a_dry_run_shows_each_column_with_why_and_samples(folder: Path) -> None:
    (folder / "list.csv").write_text("시설명,층,전화번호\n가온관,2,032-555-0112\n", encoding="utf-8")

    told = resnet(folder, "ingest", str(folder / "list.csv"), "--dry-run", RESNET_LANGUAGE="ko")
    facts = resnet(folder, "ingest", str(folder / "list.csv"), "--dry-run", "--json").facts

    assert told.code == 0
    assert "A열 “시설명” → 기관 이름 (열 이름을 보고). 예: 가온관" in told.out
    columns = facts["files"][0]["lists"][0]["columns"]
    assert [(each["role"], each["why"], each["samples"]) for each in columns] == [
        ("facility_name", "synonym", ["가온관"]),
        (None, "unknown", ["2"]),
        ("phone", "synonym", ["032-555-0112"]),
    ]


def test_a_correction_is_saved_and_the_next_list_is_read_so(folder: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(f"시설명,층,전화번호\n{name}관,2,032-555-0112\n", encoding="utf-8")

    tried = resnet(folder, "ingest", str(folder / "a.csv"), "--map", "층=비고", "--dry-run", "--json").facts
    done = resnet(folder, "ingest", str(folder / "a.csv"), "--map", "층=비고", "--json").facts
    next_list = resnet(folder, "ingest", str(folder / "b.csv"), "--json").facts
    wrong = resnet(folder, "ingest", str(folder / "a.csv"), "--map", "지붕=비고", "--json")

    assert tried["files"][0]["saved_presets"] == []
    assert len(done["files"][0]["saved_presets"]) == 1
    column = next_list["files"][0]["lists"][0]["columns"][1]
    assert (column["role"], column["why"]) == ("remarks", "told")
    assert (wrong.code, wrong.facts["files"][0]["error"]) == (1, "unknown-column")


def test_one_range_of_a_file_can_be_named(folder: Path) -> None:
    text = "메모,아무 말\n시설명,전화번호\n가온관,032-555-0112\n다솜관,032-555-0113\n"
    (folder / "list.csv").write_text(text, encoding="utf-8")

    ran = resnet(folder, "ingest", str(folder / "list.csv"), "--range", "A2:B3", "--json")
    wrong = resnet(folder, "ingest", str(folder / "list.csv"), "--range", "B3")

    assert ran.facts["files"][0]["lists"][0]["rows"]["read"] == 1
    assert wrong.code == 2
