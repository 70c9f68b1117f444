"""Runs the command: called with its words, environment and typed lines, or as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from resnet.cli import main

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
    """``resnet ARGUMENTS`` with its store in ``folder``; ``given`` is typed in.

    Called in this process, since most of a short command's time is spent on starting one.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    typed = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        for name in (name for name in list(os.environ) if name.startswith("RESNET_")):
            here.delenv(name)
        for name, value in environment(folder, **more).items():
            here.setenv(name, value)
        here.setattr(sys, "stdin", typed)
        try:
            code = main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
    return Ran(code, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def resnet_process(folder: Path, *arguments: str, given: str = "", **more: str) -> Ran:
    """The same as a person starts it: ``python -m resnet ARGUMENTS``, a process of its own."""
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
