"""What can be typed or set is written down, and what is written down can be typed or set."""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from resnet.settings import Settings
from tests.house.checkout import ROOT

VERBS_PAGE = ROOT / "docs" / "commands.md"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"


def sections(text: str) -> dict[str, str]:
    """Verb → its section of the page."""
    parts = re.split(r"^## `resnet ([a-z-]+(?: [a-z-]+)?)[^`]*`$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def verbs(parser: argparse.ArgumentParser, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every verb with its parser; ``user add`` is a verb of two words."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                full = f"{before} {name}".strip()
                inner = list(verbs(each, full))
                yield from inner or [(full, each)]


@pytest.fixture(scope="module")
def parser() -> argparse.ArgumentParser:
    if importlib.util.find_spec("resnet.cli") is None:
        pytest.skip("resnet/cli.py does not exist yet")
    from resnet.cli import build_parser

    return build_parser()


def test_every_verb_and_option_is_documented(parser: argparse.ArgumentParser) -> None:
    pages = sections(VERBS_PAGE.read_text(encoding="utf-8"))
    shared = VERBS_PAGE.read_text(encoding="utf-8").split("\n## ", 1)[0]
    missing = []
    for verb, its_parser in verbs(parser):
        if verb not in pages:
            missing.append(f"resnet {verb}")
            continue
        for action in its_parser._actions:
            names = [name for name in action.option_strings if name.startswith("--") and name != "--help"]
            missing += [f"resnet {verb} {name}" for name in names if f"`{name}" not in pages[verb] + shared]

    assert not missing, f"write them into {VERBS_PAGE.name}: {missing}"


def test_no_verb_is_documented_that_does_not_exist(parser: argparse.ArgumentParser) -> None:
    known = {verb for verb, _ in verbs(parser)}
    documented = set(sections(VERBS_PAGE.read_text(encoding="utf-8")))

    assert documented <= known, documented - known


def test_every_setting_is_documented_with_its_default() -> None:
    text = SETTINGS_PAGE.read_text(encoding="utf-8")
    rows = {
        f"`RESNET_{each.name.upper()}`": f"`{each.default}`" if each.default is not None else ""
        for each in fields(Settings)
    }
    missing = [
        name
        for name, default in rows.items()
        if not re.search(rf"^\| {re.escape(name)} \|.*{re.escape(default)}", text, flags=re.MULTILINE)
    ]

    assert not missing, f"write them, with the default, into {SETTINGS_PAGE.name}: {missing}"


def test_no_setting_is_documented_that_does_not_exist() -> None:
    documented = set(
        re.findall(r"^\| `RESNET_([A-Z_]+)`", SETTINGS_PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert documented <= {each.name.upper() for each in fields(Settings)}
