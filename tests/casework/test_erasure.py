"""The end of a file: it goes when no law keeps it, whole, and takes nothing of anybody else along."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.account import AccountGiven, make_account
from resnet.casework.closing import ClosingGiven, close_case
from resnet.casework.emergency_access import EmergencyAccess, open_in_emergency
from resnet.casework.emergency_review import ReviewGiven, review_access
from resnet.casework.erasure import due_for_erasure, erase_client, what_would_go
from resnet.casework.person_facts import PersonFacts
from resnet.casework.statement import StatementGiven, take_statement
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId, Put, Where
from resnet.graph.reading import edges_in, find_all
from resnet.graph.store import EVERY_MOMENT, START
from resnet.ontology.category import Category
from resnet.ontology.registry import KINDS
from tests.casework.world import KEEPER, World, scope_of

SIX_YEARS = 6 * 365 + 2


class Files:
    """Two clients of one agency; the first one's case is closed today."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agency = world.agency("물빛복지관")
        self.manager = world.case_manager("최온", self.agency)
        self.supervisor = scope_of(world.worker("박검토", self.agency), Role.SUPERVISOR)
        self.first = world.client(self.manager, self.agency)
        other = PersonFacts(name="박나래", sex="female", birth_year=1975)
        self.second = world.client(self.manager, self.agency, facts=other)
        said = StatementGiven(
            case=self.first.case,
            words="밥 먹을 돈이 없어요",
            spoken_by="본인",
            domain="2000000",
            level="individual",
        )
        take_statement(world.store, self.manager, said)

    def close(self) -> None:
        given = ClosingGiven(case=self.first.case, reason="goals-reached", change="스스로 장을 봄")
        close_case(self.world.store, self.manager, given)

    def about(self, client: NodeId) -> list[NodeId]:
        view = self.world.store.view(KEEPER, as_of=EVERY_MOMENT)
        return [node.id for kind in KINDS for node in find_all(view, kind, Where(about=client))]


@pytest.fixture
def files(world: World) -> Files:
    return Files(world)


def test_a_running_case_is_not_erased(files: Files) -> None:
    before = files.about(files.first.client)

    with pytest.raises(RuleError, match="erasure-case-open"):
        erase_client(files.world.store, files.supervisor, files.first.client)

    assert files.about(files.first.client) == before


def test_a_file_is_kept_as_long_as_the_law_says_to_the_day(files: Files) -> None:
    files.close()
    files.world.clock.now = files.world.clock.now.replace(year=2031)

    with pytest.raises(RuleError, match="erasure-kept") as refused:
        erase_client(files.world.store, KEEPER, files.first.client)

    day = refused.value.facts["day"]
    assert due_for_erasure(files.world.store.view(KEEPER)) == ()
    files.world.clock.move(days=1)
    (due,) = due_for_erasure(files.world.store.view(KEEPER))
    assert (due.client, due.until.date(), due.name) == (files.first.client, day, "이가람")
    assert erase_client(files.world.store, KEEPER, files.first.client).total > 0


def test_everything_about_the_client_goes_and_nothing_of_another(files: Files) -> None:
    files.close()
    files.world.clock.move(days=SIX_YEARS)
    others = files.about(files.second.client)

    would = what_would_go(files.world.store, KEEPER, files.first.client)
    gone = erase_client(files.world.store, KEEPER, files.first.client)

    assert would == gone
    assert {"case", "person", "statement", "closing", "consent"} <= set(gone.counts)
    assert files.about(files.first.client) == []
    assert files.about(files.second.client) == others
    view = files.world.store.view(KEEPER, as_of=EVERY_MOMENT)
    assert view.nodes([files.first.client]) == {}
    assert edges_in(view, [files.agency], "consents_to") != []
    history = view.history([files.first.client])
    assert all(entry.element is None for entry in history)


def test_a_look_beforehand_changes_nothing(files: Files) -> None:
    files.close()
    files.world.clock.move(days=SIX_YEARS)
    before = files.about(files.first.client)

    what_would_go(files.world.store, KEEPER, files.first.client)

    assert files.about(files.first.client) == before


def test_the_clients_own_account_goes_along(files: Files) -> None:
    files.close()
    given = AccountGiven(
        owner=files.first.client,
        login="garam",
        password="긴 비밀 문장 하나를 적는다",
        roles=frozenset({Role.CLIENT}),
    )
    account = make_account(files.world.store, KEEPER, given).account
    files.world.clock.move(days=SIX_YEARS)

    erase_client(files.world.store, KEEPER, files.first.client)

    assert files.world.store.view(KEEPER, as_of=EVERY_MOMENT).nodes([account]) == {}


def test_a_household_in_which_somebody_else_lives_stays(files: Files) -> None:
    files.close()
    view = files.world.store.view(KEEPER)
    (home,) = [edge.end for edge in view.edges([files.first.client], ("lives_in",))]
    files.world.join("lives_in", files.second.client, home)
    files.world.clock.move(days=SIX_YEARS)

    erase_client(files.world.store, KEEPER, files.first.client)

    assert files.world.store.view(KEEPER).nodes([home])


def test_an_emergency_access_is_reviewed_before_its_trace_goes(files: Files) -> None:
    outsider = files.world.case_manager("한별", files.world.agency("다른곳"))
    assert files.supervisor.actor is not None
    assert outsider.actor is not None
    given = EmergencyAccess(
        subject=files.first.client,
        categories=frozenset({Category.IDENTITY}),
        reason="의식이 없는 채로 발견됨",
        reviewer=files.supervisor.actor,
    )
    open_in_emergency(files.world.store, outsider, given)
    files.close()
    review = ReviewGiven(subject=files.first.client, opened_by=outsider.actor, verdict="justified")
    waiting = files.world.clock.now
    files.world.clock.move(days=SIX_YEARS)

    with pytest.raises(RuleError, match="erasure-review-waiting"):
        erase_client(files.world.store, KEEPER, files.first.client)

    files.world.clock.now = waiting + timedelta(days=1)
    review_access(files.world.store, files.supervisor, review)
    files.world.clock.move(days=SIX_YEARS)
    assert erase_client(files.world.store, KEEPER, files.first.client).total > 0


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PARTNER, Role.ADMINISTRATOR])
def test_who_does_not_answer_for_the_file_may_not(files: Files, role: Role) -> None:
    files.close()
    assert files.manager.actor is not None
    asking = Scope.of(files.manager.actor, frozenset({role}), reason="test")

    with pytest.raises(ForbiddenError):
        what_would_go(files.world.store, asking, files.first.client)


def test_a_hidden_client_is_answered_as_a_missing_one(files: Files) -> None:
    files.close()
    stranger = scope_of(files.world.worker("남모", files.world.agency("다른곳")), Role.SUPERVISOR)

    for client in (files.first.client, NodeId("person:none")):
        with pytest.raises(NodeNotFoundError, match=str(NodeNotFoundError())):
            erase_client(files.world.store, stranger, client)


def test_the_commit_says_who_asked_and_nothing_of_whom(files: Files) -> None:
    files.close()
    files.world.clock.move(days=SIX_YEARS)
    edges = files.world.store.view(KEEPER, as_of=EVERY_MOMENT).edges([files.first.client], ("consents_to",))
    files.world.write(*(Put(replace(edge, until=None)) for edge in edges))

    erase_client(files.world.store, files.supervisor, files.first.client)

    last = list(files.world.store.view(KEEPER, as_of=EVERY_MOMENT).feed(START))[-1]
    assert files.supervisor.actor is not None
    assert files.supervisor.actor in last.entries[0].why
    assert "이가람" not in last.entries[0].why
