"""Every reading of casework, asked as stranger, member and outsider; facts of relatives and of two people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.assignment import AssignmentGiven, assign, caseload
from resnet.casework.circle import consent_circle, granted
from resnet.casework.clocks import clocks_of, late_clocks
from resnet.casework.closing import contact_sums
from resnet.casework.contact import ContactGiven, record_contact
from resnet.casework.family import add_family, correct_person, move_person
from resnet.casework.intake import IntakeDone, IntakeGiven, take_in
from resnet.casework.open_case import cases_of, read_case
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.errors import NodeNotFoundError, ResnetError
from resnet.graph.elements import NodeId, Put, Where
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import World, scope_of

SISTER = Relative(key="sister", facts=PersonFacts(name="이나래", birth_year=1975), is_resident=True)
KIN = Kin((SISTER,), (Tie(kind="feels_about", start="client", end="sister", nature="close"),))
NOBODY = NodeId("person:00000000-0000-0000-0000-000000000000")
NO_CASE = NodeId("case:00000000-0000-0000-0000-000000000000")


@dataclass
class Known:
    """A client known to one agency."""

    world: World
    agency: NodeId
    manager: Scope
    done: IntakeDone


@pytest.fixture
def known(world: World) -> Known:
    agency = world.agency("물빛복지관")
    manager = world.case_manager("최온", agency)
    done = world.client(manager, agency, kin=KIN)
    worker = manager.actor
    assert worker is not None
    assign(world.store, manager, AssignmentGiven(case=done.case, worker=worker))
    given = ContactGiven(
        case=done.case, at=world.clock.now, directness="direct", way="phone", next_step="내일 방문", minutes=5
    )
    record_contact(world.store, manager, given)
    return Known(world, agency, manager, done)


def outsider(known: Known) -> Scope:
    """A case manager of another agency."""
    return known.world.case_manager("한별", known.world.agency("딴곳"))


def stranger(known: Known) -> Scope:
    """Somebody with a role and no agency."""
    del known
    return scope_of(NodeId("person:stranger"), Role.COUNCIL)


READINGS: dict[str, Callable[[GraphView, NodeId, NodeId], object]] = {
    "circle": lambda view, client, case: consent_circle(view, client).openings,
    "granted": lambda view, client, case: granted(view, client),
    "clocks": lambda view, client, case: clocks_of(view, case),
    "late clocks": lambda view, client, case: late_clocks(view, case),
    "case": lambda view, client, case: read_case(view, case),
    "cases of a client": lambda view, client, case: cases_of(view, client),
    "contact sums": lambda view, client, case: contact_sums(view, case),
    "case by its code": lambda view, client, case: [
        node.id for node in view.find("case", Where(equals={"state": "intake"})).nodes
    ],
    "client by name": lambda view, client, case: [
        node.id for node in view.find("person", Where(equals={"name": "이가람"})).nodes
    ],
}


def told(view: GraphView, reading: str, client: NodeId, case: NodeId) -> object:
    """What a reading says, or which error: also that must not tell."""
    try:
        return READINGS[reading](view, client, case)
    except ResnetError as error:
        return type(error), str(error)


@pytest.mark.parametrize("reading", READINGS)
def test_a_member_reads_it(known: Known, reading: str) -> None:
    answer = told(known.world.view(known.manager), reading, known.done.client, known.done.case)

    if reading != "late clocks":
        assert answer, "nothing is late yet, but all else is there"
    assert not isinstance(answer, tuple) or answer[:1] != (NodeNotFoundError,)


@pytest.mark.parametrize("who", [outsider, stranger], ids=["outsider", "stranger"])
@pytest.mark.parametrize("reading", READINGS)
def test_hidden_reads_exactly_like_missing(known: Known, reading: str, who: Callable[[Known], Scope]) -> None:
    view = known.world.view(who(known))

    hidden = told(view, reading, known.done.client, known.done.case)
    missing = told(view, reading, NOBODY, NO_CASE)

    assert hidden == missing
    assert hidden in ([], (), frozenset(), (NodeNotFoundError, str(NodeNotFoundError())))


@pytest.mark.parametrize("reading", READINGS)
def test_after_withdrawal_a_member_reads_like_an_outsider(known: Known, reading: str) -> None:
    withdraw_consent(known.world.store, known.manager, Withdrawal(client=known.done.client))
    view = known.world.view(known.manager)

    assert told(view, reading, known.done.client, known.done.case) == told(view, reading, NOBODY, NO_CASE)


def test_a_worker_carries_only_the_cases_that_the_asker_sees(known: Known) -> None:
    worker = known.manager.actor
    assert worker is not None

    assert [case.id for case in caseload(known.world.view(known.manager), worker)] == [known.done.case]
    assert caseload(known.world.view(outsider(known)), worker) == ()


def test_a_client_sees_the_own_file_and_not_the_workers_notes(known: Known) -> None:
    own = known.world.view(scope_of(known.done.client, Role.CLIENT))

    file = own.nodes([edge.start for edge in edges_in(own, [known.done.case], "in_case")])

    assert {node.kind for node in file.values()} >= {"intake"}
    assert "contact" not in {node.kind for node in file.values()}
    assert contact_sums(own, known.done.case) == ()


def test_a_relative_is_seen_as_far_as_the_clients_family_is(known: Known) -> None:
    sister = known.done.relatives["sister"]
    view = known.world.view(known.manager)
    assert sister in view.nodes([sister])
    assert edges_in(view, [sister], "feels_about")

    family = Withdrawal(client=known.done.client, categories=frozenset({Category.FAMILY}))
    withdraw_consent(known.world.store, known.manager, family)

    view = known.world.view(known.manager)
    assert view.nodes([sister]) == {}
    assert edges_out(view, [known.done.client], "feels_about", "lives_in") == []
    assert known.done.client in view.nodes([known.done.client])


def test_a_relative_does_not_see_the_file_they_stand_in(known: Known) -> None:
    sister = known.done.relatives["sister"]
    own = known.world.view(scope_of(sister, Role.CLIENT))

    assert own.nodes([known.done.client, known.done.case, sister]) == {}


def test_a_fact_about_two_people_needs_both(known: Known) -> None:
    """Two clients in one household: who lives there is a fact about both."""
    world = known.world
    sheet = IntakeGiven(
        client=PersonFacts(name="이다솜", birth_year=1990),
        consents=world.consents(known.agency),
        way_in="visit",
        verdict="case-management",
        household=known.done.household,
    )
    second = take_in(world.store, known.manager, sheet)
    (edge,) = edges_out(world.view(known.manager), [second.client], "lives_in")
    assert set(edge.about) == {known.done.client, second.client}

    family = Withdrawal(client=second.client, categories=frozenset({Category.FAMILY}))
    withdraw_consent(world.store, known.manager, family)

    view = world.view(known.manager)
    assert edges_out(view, [second.client], "lives_in") == []
    assert edges_out(view, [known.done.client], "lives_in"), "the first client's own fact stays"


ACTS: dict[str, Callable[[Known, Scope, NodeId], object]] = {
    "add family": lambda known, scope, who: add_family(known.world.store, scope, who, KIN),
    "correct": lambda known, scope, who: correct_person(
        known.world.store, scope, who, PersonFacts(name="다른 이름")
    ),
    "move": lambda known, scope, who: move_person(known.world.store, scope, who, None),
    "withdraw": lambda known, scope, who: withdraw_consent(known.world.store, scope, Withdrawal(client=who)),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_outsiders_act_tells_nothing_and_changes_nothing(known: Known, act: str) -> None:
    scope = outsider(known)
    before = known.world.view(known.manager).nodes([known.done.client])

    answers = []
    for who in (known.done.client, NOBODY):
        with pytest.raises(NodeNotFoundError) as refused:
            ACTS[act](known, scope, who)
        answers.append(str(refused.value))

    assert len(set(answers)) == 1
    assert known.world.view(known.manager).nodes([known.done.client]) == before


def test_a_worker_of_the_agency_hired_later_reads_and_one_who_left_does_not(known: Known) -> None:
    world = known.world
    late = world.case_manager("새별", known.agency)
    assert granted(world.view(late), known.done.client) == PERSONAL

    assert late.actor is not None
    (edge,) = edges_out(world.view(late), [late.actor], "works_for")
    world.write(Put(replace(edge, until=world.clock.now)))

    assert granted(world.view(late), known.done.client) == frozenset()
