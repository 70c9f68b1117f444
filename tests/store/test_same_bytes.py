"""The file and the server tell the same: after the same histories, every answer in every byte.

A history is played in both stores at once: a world of its own, a few commits by anybody, a few questions by
anybody. Worlds share the stores, so that nothing is emptied or planned anew between them, and every page
that is not somebody's is one of all of them. A failure names the history; ``play`` of its number alone
shows it again, but for pages and marks that depend on the histories before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from random import Random

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Receipt, Version
from resnet.graph.keep import portable
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.store import GraphStore
from resnet.ontology.registry import EDGE_KINDS, KINDS
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import fresh_store
from tests.store.on_server import fresh_server_store
from tests.store.random_histories import SOME_EDGES, SOME_NODES, World, change, first_changes, writer
from tests.store.random_questions import SORTS, question, told
from tests.store.town import KEEPER, Clock

# Of one seed both have the same secret: page marks and salts are the same as well.
SEED = b"the same bytes"
SOME, VERY_MANY = 60, 10_000
# So many histories lie in one store before another is begun: the pages of everybody grow with them.
TOGETHER = 500
COMMITS, QUESTIONS = 4, 5
# Each must come of some of the writes, else they are no test of it.
OUTCOMES = ("Receipt", "NodeNotFoundError", "ForbiddenError", "BadValueError", "UnknownKindError", "Conflict")
ERRORS_OF_READS = ("BadCursorError", "BadValueError", "UnknownKindError")
Kinds = tuple[Collection[str], Collection[str]]


class Both:
    """The two stores with one clock, and how often what was told."""

    def __init__(self, server: Neo4jServer, folder: Path, kinds: Kinds) -> None:
        self.clock, self.kinds = Clock(), kinds
        self.file = fresh_store(folder, self.clock, seed=SEED)
        self.server = fresh_server_store(server, self.clock, seed=SEED)
        self.written: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def play(self, number: int) -> None:
        """One history."""
        chance = Random(number)
        world = World(number, self.clock.now, *self.kinds)
        world.version = self._begin(chance, world)
        for commit in range(1, COMMITS):
            changes = [change(chance, world) for _ in range(chance.choice((1, 1, 2, 3)))]
            self.write(changes, writer(chance, world), f"{number}-{commit}")
            if chance.random() < 0.1:
                self.write(changes, KEEPER, f"{number}-{chance.randrange(COMMITS)}")
            self.clock.move(hours=chance.choice((0, 0.5, 2, 24)))
        for name in chance.sample(sorted(SORTS), QUESTIONS):
            asked = question(chance, world, name)
            answer = self.same(asked.of, f"history {number}: {asked}")
            self.asked[name] += any(each in answer for each in ("Node(", "Edge(", "Entry("))
            self.asked.update(each for each in ERRORS_OF_READS if each in answer)

    def _begin(self, chance: Random, world: World) -> Version:
        changes = first_changes(chance, world)
        receipts: list[Receipt] = []
        commit = CommitId(f"{world.number}-0")

        def begin(store: GraphStore) -> None:
            receipts.append(store.write(changes, scope=KEEPER, why="begins", commit=commit))

        self.same(begin, f"history {world.number} begins with {changes}")
        return receipts[0].version

    def write(self, changes: list[Change], scope: Scope, commit: str) -> None:
        """The same write to both; what comes of it is the same."""
        who = f"{scope.actor or 'the keeper'} {sorted(scope.roles)}"

        def write(store: GraphStore) -> Receipt:
            return store.write(changes, scope=scope, why="하나", commit=CommitId(commit))

        came = self.same(write, f"history {commit}: {who} writes {changes}")
        self.written.update(each for each in OUTCOMES if each in came)

    def same(self, act: Callable[[GraphStore], object], said: str) -> str:
        """What both tell of the act.

        Raises:
            AssertionError: If they tell different things.
        """
        in_file, on_server = (told(lambda store=store: act(store)) for store in (self.file, self.server))  # type: ignore[misc]
        assert on_server == in_file, said
        return in_file

    def close(self) -> None:
        """Both."""
        self.file.close()
        self.server.close()


def play_all(server: Neo4jServer, folder: Path, numbers: Iterable[int], kinds: Kinds) -> Counter[str]:
    """These histories in two new stores, which are the same as a whole in the end; how often what came."""
    server.wipe()
    both = Both(server, folder, kinds)
    try:
        for number in numbers:
            both.play(number)
        # Every element, entry, salt, receipt and link of the chain in one number.
        assert digest_of_store(portable(both.server)) == digest_of_store(portable(both.file))
    finally:
        both.close()
    return both.written + both.asked


def assert_all_came(came: Counter[str]) -> None:
    """Every sort of question told something, every sort of refusal was met."""
    wanted = {*OUTCOMES, *ERRORS_OF_READS, *SORTS} - {"bad finds"}
    assert not wanted - set(came), sorted(wanted - set(came))


@pytest.mark.neo4j
def test_after_any_histories_file_and_server_tell_the_same_bytes(
    neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    came = play_all(neo4j_server, tmp_path, range(SOME), (SOME_NODES, SOME_EDGES))

    assert_all_came(came)


@pytest.mark.long
@pytest.mark.neo4j
@pytest.mark.parametrize("first", range(SOME, SOME + VERY_MANY, TOGETHER))
def test_after_very_many_histories_of_every_kind_file_and_server_tell_the_same_bytes(
    neo4j_server: Neo4jServer, tmp_path: Path, first: int
) -> None:
    came = play_all(neo4j_server, tmp_path, range(first, first + TOGETHER), (KINDS, EDGE_KINDS))

    assert_all_came(came)
