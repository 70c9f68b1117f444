"""Whatever was judged and whatever happened meanwhile: taken back, the state is as it would have been."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from resnet.errors import BadInputError
from resnet.graph.elements import Edge, EdgeId, End, Node, NodeId, Patch, Put
from resnet.graph.keep import check
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.resolve.apart import as_judged
from resnet.ingest.resolve.clusters import Clusters
from resnet.ingest.resolve.judge import judge, undo
from resnet.ingest.resolve.ledger import Verdict, read_ledger
from resnet.ingest.resolve.moves import find_moves
from tests.fresh_store import fresh_store
from tests.ingest.resolve.entries import (
    AS_COORDINATOR,
    DAY,
    KEEPER,
    keyed,
    listed,
    pair,
    referral_to,
    state,
    write,
)

NAMES = ("가", "나", "다", "라")
_some = st.integers(0, len(NAMES) - 1)
_acts = st.one_of(
    st.tuples(st.just("judge"), _some, _some, st.sampled_from(["same", "same", "different"])),
    st.tuples(st.just("undo"), st.integers(0, 9), st.just(0), st.just("")),
    st.tuples(st.just("read"), _some, st.integers(0, 2), st.sampled_from(["한 목록", "다른 목록"])),
    st.tuples(st.just("end"), _some, st.just(0), st.just("")),
    st.tuples(st.just("patch"), _some, st.just(0), st.sampled_from(["글", "말"])),
)


@dataclass
class Told:
    """A store with four entries, each with a letter, and what happens to them."""

    store: GraphStore

    def __post_init__(self) -> None:
        self.entries = [listed(self.store, name, phone=f"02-000-000{n}") for n, name in enumerate(NAMES)]
        self.letters = [referral_to(self.store, f"n{n}", each) for n, each in enumerate(self.entries)]

    @property
    def clusters(self) -> Clusters:
        return read_ledger(self.store.view(KEEPER, as_of=EVERY_MOMENT)).clusters

    def happens(self, act: tuple[str, int, int, str]) -> None:
        """What is no judgement: a list is read, a letter is ended or written on."""
        verb, which, more, said = act
        if verb == "read":
            self._read(self.entries[which], more, said)
        elif verb == "end":
            write(self.store, End(self.letters[which].id, DAY))
        elif verb == "patch":
            write(self.store, Patch(self.letters[which].start, {"reason": said}))

    def _read(self, entry: NodeId, row: int, source: str) -> None:
        """A row of a list says something of the entry, and offers a service, as ingest writes it."""
        record = self.store.ids.key("record", source, str(row), entry)
        service = self.store.ids.key("service", entry, str(row))
        changes = [
            Put(Node(id=record, kind="record")),
            Put(Node(id=service, kind="service")),
            Put(keyed(self.store, "describes", record, entry, name=f"{source} {row}", standing="list")),
            Put(keyed(self.store, "describes", record, service, name=f"급식 {row}", standing="list")),
            Put(keyed(self.store, "offers", entry, service)),
        ]
        write(self.store, *as_judged(changes, self.clusters))

    def judged(self, act: tuple[str, int, int, str]) -> None:
        """A judgement, where it may be made."""
        verb, which, other, said = act
        ledger = read_ledger(self.store.view(KEEPER, as_of=EVERY_MOMENT))
        try:
            if verb == "judge":
                of = pair(self.entries[which], self.entries[other])
                judge(self.store, AS_COORDINATOR, of, Verdict(said))
            elif verb == "undo" and ledger.judgements:
                made = [each.id for each in ledger.judgements.values() if each.verdict is not Verdict.UNDONE]
                undo(self.store, AS_COORDINATOR, made[which % len(made)])
        except BadInputError:
            # Two of one, or against an earlier judgement: refused, and nothing happened.
            return

    def take_all_back(self) -> None:
        while True:
            ledger = read_ledger(self.store.view(KEEPER, as_of=EVERY_MOMENT))
            held = [each.id for each in ledger.standing.values()]
            if not held:
                return
            for each in held:
                try:
                    undo(self.store, AS_COORDINATOR, each)
                except BadInputError:
                    continue


@settings(max_examples=25)
@given(st.lists(_acts, max_size=10))
def test_taken_back_everything_is_as_without_any_judgement(acts: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        told = Told(fresh_store(Path(one), seed=b"one"))
        untouched = Told(fresh_store(Path(other), seed=b"one"))
        for act in acts:
            told.happens(act)
            untouched.happens(act)
            told.judged(act)
        told.take_all_back()

        assert state(told.store) == state(untouched.store)
        assert check(told.store) == []
        told.store.close()
        untouched.store.close()


@settings(max_examples=15)
@given(st.lists(_acts, max_size=10))
def test_the_graph_always_stands_as_the_ledger_says(acts: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = Told(fresh_store(Path(folder), seed=b"one"))
        for act in acts:
            told.happens(act)
            told.judged(act)
            clusters = told.clusters
            view = told.store.view(KEEPER, as_of=EVERY_MOMENT)
            everything = {*told.entries, *clusters.heads}

            assert find_moves(told.store, view, clusters, clusters, everything) == []
            for entry in told.entries:
                named = view.nodes([entry])[entry].get("name") is not None
                assert named is (clusters.head(entry) == entry)
        assert check(told.store) == []
        told.store.close()


def test_what_nobody_told_of_yet_has_an_edge_of_its_own_again() -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = Told(fresh_store(Path(folder), seed=b"one"))
        one, other = told.entries[:2]
        odd = Edge(id=EdgeId("covers:odd"), kind="covers", start=other, end=NodeId("area:a"))
        write(told.store, Put(Node(id=NodeId("area:a"), kind="area")), Put(odd))
        judged = judge(told.store, AS_COORDINATOR, pair(one, other), Verdict.SAME)

        undo(told.store, AS_COORDINATOR, judged.judgement)

        found = told.store.view(KEEPER).edges([NodeId("area:a")], ("covers",))
        assert [edge.start for edge in found] == [other]
        told.store.close()
