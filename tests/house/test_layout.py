"""Where things stand, and what no tracked file may hold."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import graphql
import pytest

from tests.house.checkout import ROOT, texts, tracked_files

FOLDERS = {
    ".ci", "benchmarks", "data", "docs", "notebooks", "requirements", "resnet", "scripts", "tests",
}  # fmt: skip
FILES = {
    ".gitattributes", ".gitignore", ".pre-commit-config.yaml", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "Makefile", "README.ko.md", "README.md", "docker-compose.yml", "pyproject.toml", "schema.graphql",
}  # fmt: skip

# Each is written in pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "registry." + "yarnpkg", "npmmirror" + ".com",
    "crates" + ".io", "proxy." + "golang", "repo1." + "maven", "repo.maven" + ".apache", "deb." + "debian.org",
]  # fmt: skip
MACHINES = ["/" + "work/", "/" + "root/", "/opt/" + "wheels", "/tmp/" + "brief", "/tmp/" + "resnet-git", "." + "pyenv"]
STRANGERS = ["cdn." + "jsdelivr", "unpkg" + ".com", "cdnjs." + "cloudflare", "fonts." + "googleapis", "ajax.google" + "apis"]
# Thirteen digits in the shape of a resident registration number; the checksum decides.
PERSON_NUMBER = re.compile(r"(?<!\d)\d{6}-?[1-8]\d{6}(?!\d)")


def test_the_top_level_holds_what_the_architecture_names() -> None:
    top = {path.relative_to(ROOT).parts for path in tracked_files()}
    folders = {parts[0] for parts in top if len(parts) > 1}
    files = {parts[0] for parts in top if len(parts) == 1}

    assert folders <= FOLDERS, f"give it a place in ARCHITECTURE.md and here: {folders - FOLDERS}"
    assert files <= FILES, f"give it a place in ARCHITECTURE.md and here: {files - FILES}"


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


@pytest.mark.parametrize("banned", [*REGISTRIES, *MACHINES, *STRANGERS])
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
    found = [path for path in tracked_files() if path.suffix in {".db", ".key", ".pem", ".access"} or path.name == ".env"]

    assert not found
