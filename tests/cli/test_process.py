"""A command started as a person starts it says and returns what it says and returns when called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import resnet, resnet_process


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["check"], 0), (["init"], 1), (["ingest"], 2), (["search", "복지관", "--json"], 0)],
    ids=lambda said: " ".join(said) if isinstance(said, list) else str(said),
)
def test_a_process_says_what_a_call_says(tmp_path: Path, arguments: list[str], code: int) -> None:
    assert resnet(tmp_path, "init").code == 0

    started = resnet_process(tmp_path, *arguments, RESNET_LANGUAGE="ko")

    assert started == resnet(tmp_path, *arguments, RESNET_LANGUAGE="ko")
    assert started.code == code
