"""What leaves the store about a person is in the access log first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from resnet.access.audit import AccessLog, AccessLogError, make_access_log
from resnet.access.look import LogRow
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.trail import looks_at, looks_by, looks_in_emergency, verify_log
from resnet.errors import ConflictError
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId, Patch, Put, Version, Where
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from tests.fresh_store import fresh_store
from tests.model_store import ModelStore

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
AGENCY, WORKER, OUTSIDER = NodeId("agency:1"), NodeId("person:worker"), NodeId("person:outsider")
LEE, SISTER, SHOP = NodeId("person:lee"), NodeId("person:sister"), NodeId("service:shop")
GIVEN = (Category.IDENTITY, Category.FAMILY, Category.CONTACT)


def consent(category: Category, receiver: NodeId, **fields: str) -> Put:
    return Put(
        Edge(
            id=EdgeId(f"consents_to:{category}-{receiver}"),
            kind="consents_to",
            start=LEE,
            end=receiver,
            fields={"category": str(category), **fields},
            until=NOW + timedelta(days=1),
        )
    )


@pytest.fixture
def log(tmp_path: Path) -> Iterator[AccessLog]:
    made = make_access_log(tmp_path / "log", bytes(32), lambda: NOW)
    yield made
    made.close()


@pytest.fixture(params=["model", "sqlite"])
def inner(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    made = ModelStore(lambda: NOW) if request.param == "model" else fresh_store(tmp_path, lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def store(log: AccessLog, inner: GraphStore) -> AuditedStore:
    changes = [
        Put(Node(id=AGENCY, kind="agency")),
        Put(Node(id=SHOP, kind="service")),
        Put(Node(id=WORKER, kind="person", category=Category.PUBLIC)),
        Put(Node(id=OUTSIDER, kind="person", category=Category.PUBLIC)),
        Put(Edge(id=EdgeId("works_for:1"), kind="works_for", start=WORKER, end=AGENCY)),
        Put(
            Node(
                id=LEE,
                kind="person",
                category=Category.IDENTITY,
                about=(LEE,),
                fields={"name": "이가람", "phone": "032-000-0000", "conditions": ("고혈압",)},
            )
        ),
        Put(
            Node(id=SISTER, kind="person", category=Category.FAMILY, about=(LEE,), fields={"name": "이나래"})
        ),
        Put(Edge(id=EdgeId("parent_of:1"), kind="parent_of", start=LEE, end=SISTER)),
        *(consent(category, AGENCY, basis="consent") for category in GIVEN),
    ]
    inner.write(changes, scope=Scope.everything(reason="test"), why="", commit=CommitId("1"))
    return AuditedStore(inner, log)


def scope(actor: NodeId = WORKER) -> Scope:
    return Scope.of(actor, frozenset({Role.CASE_MANAGER}), reason="case page")


def only_row(log: AccessLog, actor: NodeId = WORKER) -> LogRow:
    (row,) = looks_by(log, actor)
    return row


def test_a_node_that_is_read_leaves_who_whose_which_categories_why_and_by_which_path(
    store: AuditedStore, log: AccessLog
) -> None:
    assert LEE in store.view(scope()).nodes([LEE])

    row = only_row(log)

    assert row.look.verb == "nodes"
    assert row.look.why == "case page"
    assert row.look.path == (AGENCY,)
    # The health condition is hidden, so health was not looked at; the phone was.
    assert row.look.seen == {LEE: {Category.IDENTITY, Category.CONTACT}}


def test_a_relative_is_a_data_subject_of_the_look_too(store: AuditedStore, log: AccessLog) -> None:
    store.view(scope()).nodes([SISTER])

    assert only_row(log).look.seen == {LEE: {Category.FAMILY}, SISTER: {Category.FAMILY}}
    assert len(looks_at(log, SISTER)) == 1


def test_a_call_is_one_row_whatever_it_shows(store: AuditedStore, log: AccessLog) -> None:
    store.view(scope()).nodes([LEE, SISTER, SHOP])

    assert only_row(log).look.seen.keys() == {LEE, SISTER}


@pytest.mark.parametrize("verb", ["nodes", "edges", "nodes-with-edges", "find", "history", "feed"])
def test_every_way_of_reading_leaves_a_row(store: AuditedStore, log: AccessLog, verb: str) -> None:
    view = store.view(scope())
    reads: dict[str, Callable[[], object]] = {
        "nodes": lambda: view.nodes([LEE]),
        "edges": lambda: view.edges([LEE], ("parent_of",)),
        "nodes-with-edges": lambda: view.nodes_with_edges([LEE], ("parent_of",)).nodes,
        "find": lambda: view.find("person", Where(equals={"name": "이가람"})),
        "history": lambda: view.history([LEE]),
        "feed": lambda: list(view.feed()),
    }

    assert reads[verb]()

    row = only_row(log)
    assert row.look.verb == verb
    assert LEE in row.look.seen


def test_nodes_with_their_edges_are_one_row_that_names_all_that_either_shows(
    store: AuditedStore, log: AccessLog
) -> None:
    found = store.view(scope()).nodes_with_edges([LEE], ("parent_of",))

    assert found.nodes
    assert found.edges
    # Identity and contact are shown by the node, family by the edge alone.
    assert only_row(log).look.seen == {LEE: {Category.IDENTITY, Category.CONTACT, Category.FAMILY}}
    assert only_row(log).look.path == (AGENCY,)


def test_what_is_public_or_hidden_leaves_no_row(store: AuditedStore, log: AccessLog) -> None:
    stranger = store.view(scope(OUTSIDER))

    assert stranger.nodes([LEE, SHOP, WORKER]).keys() == {SHOP, WORKER}
    assert stranger.edges([LEE]) == []
    assert stranger.nodes_with_edges([LEE, SHOP]).nodes.keys() == {SHOP}
    assert stranger.find("person", Where(equals={"name": "이가람"})).nodes == ()

    assert looks_by(log, OUTSIDER) == []


def test_the_clients_own_look_goes_by_the_path_self(store: AuditedStore, log: AccessLog) -> None:
    own = Scope.of(LEE, frozenset({Role.CLIENT}), reason="own page")

    store.view(own).nodes([LEE])

    assert only_row(log, LEE).look.path == ("self",)


def test_an_emergency_look_says_so_in_its_path(store: AuditedStore, log: AccessLog) -> None:
    emergency = consent(
        Category.IDENTITY, OUTSIDER, basis="danger-to-life", reason="불이 났다", reviewer=WORKER
    )
    store.inner.write([emergency], scope=Scope.everything(reason="t"), why="", commit=CommitId("2"))

    store.view(scope(OUTSIDER)).nodes([LEE])

    assert only_row(log, OUTSIDER).look.path == ("danger-to-life",)
    store.view(scope()).nodes([LEE])
    assert [row.look.actor for row in looks_in_emergency(log)] == [OUTSIDER]


def test_a_look_by_a_referral_names_the_referral(store: AuditedStore, log: AccessLog) -> None:
    other, referral = NodeId("agency:2"), NodeId("referral:1")
    changes = [
        Put(Node(id=other, kind="agency")),
        Put(Edge(id=EdgeId("works_for:2"), kind="works_for", start=OUTSIDER, end=other)),
        Put(Node(id=referral, kind="referral", about=(LEE,), fields={"state": "requested"})),
        Put(Edge(id=EdgeId("addressed_to:1"), kind="addressed_to", start=referral, end=other)),
        consent(Category.IDENTITY, referral, basis="consent"),
    ]
    store.inner.write(changes, scope=Scope.everything(reason="t"), why="", commit=CommitId("2"))

    store.view(scope(OUTSIDER)).nodes([LEE])

    assert only_row(log, OUTSIDER).look.path == (referral,)


def test_upkeep_leaves_its_reason_once_a_view_and_only_when_it_read_somebody(
    store: AuditedStore, log: AccessLog
) -> None:
    view = store.view(Scope.everything(reason="a nightly backup"))

    view.nodes([SHOP])
    assert looks_at(log, LEE) == []

    view.nodes([LEE])
    view.nodes([SISTER])
    assert [row.look.why for row in looks_at(log, LEE)] == ["a nightly backup"]


def test_no_answer_leaves_when_the_log_cannot_be_written(store: AuditedStore, log: AccessLog) -> None:
    log._connection.set_commit_hook(lambda: True)
    view = store.view(scope())

    for read in (
        lambda: view.nodes([LEE]),
        lambda: view.edges([LEE]),
        lambda: view.find("person"),
        lambda: view.history([LEE]),
        lambda: next(view.feed()),
    ):
        with pytest.raises(AccessLogError):
            read()

    assert view.nodes([SHOP]).keys() == {SHOP}, "the directory still answers"


def test_a_conflict_shows_what_another_wrote_and_is_a_look(store: AuditedStore, log: AccessLog) -> None:
    seen = store.view(scope()).nodes([LEE])[LEE].version
    store.write([Patch(LEE, {"name": "이가온"})], scope=scope(), why="", commit=CommitId("2"))
    before = len(looks_at(log, LEE))

    with pytest.raises(ConflictError) as conflict:
        store.write([Patch(LEE, {"name": "이나무"}, seen)], scope=scope(), why="", commit=CommitId("3"))

    assert conflict.value.theirs == {"name": "이가온"}
    assert len(looks_at(log, LEE)) == before + 1
    assert Version(0) < seen


def test_the_log_of_many_reads_is_whole(store: AuditedStore, log: AccessLog) -> None:
    view = store.view(scope())
    for _ in range(20):
        view.nodes([LEE])

    assert len(looks_at(log, LEE)) == 20
    assert verify_log(log) == []
