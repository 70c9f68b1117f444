"""What a user installs holds what the program needs, without a checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, tracked_files

ASK = """
from resnet.messages import messages_for
from resnet.shipped import shipped
print(shipped("messages/ko"))
print(messages_for("ko").text("language-name"))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("resnet-*.whl"))


def test_a_wheel_carries_every_file_of_the_package_and_of_the_data(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tracked = [path.relative_to(ROOT).as_posix() for path in tracked_files()]
    wanted = {path for path in tracked if path.startswith("resnet/")}
    wanted |= {path.replace("data/", "resnet/_data/", 1) for path in tracked if path.startswith("data/")}

    assert wanted - inside == set()
    assert "resnet/py.typed" in inside


def test_a_wheel_carries_nothing_else(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    strange = [name for name in inside if not name.startswith(("resnet/", "resnet-"))]

    assert not strange
    assert not [name for name in inside if name.endswith((".db", ".key", ".pyc"))]


def test_an_installed_wheel_finds_its_shipped_files(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    # -P and the folder on the path: the unpacked wheel answers, not the checkout.
    asked = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{ASK}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert asked.stdout.splitlines() == [str(tmp_path / "resnet" / "_data" / "messages" / "ko"), "한국어"]
