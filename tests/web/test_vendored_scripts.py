"""Scripts of others that pages run: unchanged, with their licence, and asking nobody."""

from __future__ import annotations

import hashlib
import re
import tomllib
from typing import Any

import pytest

from tests.house.checkout import ROOT
from tests.web.town import Town

VENDOR = ROOT / "resnet/web/static/vendor"
LIBRARIES = tomllib.loads((VENDOR / "versions.toml").read_text(encoding="utf-8"))["library"]


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library["package"])
def test_a_script_of_others_is_the_one_that_was_released(library: dict[str, Any]) -> None:
    content = (VENDOR / library["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == library["sha256"]
    assert "Permission is hereby granted" in (VENDOR / library["licence_file"]).read_text(encoding="utf-8")


def test_every_script_of_others_says_which_it_is() -> None:
    told = {each["file"] for each in LIBRARIES} | {each["licence_file"] for each in LIBRARIES}

    assert {path.name for path in VENDOR.iterdir()} == told | {"versions.toml"}


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library["package"])
def test_a_script_of_others_is_sent_byte_for_byte_and_runs_no_text(
    town: Town, library: dict[str, Any]
) -> None:
    with town.browser() as browser:
        sent = browser.get(f"/static/{library['file']}")

    assert sent.content == (VENDOR / library["file"]).read_bytes()
    assert not re.search(r"\beval\(|new Function\(|importScripts", sent.text)
