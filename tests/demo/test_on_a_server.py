"""The demo on a server and in a file: every drawing, match and table is the same, byte for byte."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from resnet.cli.demo import run_demo
from resnet.cli.main import Outcome
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer

pytestmark = pytest.mark.neo4j
# What names the store itself.
OWN = {"store", "files"}


def files_of(outcome: Outcome, folder: Path) -> dict[str, bytes]:
    written = [Path(each).name for each in outcome.facts["files"]]
    assert len(set(written)) == len(written)
    return {name: (folder / "demo-out" / name).read_bytes() for name in written}


@pytest.mark.long
def test_the_demo_on_a_server_is_the_demo_in_a_file(
    neo4j_server: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_file, on_server = tmp_path / "file", tmp_path / "server"
    on_file.mkdir()
    on_server.mkdir()

    in_a_file = run_demo(Namespace(), Settings(store=str(on_file / "demo.db")))
    monkeypatch.chdir(on_server)
    settings = Settings(
        store=neo4j_server.uri,
        key_file=str(on_server / "demo.key"),
        neo4j_user=neo4j_server.user,
        neo4j_password=neo4j_server.password,
        neo4j_database=neo4j_server.database,
        access_log=str(on_server / "demo.access"),
    )
    on_a_server = run_demo(Namespace(), settings)

    told = [
        {name: fact for name, fact in each.facts.items() if name not in OWN}
        for each in (in_a_file, on_a_server)
    ]
    assert told[0] == told[1]
    there, here = files_of(in_a_file, on_file), files_of(on_a_server, on_server)
    assert len(there) > 10
    assert sorted(there) == sorted(here)
    assert [name for name in there if there[name] != here[name]] == []
