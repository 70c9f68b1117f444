"""Runs the command as a person does: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LISTS = Path(__file__).parents[2] / "data" / "demo" / "lists"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """The one JSON document on the standard output."""
        return json.loads(self.out)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment with nothing of ours but the store in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RESNET_")}
    return kept | {"RESNET_STORE": str(folder / "resnet.db"), "RESNET_LANGUAGE": "en"} | more


def resnet(folder: Path, *arguments: str, given: str = "", **more: str) -> Ran:
    """``resnet ARGUMENTS`` with its store in ``folder``; ``given`` is typed in."""
    done = subprocess.run(
        [sys.executable, "-m", "resnet", *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=environment(folder, **more),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
