"""The command answers before anything heavy is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.checkout import ROOT

HEAVY = {
    "apsw",
    "fastapi",
    "fluent",
    "jinja2",
    "neo4j",
    "networkx",
    "numba",
    "numpy",
    "openpyxl",
    "phonenumbers",
    "pydantic",
    "scipy",
    "shapely",
    "starlette",
    "strawberry",
    "uvicorn",
}


@pytest.mark.parametrize("arguments", [["--help"], ["match", "--help"]], ids=" ".join)
def test_help_reads_nothing_heavy(arguments: list[str]) -> None:
    asked = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "resnet", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    read = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in asked.stderr.splitlines() if "|" in line}

    assert asked.stdout.startswith("usage: resnet")
    assert read & HEAVY == set()


def test_a_command_that_opens_a_store_reads_no_web_server() -> None:
    asked = "import sys, resnet.cli.eyes; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) & {"fastapi", "numpy", "starlette"} == set()
