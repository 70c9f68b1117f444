"""Whatever is written by whomever: the file answers as the model does, to everybody."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from resnet.access.scope import Scope
from resnet.errors import ConflictError, ResnetError
from resnet.graph.elements import Change, CommitId, Direction, NodeId, Version, Where
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView, Moment
from resnet.ontology.category import Category
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import fresh_store
from tests.model_store import ModelStore
from tests.store.on_server import fresh_server_store
from tests.store.random_writes import (
    CHANGES,
    ELEMENTS,
    FIRST_EDGES,
    KIN,
    NODE_IDS,
    READERS,
    SCOPES,
    SUBJECTS,
    WRITERS,
)
from tests.store.town import BEGIN, CENTRE, DURI, HANA, Clock, Town, client, consent, edge, node

NODES = [each for ids in NODE_IDS.values() for each in ids]
MOMENTS: tuple[Moment, ...] = (None, EVERY_MOMENT, BEGIN, BEGIN + timedelta(hours=2))
SOME_STEPS, SOME_EXAMPLES, MANY = 20, 12, 20
# A step asks a server some hundred times.
FEW_STEPS, FEW_EXAMPLES = 10, 2


def start(store: GraphStore, clock: Clock) -> None:
    """The same town in each, with something to see in it."""
    town = Town(store, clock)
    town.put(
        client(KIN),
        node("team:1"),
        node("service:1"),
        node("place:1"),
        node("area:1", name="가"),
        *map(node, ("record:1", "record:2", "record:3", "account:1")),
        node("household:1", HANA),
        node("referral:1", HANA, state="requested"),
        node("agreed_need:1", HANA, text="가"),
        node("agreed_need:2", HANA, DURI, category=Category.FAMILY, text="나"),
        edge("addressed_to", "referral:1", "agency:clinic"),
        edge("describes", "record:1", CENTRE, standing="list", name="가"),
    )
    town.put(*(consent(person, CENTRE, each) for person in (HANA, KIN) for each in _GIVEN))
    town.put(consent(HANA, "referral:1", Category.IDENTITY), *FIRST_EDGES)


_GIVEN = (Category.IDENTITY, Category.CASE, Category.FAMILY)


def outcome(write: Callable[[], object]) -> object:
    """What came of a write: its receipt, or which error, and what it tells."""
    try:
        return write()
    except ConflictError as conflict:
        return type(conflict), conflict.mine, conflict.theirs
    except ResnetError as refused:
        return type(refused)


def answers(view: GraphView) -> Iterable[tuple[str, object]]:
    """Every question, and what the view answers."""
    yield "nodes", list(view.nodes(NODES).values())
    yield "edges", view.edges(NODES)
    yield "two out", view.edges(NODES, direction=Direction.OUT, limit_each=2)
    yield "some in", view.edges([HANA, CENTRE], ["consents_to", "describes"], direction=Direction.IN)
    for kind in ("person", "agency", "agreed_need", "referral", "record"):
        yield f"pages of {kind}", pages(view, kind, Where())
    yield "named", view.find("person", Where(equals={"name": "가"})).nodes
    for subject in SUBJECTS:
        yield f"about {subject}", view.find("agreed_need", Where(about=subject)).nodes
    yield "clients", view.find("person", Where(category=Category.IDENTITY)).nodes
    yield "history", sorted_entries(view)
    yield "feed", [(each.version, each.at, _by_id(each.entries)) for each in view.feed()]
    yield "late feed", [each.version for each in view.feed(Version(4))]


def pages(view: GraphView, kind: str, where: Where) -> list[list[NodeId]]:
    """The ids of all pages of two."""
    found, after = [], None
    while True:
        page = view.find(kind, where, after=after, limit=2)
        found.append([each.id for each in page.nodes])
        if (after := page.next) is None:
            return found


def sorted_entries(view: GraphView) -> list[object]:
    return [(each.version, *_by_id([each])) for each in sorted(view.history(ELEMENTS), key=_place)]


def _place(entry: object) -> tuple[int, str]:
    return entry.version, entry.id  # type: ignore[attr-defined]


def _by_id(entries: Iterable[object]) -> list[object]:
    # In which order an element's edges follow it is nobody's business.
    return sorted(entries, key=_place)


class TwoStores(RuleBasedStateMachine):
    """The same writes to both, the same questions to both."""

    def __init__(self, open_store: Callable[[Path, Clock], GraphStore]) -> None:
        super().__init__()
        self.clock = Clock()
        self.folder = tempfile.TemporaryDirectory()
        self.model = ModelStore(self.clock)
        self.kept = open_store(Path(self.folder.name), self.clock)
        self.number = 0

    @initialize()
    def begin(self) -> None:
        for store in (self.model, self.kept):
            start(store, self.clock)

    @rule(
        changes=st.lists(CHANGES, min_size=1, max_size=2),
        scope=WRITERS,
        is_again=st.booleans(),
        reader=READERS,
        as_of=st.sampled_from(MOMENTS),
    )
    def write(
        self, changes: list[Change], scope: Scope, is_again: bool, reader: Scope, as_of: Moment
    ) -> None:
        self.number += 1
        commit = CommitId(f"random {self.number}")
        for _ in range(1 + is_again):
            came = [
                outcome(partial(store.write, changes, scope=scope, why="random", commit=commit))
                for store in (self.model, self.kept)
            ]
            assert came[0] == came[1], f"{scope.actor} {sorted(scope.roles)} writes {changes}"
        self.compare(reader, as_of)
        self.compare(scope, None)

    @rule(hours=st.sampled_from([0.5, 2, 24]))
    def wait(self, hours: float) -> None:
        self.clock.move(hours=hours)

    def compare(self, scope: Scope, as_of: Moment) -> None:
        views = (store.view(scope, as_of=as_of) for store in (self.model, self.kept))
        for (question, expected), (_, found) in zip(*map(answers, views), strict=True):
            assert found == expected, f"{question}, as {scope.actor} {sorted(scope.roles)} at {as_of}"

    def teardown(self) -> None:
        if self.number:
            for scope in SCOPES:
                self.compare(scope, EVERY_MOMENT)
        self.kept.close()
        self.folder.cleanup()


def play(
    examples: int,
    open_store: Callable[[Path, Clock], GraphStore] = fresh_store,
    *,
    steps: int = SOME_STEPS,
) -> None:
    """So many random stories."""

    class Opened(TwoStores):
        def __init__(self) -> None:
            super().__init__(open_store)

    checked = settings(
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Opened, settings=checked)


def on(server: Neo4jServer) -> Callable[[Path, Clock], GraphStore]:
    """A new store on the server for each story."""

    def open_store(_: Path, clock: Clock) -> GraphStore:
        server.wipe()
        return fresh_server_store(server, clock)

    return open_store


def test_after_any_writes_the_file_answers_everybody_as_the_model_does() -> None:
    play(SOME_EXAMPLES)


@pytest.mark.long
def test_after_very_many_writes_the_file_answers_everybody_as_the_model_does() -> None:
    play(SOME_EXAMPLES * MANY)


@pytest.mark.neo4j
def test_after_any_writes_the_server_answers_everybody_as_the_model_does(neo4j_server: Neo4jServer) -> None:
    play(FEW_EXAMPLES, on(neo4j_server), steps=FEW_STEPS)


@pytest.mark.long
@pytest.mark.neo4j
def test_after_very_many_writes_the_server_answers_everybody_as_the_model_does(
    neo4j_server: Neo4jServer,
) -> None:
    play(FEW_EXAMPLES * MANY, on(neo4j_server))
