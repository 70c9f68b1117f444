"""What is installed and what is pinned stand above the releases with known holes."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import apsw
import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.checkout import ROOT

TABLE = tomllib.loads((ROOT / "tests/house/security_floors.toml").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, str]] = TABLE["floors"]
CONSTRAINTS = (ROOT / "requirements/constraints.txt").read_text(encoding="utf-8")
PINS = re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", CONSTRAINTS, re.MULTILINE)


@pytest.mark.parametrize("package", FLOORS)
def test_the_installed_version_is_above_its_floor(package: str) -> None:
    assert metadata.version(package) in SpecifierSet(FLOORS[package]["at_least"])


@pytest.mark.parametrize("package", FLOORS)
def test_the_pinned_version_is_above_its_floor(package: str) -> None:
    pinned = [version for name, version in PINS if name == package]

    assert pinned, f"{package} is not pinned: make constraints"
    for version in pinned:
        assert version in SpecifierSet(FLOORS[package]["at_least"])


def test_the_sqlite_inside_is_above_its_floor() -> None:
    assert Version(apsw.sqlite_lib_version()) >= Version(TABLE["sqlite"]["at_least"])


@pytest.mark.parametrize("package", TABLE["never"])
def test_a_refused_package_is_neither_pinned_nor_installed(package: str) -> None:
    installed = {canonicalize_name(each.metadata["Name"]) for each in metadata.distributions()}

    assert package not in {name for name, _ in PINS}
    assert package not in installed


def test_every_pin_carries_hashes_and_no_index_is_named() -> None:
    entries = re.split(r"\n(?=\S)", CONSTRAINTS.strip())

    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "index-url" not in CONSTRAINTS
    assert "find-links" not in CONSTRAINTS


def test_every_direct_requirement_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {canonicalize_name(re.split(r"[<>=!\[ ;]", each)[0]) for each in wanted}

    assert names <= {name for name, _ in PINS}, f"make constraints: {names - {name for name, _ in PINS}}"
