"""Judgements on a server: one, and two again, as in a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resnet.graph.reading import edges_in
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import judge, undo
from resnet.ingest.resolve.ledger import Verdict
from tests.ingest.resolve.entries import AS_COORDINATOR, KEEPER, listed, pair, referral_to, state
from tests.store.on_server import fresh_server_store
from tests.store.town import Clock

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    opened = fresh_server_store(request.getfixturevalue("neo4j_server"), Clock())
    yield opened
    opened.close()


def test_two_entries_become_one_and_two_again_on_a_server(server: GraphStore) -> None:
    one, other = listed(server, "가온복지관"), listed(server, "가온 복지관", source="다른 목록")
    letter = referral_to(server, "letter", other)
    before = state(server)

    judged = judge(server, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    at_kept = edges_in(server.view(KEEPER), [judged.kept or one], "addressed_to", "describes")
    undo(server, AS_COORDINATOR, judged.judgement)

    assert judged.kept == other
    assert letter.id in {edge.id for edge in at_kept}
    assert len(at_kept) == 3
    assert state(server) == before
