"""A judgement on identity as an act: it enters the ledger, and the graph follows in the same commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import BadInputError, ForbiddenError, NodeNotFoundError
from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.graph.values import kind_of
from resnet.ingest.resolve.clusters import Clusters, Pair, pair_of
from resnet.ingest.resolve.follow import services_that_follow
from resnet.ingest.resolve.ledger import How, Judgement, Ledger, Verdict, read_ledger_of
from resnet.ingest.resolve.moves import JUDGED_WHY, OF_THE_LEDGER, edges_of, find_moves
from resnet.ingest.resolve.widening import refuse_widening
from resnet.ontology.judgement_edges import JUDGED
from resnet.ontology.registry import EDGE_KINDS

_JUDGES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
# What lists make. Any other edge at an entry is people's work.
_OF_LISTS = frozenset({"describes", "offers", "located_at", "in_area", "covers", "meets", "works_for"})
_OF_PEOPLE = tuple(sorted(set(EDGE_KINDS) - _OF_LISTS - OF_THE_LEDGER))
# Somebody else judges meanwhile, seldom twice; a graph that never settles is a fault, not a wait.
_ROUNDS = 5


class ContradictingJudgementError(BadInputError):
    """The judgement would make one of two entries that were judged to be different."""

    code = "judgement-contradicts"

    def __init__(self, judgements: Sequence[NodeId]) -> None:
        self.judgements = tuple(judgements)
        super().__init__(
            f"this contradicts {len(self.judgements)} earlier judgement(s) that such entries are different: "
            f"{', '.join(self.judgements)}. Take back what was wrong, then judge again."
        )


class NotJudgeableError(BadInputError):
    """Two entries on which nobody can judge: the same one twice, or two kinds of thing."""

    code = "not-judgeable"

    def __init__(self, one: NodeId, other: NodeId) -> None:
        self.one, self.other = one, other
        super().__init__(f"{one} and {other} cannot be one thing: name two entries of one kind.")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of an act: the entry of the ledger, and how many elements of the graph followed.

    ``kept`` is what the pair is found as now; None while they are two things.
    """

    judgement: NodeId
    changed: int
    kept: NodeId | None


def judge(
    store: GraphStore,
    scope: Scope,
    pair: Pair,
    verdict: Verdict,
    *,
    commit: CommitId | None = None,
) -> Judged:
    """A person's judgement that two entries are the same, or different. The same again changes nothing.

    Raises:
        ForbiddenError: If it is not the actor's to judge.
        NodeNotFoundError: If one of the two is missing or hidden.
        NotJudgeableError: If they are of two kinds.
        ContradictingJudgementError: If an earlier judgement says otherwise of what would become one.
        OpensClientsError: If clients would be opened to people they did not name.
    """
    _check_may(scope)
    one, other = pair
    if one == other or kind_of(one) != kind_of(other) or kind_of(one) not in JUDGED:
        raise NotJudgeableError(one, other)
    seen = store.view(scope).nodes([one, other])
    if len(seen) != 2:
        raise NodeNotFoundError
    act = Act(store, scope, commit)
    ledger = act.ledger([one, other])
    before = ledger.standing.get(pair_of(one, other))
    if before is not None and before.verdict is verdict and before.how is not How.FOLLOWS:
        return Judged(before.id, 0, _kept(ledger.clusters, before.pair))
    judged = act.judgement(pair_of(one, other), verdict)
    if verdict is Verdict.SAME:
        judged = replace(judged, anchors=act.anchors(pair))
    return act.carry_out(ledger, [judged])


def accept(store: GraphStore, scope: Scope, judgement: NodeId, *, commit: CommitId | None = None) -> Judged:
    """The two entries of this judgement are the same: one is kept, with all that was said of both.

    Raises:
        NodeNotFoundError: If there is no such judgement.
        ForbiddenError, ContradictingJudgementError, OpensClientsError: As ``judge``.
    """
    return judge(store, scope, _pair_of(store, scope, judgement), Verdict.SAME, commit=commit)


def reject(store: GraphStore, scope: Scope, judgement: NodeId, *, commit: CommitId | None = None) -> Judged:
    """The two entries of this judgement are different; where they were one they are parted.

    Raises:
        NodeNotFoundError: If there is no such judgement.
        ForbiddenError, ContradictingJudgementError: As ``judge``.
    """
    return judge(store, scope, _pair_of(store, scope, judgement), Verdict.DIFFERENT, commit=commit)


