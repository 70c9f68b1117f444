"""One judgement for all that a page asks of the tables; never one reader's for another, never an old one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.gaps.kept import KeptReports
from resnet.gaps.report import GapReport
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.store import GraphStore
from tests.fresh_store import NOW, fresh_store

EVERYTHING = Scope.everything(reason="test")


class Council:
    """A store with its clock, and readers who ask for the report."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.store: GraphStore = fresh_store(folder, clock=lambda: self.now)
        self.follower, self.reports, self.commits = NetworkFollower(self.store), KeptReports(self.store), 0

    def read(self, login: str, role: Role = Role.COUNCIL, reason: str = "page /gaps") -> GapReport:
        scope = Scope.of(NodeId(f"person:{login}"), frozenset({role}), reason=reason)
        return self.reports.read(scope, *self.follower.followed())

    def agree(self, state: str) -> None:
        self.commits += 1
        need = Node(
            id=NodeId(f"agreed_need:{self.commits}"),
            kind="agreed_need",
            fields={"text": "버스", "domain": "2000000", "level": "community", "state": state},
        )
        commit = CommitId(f"commit-{self.commits}")
        self.store.write([Put(need)], scope=EVERYTHING, why="test", commit=commit)


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    made = Council(tmp_path)
    yield made
    made.store.close()


def test_a_page_and_its_charts_are_of_one_judgement(council: Council) -> None:
    first, chart = council.read("one"), council.read("one", reason="page /gaps/{group}.svg")

    assert chart is first


def test_another_reader_is_given_nothing_that_was_kept_for_the_first(council: Council) -> None:
    first = council.read("one")

    assert council.read("two") is not first
    assert council.read("one", Role.SUPERVISOR) is not first


def test_who_may_not_read_the_tables_is_refused_though_a_report_is_kept(council: Council) -> None:
    council.read("one")

    with pytest.raises(ForbiddenError):
        council.read("one", Role.PARTNER)


def test_any_commit_makes_a_new_judgement_also_one_that_the_public_network_does_not_hold(
    council: Council,
) -> None:
    first = council.read("one")
    council.agree("open")

    assert first.community == ()
    assert council.read("one").community == ("버스",)


def test_what_ends_by_the_clock_alone_is_out_after_a_minute(council: Council) -> None:
    first = council.read("one")
    council.now += timedelta(seconds=61)

    assert council.read("one") is not first


def test_few_withdrawn_needs_are_not_counted_and_not_told(council: Council) -> None:
    for _ in range(4):
        council.agree("withdrawn")
    few = council.read("one").withdrawn
    council.agree("withdrawn")

    assert (few, council.read("one").withdrawn) == (-1, 5)
    assert council.read("one").community == ()
