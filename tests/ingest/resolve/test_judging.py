"""Two entries become one and two again; the graph follows, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, NodeNotFoundError
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Put
from resnet.graph.keep import check
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.resolve.judge import (
    ContradictingJudgementError,
    NotJudgeableError,
    accept,
    judge,
    reject,
    undo,
)
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.resolve.widening import OpensClientsError
from resnet.ontology.category import Category
from tests.ingest.resolve.entries import (
    AS_COORDINATOR,
    KEEPER,
    keyed,
    listed,
    pair,
    referral_to,
    state,
    write,
)


def merged(store: GraphStore, one: NodeId, other: NodeId) -> NodeId:
    kept = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME).kept
    assert kept is not None
    return kept


def test_what_both_lists_say_is_said_of_the_one_that_is_kept(store: GraphStore) -> None:
    one = listed(store, "가온복지관", phone="02-111-2222")
    other = listed(store, "가온 복지관", source="다른 목록", homepage="gaon.example")

    kept = merged(store, one, other)

    nodes = store.view(KEEPER).nodes([one, other])
    assert (nodes[kept].text("phone"), nodes[kept].text("homepage")) == ("02-111-2222", "gaon.example")
    gone = other if kept == one else one
    assert dict(nodes[gone].fields) == {}
    assert [edge.end for edge in edges_out(store.view(KEEPER), [gone], "same_as")] == [kept]


def test_records_keep_their_sources(store: GraphStore) -> None:
    one = listed(store, "가온복지관")
    other = listed(store, "가온 복지관", source="다른 목록")

    kept = merged(store, one, other)

    told = edges_in(store.view(KEEPER), [kept], "describes")
    assert sorted(edge.text("said_by") for edge in told) == ["다른 목록", "목록"]


def test_letters_workers_and_places_are_found_at_the_one_that_is_kept(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관", at="가로 1"), listed(store, "가온 복지관", at="가로 1")
    referral_to(store, "letter", other)
    worker = NodeId("person:worker")
    write(store, Put(Node(id=worker, kind="person", category=Category.PUBLIC)))
    write(store, Put(keyed(store, "works_for", worker, one)))

    kept = merged(store, one, other)

    assert kept == other
    view = store.view(KEEPER)
    assert [edge.start for edge in edges_in(view, [kept], "works_for")] == [worker]
    assert [edge.start for edge in edges_in(view, [kept], "addressed_to")] == ["referral:letter"]
    assert {edge.end for edge in edges_out(view, [kept], "located_at")} == {store.ids.key("place", "가로 1")}


def test_the_same_service_of_both_becomes_one_and_two_again(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")

    judged = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    services = {edge.end for edge in edges_out(store.view(KEEPER), [judged.kept or one], "offers")}
    undo(store, AS_COORDINATOR, judged.judgement)

    assert len(services) == 1
    view = store.view(KEEPER)
    assert len({edge.end for edge in edges_out(view, [one, other], "offers")}) == 2


def test_services_part_again_with_the_very_judgement_that_joined_them(store: GraphStore) -> None:
    one, two, three = (listed(store, name) for name in ("가", "나", "다"))
    judge(store, AS_COORDINATOR, pair(one, two), Verdict.SAME)
    second = judge(store, AS_COORDINATOR, pair(two, three), Verdict.SAME)
    of_all = {edge.end for edge in edges_out(store.view(KEEPER), [one, two, three], "offers")}

    undo(store, AS_COORDINATOR, second.judgement)

    view = store.view(KEEPER)
    assert len(of_all) == 1
    assert [edge.end for edge in edges_out(view, [three], "offers")] == [
        store.ids.key("service", three, "care")
    ]
    assert len({edge.end for edge in edges_out(view, [one, two], "offers")}) == 1


def test_taken_back_everything_stands_as_it_did(store: GraphStore, tmp_path: Path) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    referral_to(store, "first", one)
    before = state(store)

    judged = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    between = state(store)
    undo(store, AS_COORDINATOR, judged.judgement)

    assert between != before
    assert state(store) == before
    assert check(store) == []


def test_a_list_read_again_meanwhile_is_taken_along_by_undo(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    judged = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    gone, kept = (other, one) if judged.kept == one else (one, other)
    record = store.ids.key("record", "새 목록", "행")
    told = keyed(store, "describes", record, gone, name="가온", standing="list")
    moved = Edge(id=told.id, kind="describes", start=record, end=kept, fields=told.fields)
    write(store, Put(Node(id=record, kind="record")), Put(moved))

    undo(store, AS_COORDINATOR, judged.judgement)

    assert [edge.end for edge in edges_out(store.view(KEEPER), [record], "describes")] == [gone]


def test_a_letter_written_meanwhile_stays_where_it_was_sent(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    judged = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    assert judged.kept is not None
    letter = referral_to(store, "later", judged.kept)

    undo(store, AS_COORDINATOR, judged.judgement)

    assert [edge.end for edge in edges_out(store.view(KEEPER), [letter.start], "addressed_to")] == [
        judged.kept
    ]


def test_judgements_are_taken_back_in_any_order(store: GraphStore) -> None:
    one, two, three = (listed(store, name) for name in ("가", "나", "다"))
    before = state(store)
    first = judge(store, AS_COORDINATOR, pair(one, two), Verdict.SAME)
    second = judge(store, AS_COORDINATOR, pair(two, three), Verdict.SAME)

    undo(store, AS_COORDINATOR, first.judgement)
    between = {store.view(KEEPER).nodes([each])[each].text("name") for each in (one, two, three)}
    undo(store, AS_COORDINATOR, second.judgement)

    assert between in ({"가", "다", ""}, {"가", "나", ""})
    assert state(store) == before
    assert check(store) == []


def test_judged_twice_the_same_nothing_changes(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    first = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)

    again = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)

    assert (again.judgement, again.changed, again.kept) == (first.judgement, 0, first.kept)


def test_taken_back_twice_nothing_changes(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    first = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    undo(store, AS_COORDINATOR, first.judgement)

    assert undo(store, AS_COORDINATOR, first.judgement).changed == 0


def test_a_rejected_pair_is_parted_and_undo_makes_it_one_again(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    first = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)

    parted = reject(store, AS_COORDINATOR, first.judgement)
    names = {node.text("name") for node in store.view(KEEPER).nodes([one, other]).values()}
    back = undo(store, AS_COORDINATOR, parted.judgement)

    assert parted.kept is None
    assert names == {"가온복지관", "가온 복지관"}
    assert back.kept == first.kept


def test_a_judgement_that_contradicts_an_earlier_one_is_refused(store: GraphStore) -> None:
    one, two, three = (listed(store, name) for name in ("가", "나", "다"))
    judge(store, AS_COORDINATOR, pair(one, two), Verdict.SAME)
    judge(store, AS_COORDINATOR, pair(one, three), Verdict.DIFFERENT)
    before = state(store)

    with pytest.raises(ContradictingJudgementError):
        judge(store, AS_COORDINATOR, pair(two, three), Verdict.SAME)

    assert state(store) == before


def test_two_kinds_of_thing_are_never_one(store: GraphStore) -> None:
    one = listed(store, "가온복지관")
    service = store.ids.key("service", one, "care")

    for other in (service, one):
        with pytest.raises(NotJudgeableError):
            judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PARTNER, Role.CLIENT, Role.SUPERVISOR])
def test_who_does_not_keep_the_directory_judges_nothing(store: GraphStore, role: Role) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    first = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    scope = Scope.of(NodeId("person:other"), frozenset({role}), reason="test")

    for act in (accept, reject, undo):
        with pytest.raises(ForbiddenError):
            act(store, scope, first.judgement)
    with pytest.raises(ForbiddenError):
        judge(store, scope, pair(one, other), Verdict.DIFFERENT)


def test_a_judgement_that_is_not_there_is_not_found(store: GraphStore) -> None:
    for act in (accept, reject, undo):
        with pytest.raises(NodeNotFoundError):
            act(store, AS_COORDINATOR, NodeId("judgement:none"))


def test_a_judgement_never_opens_clients_to_those_they_did_not_name(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    worker, client = NodeId("person:worker"), NodeId("person:client")
    write(
        store,
        Put(Node(id=worker, kind="person", category=Category.PUBLIC)),
        Put(Node(id=NodeId("account:w"), kind="account", fields={"login": "w"})),
        Put(keyed(store, "works_for", worker, one)),
        Put(keyed(store, "has_account", worker, NodeId("account:w"))),
        Put(Node(id=client, kind="person", category=Category.IDENTITY, about=(client,))),
        Put(
            Edge(
                id=EdgeId("consents_to:x"),
                kind="consents_to",
                start=client,
                end=other,
                fields={"category": "identity", "basis": "consent"},
            )
        ),
    )
    before = state(store)

    with pytest.raises(OpensClientsError):
        judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)

    assert state(store) == before


def test_the_ledger_only_grows(store: GraphStore) -> None:
    one, other = listed(store, "가온복지관"), listed(store, "가온 복지관")
    first = judge(store, AS_COORDINATOR, pair(one, other), Verdict.SAME)
    view = store.view(KEEPER, as_of=EVERY_MOMENT)
    before = view.nodes([first.judgement])

    undo(store, AS_COORDINATOR, first.judgement)

    view = store.view(KEEPER, as_of=EVERY_MOMENT)
    assert view.nodes([first.judgement]) == before
    assert len(edges_in(view, [first.judgement], "takes_back")) == 1
