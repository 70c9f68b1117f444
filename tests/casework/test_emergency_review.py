"""An emergency access is reviewed by whoever was named, and by nobody else."""

from __future__ import annotations

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.circle import granted
from resnet.casework.emergency_access import EmergencyAccess, open_in_emergency
from resnet.casework.emergency_review import ReviewGiven, review_access
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, Edge
from resnet.graph.reading import edges_out
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import Category
from tests.casework.world import World, scope_of

OPENED = frozenset({Category.IDENTITY, Category.CASE, Category.HEALTH})


class Opened:
    """Somebody's facts, opened in an emergency by an outsider; a reviewer where the case is."""

    def __init__(self, world: World) -> None:
        self.world = world
        agency, other = world.agency("물빛복지관"), world.agency("다른곳")
        self.client = world.client(world.case_manager("최온", agency), agency).client
        self.outsider = world.case_manager("한별", other)
        self.reviewer = scope_of(world.worker("박검토", agency), Role.SUPERVISOR)
        self.colleague = scope_of(world.worker("두리", agency), Role.SUPERVISOR)
        self.stranger = scope_of(world.worker("남모", other), Role.SUPERVISOR)
        assert self.reviewer.actor is not None
        given = EmergencyAccess(
            subject=self.client,
            categories=OPENED,
            reason="의식이 없는 채로 발견됨",
            reviewer=self.reviewer.actor,
        )
        open_in_emergency(world.store, self.outsider, given)

    def review(
        self, verdict: str = "justified", consequence: str = "", *, by: Scope | None = None, commit: str = ""
    ) -> tuple[str, ...]:
        assert self.outsider.actor is not None
        given = ReviewGiven(
            subject=self.client, opened_by=self.outsider.actor, verdict=verdict, consequence=consequence
        )
        named = CommitId(commit) if commit else None
        return review_access(self.world.store, by or self.reviewer, given, commit=named).edges

    def accesses(self) -> list[Edge]:
        view = self.world.store.view(scope_of(self.client, Role.CLIENT), as_of=EVERY_MOMENT)
        edges = edges_out(view, [self.client], "consents_to")
        return [each for each in edges if each.text("basis") == "danger-to-life"]


@pytest.fixture
def opened(world: World) -> Opened:
    return Opened(world)


def test_a_verdict_stands_at_the_access_where_the_client_reads_it(opened: Opened) -> None:
    opened.world.clock.move(days=2)

    opened.review("justified", "가족에게 알림")

    found = opened.accesses()
    assert len(found) == len(OPENED)
    assert {each.text("review") for each in found} == {"justified"}
    assert {each.text("consequence") for each in found} == {"가족에게 알림"}
    assert {each.get("reviewed_at") for each in found} == {opened.world.clock.now}


def test_an_access_that_was_not_justified_ends_at_once_and_has_its_consequence(opened: Opened) -> None:
    with pytest.raises(RuleError, match="review-consequence"):
        opened.review("not-justified", " ")
    assert granted(opened.world.view(opened.outsider), opened.client) == OPENED

    opened.review("not-justified", "열람 권한 교육, 개인정보 담당자에게 보고")

    assert opened.world.view(opened.outsider).nodes([opened.client]) == {}
    assert {each.text("review") for each in opened.accesses()} == {"not-justified"}


def test_a_justified_access_runs_to_its_own_end(opened: Opened) -> None:
    opened.review()

    assert granted(opened.world.view(opened.outsider), opened.client) == OPENED
    opened.world.clock.move(hours=24)
    assert opened.world.view(opened.outsider).nodes([opened.client]) == {}


def test_nobody_reviews_but_who_was_named(opened: Opened) -> None:
    for other in (opened.outsider, opened.colleague):
        with pytest.raises(RuleError, match="nothing-to-review"):
            opened.review(by=other)
    with pytest.raises(NodeNotFoundError):
        opened.review(by=opened.stranger)

    assert {each.text("review") for each in opened.accesses()} == {""}


def test_a_review_is_made_once_and_sent_twice_is_one(opened: Opened) -> None:
    first = opened.review(commit="same")

    assert opened.review("not-justified", "다시", commit="same") == first
    with pytest.raises(RuleError, match="nothing-to-review"):
        opened.review("not-justified", "다시")
    assert {each.text("review") for each in opened.accesses()} == {"justified"}
