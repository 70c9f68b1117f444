"""Pages lead where they say, and the two languages show the same commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import resnet
from tests.house.checkout import ROOT, tracked_files

PAGES = [path for path in tracked_files() if path.suffix == ".md"]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DECISION_SECTIONS = ("## Question", "## Choice", "## What was given up", "## Measurement")


def code_blocks(path: Path) -> list[str]:
    return re.findall(
        r"^```[a-z]*\n(.*?)^```", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_house_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [*re.findall(r"\]\(([^)#\s]+)", text), *re.findall(r'(?:src|href)="([^"#]+)"', text)]
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]

    assert not dead


def test_both_readmes_show_the_same_commands() -> None:
    assert code_blocks(ROOT / "README.md") == code_blocks(ROOT / "README.ko.md")


def test_the_first_screen_has_two_commands_and_a_picture() -> None:
    for name in ("README.md", "README.ko.md"):
        first_screen = "\n".join((ROOT / name).read_text(encoding="utf-8").splitlines()[:12])
        assert "make demo" in first_screen
        assert "make test" in first_screen
        assert "docs/pictures/" in first_screen


def test_every_place_the_architecture_names_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:data|resnet|tests|docs|scripts|benchmarks)/[\w./]*)`", text)
    absent = sorted({place for place in named if not (ROOT / place).exists()})

    assert len(named) > 20
    assert not absent


def test_every_room_is_on_the_architecture_page() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {
        path.relative_to(ROOT).parts[1]
        for path in tracked_files()
        if path.relative_to(ROOT).parts[0] == "resnet"
    }
    unnamed = {room for room in rooms if f"resnet/{room}" not in text and f"`{room}`" not in text}

    assert unnamed <= {"__init__.py", "__main__.py", "py.typed"}, unnamed


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_what_was_given_up_and_measured(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"# {page.name[:4]} · ")
    assert [section for section in DECISION_SECTIONS if section not in text] == []
    assert page.name in (page.parent / "README.md").read_text(encoding="utf-8"), "list it in README.md"


def test_a_released_version_has_its_part_of_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert "## Unreleased" in text
    if "dev" not in resnet.__version__:
        assert f"## {resnet.__version__}" in text


def test_the_layers_name_every_room_that_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    down = next(each for each in contracts if each["id"] == "down")
    named = {name.strip(" ()") for layer in down["layers"] for name in re.split(r"[|:]", layer)}
    rooms = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "resnet").iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py")))
    }

    assert rooms - {"__init__"} <= named
    assert down["exhaustive"]
