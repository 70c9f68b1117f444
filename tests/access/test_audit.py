"""The access log: durable before it returns, chained, and every alteration is found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import apsw
import pytest

from resnet.access.audit import AccessLog, AccessLogError, make_access_log, open_access_log
from resnet.access.look import Look
from resnet.access.trail import Finding, heads, looks_at, looks_by, seen_between, verify_log
from resnet.ontology.category import Category
from resnet.ontology.field import NodeId

KEY = bytes(range(32))
START = datetime(2026, 11, 2, 9, tzinfo=UTC)
LEE, SHIN, WORKER = NodeId("person:lee"), NodeId("person:shin"), NodeId("person:worker")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db.access"


@pytest.fixture
def log(path: Path, clock: Clock) -> Iterator[AccessLog]:
    made = make_access_log(path, KEY, clock)
    yield made
    made.close()


def look(subject: NodeId = LEE, actor: NodeId | None = WORKER, why: str = "case page") -> Look:
    seen = {subject: frozenset({Category.IDENTITY, Category.HEALTH})}
    return Look(actor=actor, verb="nodes", why=why, seen=seen, path=("agency:welfare",))


def tamper(path: Path, statement: str, given: tuple[object, ...] = ()) -> None:
    """What somebody with the key and a tool for the file could do."""
    log = open_access_log(path, KEY, Clock())
    log._connection.execute(statement, given)
    log.close()


def test_a_look_is_found_by_its_subject_with_who_when_why_and_by_which_path(log: AccessLog) -> None:
    log.add(look())

    (row,) = looks_at(log, LEE)

    assert row.at == START
    assert row.look == look()


def test_a_look_at_somebody_else_is_not_in_ones_list(log: AccessLog) -> None:
    log.add(look(SHIN))
    log.add(look(NodeId("person:lee-2")))

    assert looks_at(log, LEE) == []


def test_upkeep_that_may_have_read_anybody_is_in_everybodys_list(log: AccessLog) -> None:
    log.add(Look(actor=None, verb="nodes", why="a backup"))

    (row,) = looks_at(log, LEE)

    assert row.is_for_anybody
    assert row.look.why == "a backup"


def test_an_actors_looks_can_be_listed(log: AccessLog) -> None:
    log.add(look())
    log.add(look(actor=NodeId("person:other")))

    assert [row.look.actor for row in looks_by(log, WORKER)] == [WORKER]


def test_a_breach_is_listed_by_person_and_category(log: AccessLog, clock: Clock) -> None:
    log.add(look(SHIN))
    clock.now += timedelta(hours=1)
    log.add(look())
    log.add(Look(actor=WORKER, verb="edges", why="", seen={LEE: frozenset({Category.FAMILY})}))

    shown = seen_between(log, START + timedelta(minutes=1), START + timedelta(days=1), WORKER)

    assert shown == {LEE: frozenset({Category.IDENTITY, Category.HEALTH, Category.FAMILY})}


def test_the_log_survives_being_closed(log: AccessLog, path: Path, clock: Clock) -> None:
    log.add(look())
    log.close()
    again = open_access_log(path, KEY, clock)

    assert [row.look.why for row in looks_at(again, LEE)] == ["case page"]
    again.close()


def test_an_untouched_log_has_no_findings(log: AccessLog, path: Path, clock: Clock) -> None:
    for number in range(20):
        log.add(look(why=f"page {number}"))
        clock.now += timedelta(hours=5)
    second = open_access_log(path, KEY, clock)
    second.add(look(SHIN))

    assert verify_log(log) == []
    second.close()


CHAIN = "(SELECT id FROM chain ORDER BY id LIMIT 1)"
TAMPERINGS = {
    "another actor": f"UPDATE look SET actor = 'person:other' WHERE chain = {CHAIN} AND seq = 3",
    "another time": f"UPDATE look SET at = at + 1 WHERE chain = {CHAIN} AND seq = 3",
    "another subject": f"UPDATE look SET seen = '{{}}' WHERE chain = {CHAIN} AND seq = 3",
    "another reason": f"UPDATE look SET why = 'x' WHERE chain = {CHAIN} AND seq = 3",
    "another path": f"UPDATE look SET path = '' WHERE chain = {CHAIN} AND seq = 3",
    "a digest": f"UPDATE look SET digest = x'00' WHERE chain = {CHAIN} AND seq = 3",
    "a row taken out": f"DELETE FROM look WHERE chain = {CHAIN} AND seq = 3",
    "the end cut off": f"DELETE FROM look WHERE chain = {CHAIN} AND seq > 4",
    "a row added": (
        "INSERT INTO look SELECT chain, seq + 100, at, actor, verb, why, path, seen, digest"
        " FROM look WHERE seq = 3"
    ),
    "all rows taken out": "DELETE FROM look",
}


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_every_alteration_is_found(log: AccessLog, path: Path, statement: str) -> None:
    for number in range(6):
        log.add(look(why=f"page {number}"))

    tamper(path, statement)

    assert verify_log(log) != []


def test_the_end_cut_off_with_its_head_moved_back_is_found_by_the_next_chain(
    log: AccessLog, path: Path, clock: Clock
) -> None:
    for number in range(6):
        log.add(look(why=f"page {number}"))
    other = open_access_log(path, KEY, clock)
    other.add(look(SHIN))
    other.close()
    chain = next(finding for finding, (_, _) in heads(log).items() if finding == log._chain)

    tamper(path, "DELETE FROM look WHERE chain = ? AND seq > 4", (chain,))
    tamper(
        path,
        "UPDATE chain SET head = 4, head_digest = (SELECT digest FROM look WHERE chain = id AND seq = 4)"
        " WHERE id = ?",
        (chain,),
    )

    assert [finding.seq for finding in verify_log(log)] == [7]


def test_a_chain_taken_out_whole_is_found_by_the_next_chain(log: AccessLog, path: Path, clock: Clock) -> None:
    log.add(look())
    chain = log._chain
    other = open_access_log(path, KEY, clock)
    other.add(look(SHIN))
    other.close()

    tamper(path, "DELETE FROM look WHERE chain = ?", (chain,))
    tamper(path, "DELETE FROM chain WHERE id = ?", (chain,))

    assert len(verify_log(log)) == 1


def test_a_log_written_anew_is_found_by_a_head_noted_outside(
    log: AccessLog, path: Path, clock: Clock
) -> None:
    log.add(look())
    noted = heads(log)
    log.close()
    path.unlink()
    forged = make_access_log(path, KEY, clock)
    forged.add(look(SHIN))

    assert verify_log(forged) == []
    assert [finding.says for finding in verify_log(forged, noted)] != []
    forged.close()


def test_old_rows_are_forgotten_and_the_rest_stays_checkable(log: AccessLog, clock: Clock) -> None:
    log.add(look(why="old"))
    clock.now += timedelta(days=800)
    log.add(look(why="new"))

    forgotten = log.forget(START + timedelta(days=1))

    assert forgotten == 2, "the look and the anchor before it"
    assert [row.look.why for row in looks_at(log, LEE)] == ["new"]
    assert verify_log(log) == []


def test_looks_of_many_threads_share_commits_and_none_is_lost(log: AccessLog) -> None:
    def read(thread: int) -> None:
        for number in range(50):
            log.add(look(NodeId(f"person:{thread}-{number}")))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(looks_by(log, WORKER)) == 400
    assert verify_log(log) == []


def test_waiting_looks_are_written_in_one_commit_of_whoever_comes_first(log: AccessLog) -> None:
    log.add(look())
    commits = count()
    log._connection.set_commit_hook(lambda: next(commits) < 0)
    log._turn.acquire()
    threads = [threading.Thread(target=log.add, args=(look(),)) for _ in range(10)]
    for each in threads:
        each.start()
    deadline = time.monotonic() + 5
    while len(log._waiting) < 10 and time.monotonic() < deadline:
        time.sleep(0.001)
    log._turn.release()
    for each in threads:
        each.join()

    assert len(looks_by(log, WORKER)) == 11
    assert next(commits) == 1


def test_a_look_that_cannot_be_written_is_an_error_for_everyone_who_waited(log: AccessLog) -> None:
    log.add(look())
    log._connection.set_commit_hook(lambda: True)

    with pytest.raises(AccessLogError, match="could not be written"):
        log.add(look(why="lost"))

    log._connection.set_commit_hook(None)
    log.add(look(why="after"))
    assert [row.look.why for row in looks_at(log, LEE)] == ["case page", "after"]
    assert verify_log(log) == []


def test_the_file_shows_nothing_in_plain(log: AccessLog, path: Path) -> None:
    log.add(look())
    log.close()

    kept = path.read_bytes()

    assert b"person:lee" not in kept
    assert b"SQLite format" not in kept
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_bytes(b"junk" * 2000), id="junk"),
    ],
)
def test_a_log_that_is_missing_or_junk_is_refused(
    log: AccessLog, path: Path, clock: Clock, prepare: Callable[[Path], object]
) -> None:
    log.close()
    prepare(path)

    with pytest.raises(AccessLogError):
        open_access_log(path, KEY, clock)


def test_the_key_of_another_store_does_not_open_it(log: AccessLog, path: Path, clock: Clock) -> None:
    log.add(look())
    log.close()

    with pytest.raises(AccessLogError, match="wrong key"):
        open_access_log(path, bytes(32), clock)


def test_a_log_is_never_made_over_another(log: AccessLog, path: Path, clock: Clock) -> None:
    with pytest.raises(AccessLogError, match="already"):
        make_access_log(path, KEY, clock)


def test_the_key_stands_in_no_error(path: Path, clock: Clock) -> None:
    path.write_bytes(b"junk" * 2000)

    with pytest.raises(AccessLogError) as caught:
        open_access_log(path, KEY, clock)

    assert isinstance(caught.value.__cause__, apsw.Error)
    assert KEY.hex() not in str(caught.value.__cause__) + str(caught.value)


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from resnet.access.audit import open_access_log
from resnet.access.look import Look
from resnet.ontology.category import Category
log = open_access_log(Path(sys.argv[1]), bytes(range(32)), lambda: datetime(2026, 11, 2, tzinfo=UTC))
number = 0
while True:
    seen = {"person:lee": frozenset({Category.HEALTH})}
    log.add(Look(actor="person:worker", verb="nodes", why=f"{sys.argv[2]} {number}", seen=seen))
    print(number, flush=True)
    number += 1
"""


def test_no_answer_leaves_a_killed_process_without_its_row(log: AccessLog, path: Path) -> None:
    for go in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), str(go)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": "."},
        )
        assert process.stdout is not None
        answered = [int(process.stdout.readline()) for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        answered += [int(line) for line in process.stdout if line.strip()]
        process.wait()
        process.stdout.close()

        # All are of one instant, so rows of several processes stand in no order of theirs.
        kept = {row.look.why for row in looks_by(log, WORKER)}
        assert {f"{go} {number}" for number in answered} <= kept, "an answer left whose row is missing"
        assert verify_log(log) == []


def test_a_finding_names_the_chain_and_the_row(log: AccessLog, path: Path) -> None:
    log.add(look())
    chain = log._chain or ""

    tamper(path, "UPDATE look SET why = 'x' WHERE seq = 2")

    assert verify_log(log) == [Finding(chain, 2, "the row is not what was written")]
