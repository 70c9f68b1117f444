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
    rows = (f"종합사회복지관,가온복지관{n},남구,남구 가온로 {n},052-000-{n:04d}\n" for n in range(9000))
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
    assert done.facts["files"][0]["lists"][0]["rows"]["kept"] == 9000


def test_a_port_in_use_is_said_before_anything_is_opened(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        ran = resnet(folder, "serve", "--port", port, "--json")

    assert (ran.code, ran.facts["error"]) == (1, "port-taken")


def test_an_unknown_user_is_wrong_use(folder: Path) -> None:
    ran = resnet(folder, "match", "--all", "--user", "nobody", "--json")

    assert (ran.code, ran.facts["error"]) == (2, "usage")
