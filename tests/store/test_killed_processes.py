"""Thirty processes that write, killed at any moment: what they acknowledged is there, and nothing by half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.sqlite.files import init_store, open_file
from tests.store.writing_child import ALL, IN_EACH, KEY, NOW, nodes_of

ROOT = Path(__file__).parents[2]
# Five stores with six writers each: a killed writer must not leave the others, or the next, locked out.
STORES, WRITERS = 5, 6
# Acknowledged commits of a writer before it is killed; none is while it still opens the store.
MOST_COMMITS = 8


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writing_child", str(path), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_some_time(child: subprocess.Popen[str], chance: random.Random) -> list[int]:
    """Kill the writer at a random moment; the numbers it had acknowledged by then."""
    assert child.stdout is not None
    said = [int(child.stdout.readline()) for _ in range(chance.randint(0, MOST_COMMITS))]
    # So that the blow falls between two lines, not just behind one.
    time.sleep(chance.random() * (0.01 if said else 0.5))
    child.kill()
    rest, _ = child.communicate()
    assert child.returncode == -signal.SIGKILL
    # A line that was cut off was not said.
    return said + [int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("seed", range(STORES))
def test_what_a_killed_process_had_acknowledged_is_there_and_whole(tmp_path: Path, seed: int) -> None:
    chance, path = random.Random(seed), tmp_path / "killed.db"
    init_store(path, key=KEY, clock=lambda: NOW).close()
    acknowledged: list[NodeId] = []

    # Two at a time: one writes on while the other is killed.
    for number in range(0, WRITERS, 2):
        names = (f"{seed}-{number}", f"{seed}-{number + 1}")
        with writer(path, names[0]) as one, writer(path, names[1]) as other:
            for name, child in zip(names, (one, other), strict=True):
                for each in kill_some_time(child, chance):
                    acknowledged += nodes_of(name, each)

    store = open_file(path, key=KEY, clock=lambda: NOW)
    found = store.view(ALL).nodes(acknowledged)
    with store.pool.reading() as db:
        verdict = db.execute("PRAGMA integrity_check").fetchall()
        parts = {row[0] for row in db.execute("SELECT count(*) FROM log GROUP BY version")}
        logged = db.execute("SELECT count(*) FROM log").fetchall()[0][0]
        kept = db.execute("SELECT count(*) FROM node_area").fetchall()[0][0]
    store.close()
    assert [each for each in acknowledged if each not in found] == []
    assert len(acknowledged) > 0
    assert (verdict, parts, logged) == ([("ok",)], {IN_EACH}, kept)
