"""The server is killed at random moments of writing and started again on its data."""

from __future__ import annotations

import random
import threading
import time

import pytest

from scripts.neo4j.server import Neo4jServer
from tests.neo4j.ledger import Writer, make_store, open_at, verify

pytestmark = pytest.mark.neo4j
WRITERS = 2


def write_on(writer: Writer, stop: threading.Event) -> None:
    """One commit after another until told to stop; a failed one is repeated until it is done."""
    number = 0
    while not stop.is_set():
        number += 1
        writer.write(number)


def await_more(writers: list[Writer], *, than: int, within_s: float = 120) -> int:
    """Wait until more was acknowledged; how much now."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        done = sum(len(writer.acknowledged) for writer in writers)
        if done > than:
            return done
        time.sleep(0.01)
    raise AssertionError("nothing is written any more")


@pytest.mark.parametrize("kills", [5, pytest.param(200, marks=pytest.mark.long)])
def test_what_a_killed_server_had_acknowledged_is_there_once(small_server: Neo4jServer, kills: int) -> None:
    chance = random.Random(kills)
    make_store(small_server)
    writers = [Writer(open_at(small_server), f"writer-{number}") for number in range(WRITERS)]
    stop = threading.Event()
    threads = [threading.Thread(target=write_on, args=(writer, stop)) for writer in writers]
    for thread in threads:
        thread.start()

    try:
        done = 0
        for _ in range(kills):
            done = await_more(writers, than=done)
            time.sleep(chance.random() * 0.3)
            small_server.kill()
            small_server.restart()
        await_more(writers, than=done)
    finally:
        stop.set()
        for thread in threads:
            thread.join(120)

    verify(small_server, *writers)
    for writer in writers:
        writer.store.close()
    assert done >= kills
