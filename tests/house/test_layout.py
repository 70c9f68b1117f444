"""Where things stand, and what no tracked file may hold."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import graphql
import pytest

from tests.house.checkout import ROOT, texts, tracked_files

LAYOUT = tomllib.loads((ROOT / "tests/house/layout.toml").read_text(encoding="utf-8"))
BANNED = ["".join(parts) for group in LAYOUT["banned"].values() for parts in group]
# Thirteen digits in the shape of a resident registration number; the checksum decides.
PERSON_NUMBER = re.compile(r"(?<!\d)\d{6}-?[1-8]\d{6}(?!\d)")


def test_the_top_level_holds_what_the_architecture_names() -> None:
    top = {path.relative_to(ROOT).parts for path in tracked_files()}
    folders = {parts[0] for parts in top if len(parts) > 1}
    files = {parts[0] for parts in top if len(parts) == 1}

    assert folders <= set(LAYOUT["folders"]), f"give it a place in ARCHITECTURE.md and layout.toml: {folders}"
    assert files <= set(LAYOUT["files"]), f"give it a place in ARCHITECTURE.md and layout.toml: {files}"


def test_tests_are_no_package() -> None:
    found = [path for path in tracked_files() if path.name == "__init__.py" and "tests" in path.parts]

    assert not found, "a tests/graphql/__init__.py would shadow graphql-core"


def test_graphql_is_graphql_core() -> None:
    assert "site-packages" in Path(graphql.__file__).parts
    assert importlib.import_module("resnet").__file__ == str(ROOT / "resnet" / "__init__.py")


def test_graphql_is_graphql_core_for_the_command_too() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", "import resnet, strawberry, graphql; print(graphql.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "site-packages" in Path(asked.stdout.strip()).parts


@pytest.mark.parametrize("banned", BANNED)
def test_no_tracked_file_names_a_registry_a_machine_or_a_stranger(banned: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path, text in texts()
        if banned in text
        for number, line in enumerate(text.splitlines(), 1)
        if banned in line
    ]

    assert not found, f"{banned!r} in {found}"


def test_no_shipped_file_holds_a_resident_registration_number() -> None:
    found = [
        f"{path.relative_to(ROOT)}: …{match.group()[:2]}…"
        for path, text in texts()
        if path.relative_to(ROOT).parts[0] in {"data", "docs", "resnet", "notebooks"}
        for match in PERSON_NUMBER.finditer(text)
        if has_valid_checksum(match.group().replace("-", ""))
    ]

    assert not found, found


def test_the_checksum_tells_a_number_from_another() -> None:
    digits = "000000" + "1" + "00000"
    valid = [last for last in "0123456789" if has_valid_checksum(digits + last)]

    assert len(valid) == 1


def has_valid_checksum(digits: str) -> bool:
    """Whether thirteen digits end in the check digit of a resident registration number."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
    return (11 - total % 11) % 10 == int(digits[-1])


def test_no_key_and_no_store_is_tracked() -> None:
    found = [
        path
        for path in tracked_files()
        if path.suffix in {".db", ".key", ".pem", ".access"} or path.name == ".env"
    ]

    assert not found
