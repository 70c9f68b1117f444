"""A refuge stays secret on a server as in a file, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.keep import check
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import judge, undo
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.terms import write_terms
from resnet.ingest.withdraw import withdraw
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest
from tests.ingest.run.shown import EVERYWHERE, tells
from tests.ingest.run.test_refuges import HOUSE, KEEPER, NAME, PLAIN, REFUGE, deny, reads
from tests.store.on_server import fresh_server_store
from tests.store.town import Clock

pytestmark = [pytest.mark.neo4j, pytest.mark.long]
SEED = b"a refuge"


def test_a_refuge_is_as_secret_on_a_server_as_in_a_file(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = fresh_server_store(request.getfixturevalue("neo4j_server"), Clock(), seed=SEED)
    local = fresh_store(tmp_path, Clock(), seed=SEED)

    for there, here in zip(_steps(server, tmp_path), _steps(local, tmp_path), strict=True):
        assert there == here
        assert facts(server) == facts(local)

    assert check(server) == check(local) == []
    server.close()
    local.close()


def _steps(store: GraphStore, folder: Path) -> Iterator[None]:
    """Yields after each act, when what is told of two houses is as it must be."""
    write_terms(store)
    ingest(store, text_list(folder, "areas.csv", "utf-8"))
    reads(store, folder, "20260101", "plain", PLAIN)
    assert tells(store, HOUSE) == EVERYWHERE
    yield
    reads(store, folder, "20260201", "refuges", REFUGE)
    reads(store, folder, "20260601", "plain", PLAIN)
    assert tells(store, HOUSE) == []
    yield
    deny(store)
    assert tells(store, HOUSE) == EVERYWHERE
    yield
    reads(store, folder, "20260301", "others", REFUGE)
    assert tells(store, HOUSE) == []
    yield
    reads(store, folder, "20260501", "beside", PLAIN.replace(NAME, "라온터"))
    assert tells(store, HOUSE) == []
    yield
    pair = (agency(store, NAME).id, agency(store, "라온터").id)
    judged = judge(store, KEEPER, pair, Verdict.DIFFERENT)
    assert tells(store, HOUSE) == EVERYWHERE
    yield
    undo(store, KEEPER, judged.judgement)
    assert tells(store, HOUSE) == []
    yield
    withdraw(store, "beside", scope=EVERYTHING, why="wrong file")
    assert tells(store, HOUSE) == []
    yield
    other = PLAIN.replace(NAME, "가온누리").replace(HOUSE, "물결로 31").replace("0112", "0331")
    reads(store, folder, "20260601", "more", other)
    pair = (agency(store, NAME).id, agency(store, "가온누리").id)
    judged = judge(store, KEEPER, pair, Verdict.SAME)
    assert tells(store, "물결로 31") == []
    yield
    undo(store, KEEPER, judged.judgement)
    reads(store, folder, "20260601", "more", other)
    assert tells(store, "물결로 31") == EVERYWHERE
    yield
    withdraw(store, "others", scope=EVERYTHING, why="wrong file")
    assert agency(store, NAME).get("is_protected") is False
    yield
