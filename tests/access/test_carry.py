"""An access log moves with its store: every row arrives, and every alteration is still found there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from resnet.access.audit import AccessLog, make_access_log, open_access_log
from resnet.access.carry import copy_log, digest_of_log, heads_of
from resnet.access.look import Look
from resnet.access.trail import looks_at, verify_log
from resnet.ontology.category import Category
from resnet.ontology.field import NodeId

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
LEE = NodeId("person:lee")
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def add(log: AccessLog, count: int) -> None:
    for number in range(count):
        seen = {LEE: frozenset({Category.IDENTITY})}
        log.add(Look(actor=LEE, verb="nodes", why=f"look {number}", seen=seen, path=("self",)))


def two_logs(folder: Path) -> tuple[AccessLog, AccessLog]:
    source = make_access_log(folder / "one.access", KEY, lambda: START)
    add(source, 3)
    source.close()
    # A second process: a second chain.
    source = open_access_log(folder / "one.access", KEY, lambda: START)
    add(source, 2)
    return source, make_access_log(folder / "two.access", OTHER_KEY, lambda: START)


def test_every_row_arrives_and_the_chains_hold(tmp_path: Path) -> None:
    source, target = two_logs(tmp_path)

    copy_log(source, target)

    assert verify_log(target) == []
    assert looks_at(target, LEE) == looks_at(source, LEE)
    assert digest_of_log(target, heads_of(source)) == digest_of_log(source, heads_of(source))


def test_what_is_added_later_is_brought_over_and_nothing_twice(tmp_path: Path) -> None:
    source, target = two_logs(tmp_path)
    first = copy_log(source, target)
    add(source, 4)
    add(target, 1)

    second, third = copy_log(source, target), copy_log(source, target)

    assert (first > 4, second, third) == (True, 4, 0)
    assert verify_log(target) == []
    assert digest_of_log(target, heads_of(source)) == digest_of_log(source, heads_of(source))


def test_a_forgotten_beginning_stays_forgotten(tmp_path: Path) -> None:
    clock = [START]
    source = make_access_log(tmp_path / "one.access", KEY, lambda: clock[0])
    add(source, 2)
    clock[0] += timedelta(days=800)
    add(source, 2)
    source.forget(START + timedelta(days=1))
    target = make_access_log(tmp_path / "two.access", OTHER_KEY, lambda: clock[0])

    copy_log(source, target)

    assert verify_log(target) == []
    assert len(looks_at(target, LEE)) == 2


def test_a_row_altered_on_the_way_is_found(tmp_path: Path) -> None:
    source, target = two_logs(tmp_path)
    copy_log(source, target)

    target._connection.execute("UPDATE look SET why = 'nothing' WHERE why = 'look 1'")

    assert verify_log(target) != []
    assert digest_of_log(target, heads_of(source)) != digest_of_log(source, heads_of(source))