def undo(store: GraphStore, scope: Scope, judgement: NodeId, *, commit: CommitId | None = None) -> Judged:
    """Take a judgement back, and what followed from it; the graph is as it would be without it.

    What was judged of the pair before holds again. Taken back already, nothing changes.

    Raises:
        NodeNotFoundError: If there is no such judgement.
        ForbiddenError, ContradictingJudgementError, OpensClientsError: As ``judge``.
    """
    _check_may(scope)
    return _take_back(Act(store, scope, commit), judgement, _pair_of(store, scope, judgement))


def _take_back(act: Act, judgement: NodeId, pair: Pair) -> Judged:
    ledger = act.ledger(pair)
    found = ledger.judgements[judgement]
    if found.verdict is Verdict.UNDONE:
        raise NodeNotFoundError
    if judgement in ledger.taken_back:
        return Judged(judgement, 0, _kept(ledger.clusters, pair))
    gone = [judgement, *(each.id for each in ledger.followers(judgement))]
    return act.carry_out(ledger, [act.judgement(pair, Verdict.UNDONE)], gone)


def take_back_all(
    store: GraphStore, scope: Scope, things: Iterable[NodeId], verdicts: Collection[Verdict] = tuple(Verdict)
) -> int:
    """Take back every judgement on these things, as when they go with the list that told of them.

    Args:
        store: Where they are kept.
        scope: Whose act it is.
        things: Agencies, groups and services.
        verdicts: Only what was judged so.

    Returns:
        How many judgements were taken back.

    Raises:
        ForbiddenError: If it is not the actor's to judge.
    """
    _check_may(scope)
    done = 0
    for thing in sorted(set(things)):
        while True:
            ledger = Act(store, scope).ledger([thing])
            standing = ledger.standing.values()
            held = [each for each in standing if thing in each.pair and each.verdict in verdicts]
            if not held:
                break
            # One of the two may be gone by now, and then only the ledger knows the pair.
            _take_back(Act(store, scope), held[0].id, held[0].pair)
            done += 1
    return done


def _check_may(scope: Scope) -> None:
    if not scope.sees_everything and not scope.roles & _JUDGES:
        raise ForbiddenError("judge whether two entries are the same")


def _pair_of(store: GraphStore, scope: Scope, judgement: NodeId) -> Pair:
    _check_may(scope)
    view = store.view(scope)
    get_node(view, judgement, "judgement")
    ends = [edge.end for edge in edges_out(view, [judgement], "judges")]
    if len(ends) != 2:
        raise NodeNotFoundError
    return pair_of(*ends)


def _kept(clusters: Clusters, pair: Pair) -> NodeId | None:
    return clusters.head(pair[0]) if clusters.is_one(*pair) else None


