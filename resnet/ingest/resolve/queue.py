"""What waits for a person's judgement, and what was judged lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.elements import Node, NodeId
from resnet.graph.protected import is_protected
from resnet.graph.reading import AT_ONCE, edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ingest.resolve.evidence import Evidence
from resnet.ingest.resolve.explain import explain
from resnet.ingest.resolve.ledger import Judgement, Ledger, Verdict, read_ledger

# Where so many wait, a refuge further down is none that anybody gets to before the others.
_LOOKED_AT: Final = 2_000


@dataclass(frozen=True)
class Side:
    """One of the two entries as the view shows it: ``thing`` with its fields, where it is, who told of it.

    Of an entry that is one with others by now, ``thing`` is the one that was kept.
    """

    thing: Node
    addresses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A pair that may be one thing. ``judgement`` is what ``accept`` and ``reject`` are told.

    ``weight_millibits`` is what all the evidence weighed when the pair was found; ``is_secret`` says that one
    of the two is a refuge, so that nobody is told where either is (``graph/rows/waiting.py``).
    """

    judgement: NodeId
    one: Side
    other: Side
    weight_millibits: int
    evidence: tuple[Evidence, ...] = ()
    is_secret: bool = False


@dataclass(frozen=True)
class Decision:
    """A judgement that holds, with its two entries; ``undo`` takes it back."""

    judgement: Judgement
    one: Side
    other: Side
    followers: tuple[NodeId, ...] = field(default=())


def waiting(view: GraphView, *, limit: int = 100, ledger: Ledger | None = None) -> list[Candidate]:
    """The pairs that wait for a person; at most ``limit``.

    Those with a refuge come first, since an address is hidden for as long as they wait; then the surest.
    ``ledger`` is what ``read_ledger`` gives for the view, where the caller has it already.
    """
    ledger = ledger if ledger is not None else read_ledger(view)
    found = open_judgements(ledger)
    secret = _with_refuges(view, ledger, found[:_LOOKED_AT])
    open_ = sorted(found, key=lambda each: each.id not in secret)[:limit]
    sides = _sides(view, ledger, open_)
    return [
        Candidate(
            each.id,
            sides[each.pair[0]],
            sides[each.pair[1]],
            each.weight_millibits or 0,
            explain(view, *(sides[part].thing.id for part in each.pair)),
            each.id in secret,
        )
        for each in open_
        if all(part in sides for part in each.pair)
    ]


def _with_refuges(view: GraphView, ledger: Ledger, judgements: Sequence[Judgement]) -> set[NodeId]:
    """Those of these judgements of which one of the two is a refuge."""
    heads = _heads(ledger, judgements)
    refuges: set[NodeId] = set()
    for some in in_batches(dict.fromkeys(heads.values()), AT_ONCE):
        refuges.update(node.id for node in view.nodes(some).values() if is_protected(node))
    return {each.id for each in judgements if not refuges.isdisjoint(heads[part] for part in each.pair)}


def count_waiting(view: GraphView) -> int:
    """How many pairs wait for a person."""
    return len(open_judgements(read_ledger(view)))


def open_judgements(ledger: Ledger) -> list[Judgement]:
    """The judgements that nobody decided yet, the surest first."""
    return sorted(ledger.waiting, key=lambda each: (-(each.weight_millibits or 0), each.id))


def decided(view: GraphView, *, limit: int = 100, ledger: Ledger | None = None) -> list[Decision]:
    """The judgements that hold, the latest first; those on services come with their providers'.

    ``ledger`` as for ``waiting``.
    """
    ledger = ledger if ledger is not None else read_ledger(view)
    held = [
        each
        for each in reversed(list(ledger.judgements.values()))
        if each.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        and each.follows is None
        and ledger.standing.get(each.pair) == each
    ][:limit]
    sides = _sides(view, ledger, held)
    return [
        Decision(
            each,
            sides[each.pair[0]],
            sides[each.pair[1]],
            tuple(follower.id for follower in ledger.followers(each.id)),
        )
        for each in held
        if all(part in sides for part in each.pair)
    ]


def _heads(ledger: Ledger, judgements: Iterable[Judgement]) -> dict[NodeId, NodeId]:
    """What each judged entry is found as."""
    return {part: ledger.clusters.head(part) for each in judgements for part in each.pair}


def _sides(view: GraphView, ledger: Ledger, judgements: Iterable[Judgement]) -> dict[NodeId, Side]:
    """Each judged entry as it stands now; absent when the view does not show it."""
    heads = _heads(ledger, judgements)
    nodes: dict[NodeId, Node] = {}
    places: dict[NodeId, list[NodeId]] = defaultdict(list)
    sources: dict[NodeId, set[str]] = defaultdict(set)
    for some in in_batches(dict.fromkeys(heads.values()), AT_ONCE):
        nodes.update(view.nodes(some))
        for edge in edges_out(view, some, "located_at"):
            places[edge.start].append(edge.end)
        for edge in edges_in(view, some, "describes"):
            sources[edge.end].add(edge.text("said_by"))
    shown: dict[NodeId, Node] = {}
    for some in in_batches(dict.fromkeys(place for each in places.values() for place in each), AT_ONCE):
        shown.update(view.nodes(some))
    return {
        part: Side(
            nodes[head],
            tuple(sorted({shown[each].text("address") for each in places[head] if each in shown} - {""})),
            tuple(sorted(sources[head] - {""})),
        )
        for part, head in heads.items()
        if head in nodes
    }
