"""The access log is kept two years and no longer: a running server cuts it, and the chain stays checkable."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from resnet.access.audit import AccessLog, make_access_log
from resnet.access.look import Look
from resnet.access.trail import looks_by, verify_log
from resnet.app import log_key, make_app
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.ontology.category import Category
from resnet.serving.retention import keeping
from tests.fresh_store import NOW, fresh_store, settings_at

WORKER, CLIENT = NodeId("person:worker"), NodeId("person:client")


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2024, 11, 1, tzinfo=UTC))


@pytest.fixture
def log(tmp_path: Path, clock: Clock) -> Iterator[AccessLog]:
    """One row of two years and a day before the tests' day, and one of yesterday."""
    made = make_access_log(tmp_path / "log", bytes(32), clock)
    write_two(made, clock)
    yield made
    made.close()


def write_two(log: AccessLog, clock: Clock) -> None:
    for why in ("old", "new"):
        log.add(Look(actor=WORKER, verb="nodes", why=why, seen={CLIENT: frozenset({Category.HEALTH})}))
        clock.now = NOW


def whys(log: AccessLog) -> list[str]:
    return [row.look.why for row in looks_by(log, WORKER)]


async def kept_for(log: AccessLog, clock: Clock, seconds: float, every_s: float) -> None:
    async with keeping(log, clock, every_s=every_s):
        await asyncio.sleep(seconds)


def test_a_server_that_starts_forgets_what_is_older_than_two_years(tmp_path: Path, clock: Clock) -> None:
    settings = settings_at(tmp_path)
    log = make_access_log(settings.access_log_path, log_key(settings), clock)
    store = AuditedStore(fresh_store(tmp_path), log)
    write_two(log, clock)

    async def serve_until_cut() -> None:
        app = make_app(settings, store)
        async with app.router.lifespan_context(app):
            for _ in range(400):
                if whys(log) == ["new"]:
                    break
                await asyncio.sleep(0.05)

    asyncio.run(serve_until_cut())

    assert whys(log) == ["new"]
    assert verify_log(log) == []
    store.close()


def test_it_is_done_again_and_again(log: AccessLog, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 31, tzinfo=UTC)

    async def a_day_passes() -> None:
        async with keeping(log, clock, every_s=0.02):
            await asyncio.sleep(0.2)
            assert whys(log) == ["old", "new"], "not yet two years"
            clock.now = datetime(2026, 11, 2, tzinfo=UTC)
            await asyncio.sleep(0.5)

    asyncio.run(a_day_passes())

    assert whys(log) == ["new"]
    assert verify_log(log) == []


def test_a_log_that_cannot_be_cut_does_not_end_the_service(
    log: AccessLog, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    log.close()

    asyncio.run(kept_for(log, clock, 0.2, every_s=0.05))

    assert "access-log" in caplog.text