class Act:
    """One act on one store. The graph is moved by upkeep: it holds more than the one who judges may see.

    The commit is minted when none is given.
    """

    def __init__(self, store: GraphStore, scope: Scope, commit: CommitId | None = None) -> None:
        self._store, self._scope = store, scope
        self._by = str(scope.actor or scope.reason)
        self._upkeep = Scope.everything(reason=f"identity: what follows from a judgement by {self._by}")
        self._commit = commit if commit is not None else CommitId(store.ids.mint("commit"))

    def _view(self) -> GraphView:
        return self._store.view(self._upkeep, as_of=EVERY_MOMENT)

    def ledger(self, things: Sequence[NodeId]) -> Ledger:
        """What was judged of these, of all that is one with them, and of what hangs on it."""
        view = self._view()
        near = read_ledger_of(view, things)
        members = {each for thing in things for each in near.clusters.all_of(thing)}
        around = {
            end
            for edge in edges_of(view, members, ("offers", "located_at"))
            for end in (edge.start, edge.end)
            if kind_of(end) in JUDGED
        }
        return read_ledger_of(view, members | around) if around else near

    def judgement(self, pair: Pair, verdict: Verdict) -> Judgement:
        """A new entry of the ledger, by the one who acts; its anchors are told by who asks for it."""
        return Judgement(
            id=self._store.ids.mint("judgement"),
            verdict=verdict,
            how=How.BY_PERSON,
            pair=pair,
            decided_by=self._by,
            decided_at=self._store.now(),
        )

    def anchors(self, things: Sequence[NodeId]) -> frozenset[NodeId]:
        """Those on which people's work hangs."""
        worked_on = edges_of(self._view(), things, _OF_PEOPLE)
        return frozenset(end for edge in worked_on for end in (edge.start, edge.end) if end in things)

    def carry_out(
        self, before: Ledger, added: Sequence[Judgement], taken_back: Sequence[NodeId] = ()
    ) -> Judged:
        """Write these entries with all that follows from them, in one commit; nothing is half done.

        Raises:
            ContradictingJudgementError, OpensClientsError: If it may not be.
        """
        first = added[0]
        after = before.after([] if taken_back else added, taken_back)
        follow = self._following(before, after, added)
        after = after.after(follow)
        self._refuse(before, after)
        things = _changed(before, after)
        view = self._view()
        entries = [change for each in [*added, *follow] for change in _entry(self._store, each)]
        entries += [_takes_back(self._store, first.id, each) for each in taken_back]
        moves = find_moves(self._store, view, after.clusters, before.clusters, things)
        why = f"{JUDGED_WHY}: {first.verdict}"
        receipt = self._store.write(entries + moves, scope=self._upkeep, why=why, commit=self._commit)
        if things:
            self._settle([*(part for each in added for part in each.pair), *things], why)
        return Judged(first.id, receipt.changed, _kept(after.clusters, first.pair))

    def _following(self, before: Ledger, after: Ledger, added: Sequence[Judgement]) -> list[Judgement]:
        of = {
            each.pair: each.id
            for each in added
            if each.verdict is Verdict.SAME and kind_of(each.pair[0]) != "service"
        }
        if not of:
            return []
        pairs = services_that_follow(self._view(), self._store.ids, before, after, list(of))
        anchors = self.anchors(sorted({part for each in pairs for part in each}))
        return [
            replace(
                self.judgement(each, Verdict.SAME),
                how=How.FOLLOWS,
                follows=of[pair],
                anchors=anchors & frozenset(each),
            )
            for each, pair in sorted(pairs.items())
        ]

    def _refuse(self, before: Ledger, after: Ledger) -> None:
        known = {each.id for each in before.contradictions}
        against = [each.id for each in after.contradictions if each.id not in known]
        if against:
            raise ContradictingJudgementError(against)
        now = self._store.view(self._upkeep)
        refuse_widening(now, before.clusters, after.clusters, _changed(before, after))

    def _settle(self, things: Sequence[NodeId], why: str) -> None:
        """Whoever judged or wrote at the same moment worked on what stood before: all is brought after."""
        for again in range(_ROUNDS):
            ledger = self.ledger(things)
            everything = {each for thing in things for each in ledger.clusters.all_of(thing)}
            moves = find_moves(self._store, self._view(), ledger.clusters, ledger.clusters, everything)
            if not moves:
                return
            commit = CommitId(f"{self._commit}/{again}")
            self._store.write(moves, scope=self._upkeep, why=why, commit=commit)


def _changed(before: Ledger, after: Ledger) -> set[NodeId]:
    """Everything whose cluster is another than it was."""
    known = {*before.clusters.heads, *after.clusters.heads}
    return {
        member
        for each in known
        if before.clusters.all_of(each) != after.clusters.all_of(each)
        or before.clusters.head(each) != after.clusters.head(each)
        for member in (*before.clusters.all_of(each), *after.clusters.all_of(each))
    }


def _entry(store: GraphStore, judgement: Judgement) -> list[Change]:
    fields = {
        "verdict": judgement.verdict.value,
        "how": judgement.how.value,
        "decided_by": judgement.decided_by,
        "decided_at": judgement.decided_at,
        "weight_millibits": judgement.weight_millibits,
        "weights": judgement.weights or None,
    }
    node = Node(
        id=judgement.id,
        kind="judgement",
        fields={name: value for name, value in fields.items() if value is not None},
    )
    changes: list[Change] = [Put(node)]
    for each in judgement.pair:
        said = {"is_anchor": True} if each in judgement.anchors else {}
        changes.append(Put(_edge(store, "judges", judgement.id, each, said)))
    if judgement.follows is not None:
        changes.append(Put(_edge(store, "follows_from", judgement.id, judgement.follows)))
    return changes


def _takes_back(store: GraphStore, judgement: NodeId, other: NodeId) -> Change:
    return Put(_edge(store, "takes_back", judgement, other))


def _edge(
    store: GraphStore, kind: str, start: NodeId, end: NodeId, said: dict[str, bool] | None = None
) -> Edge:
    return Edge(id=store.ids.edge_key(kind, start, end), kind=kind, start=start, end=end, fields=said or {})
