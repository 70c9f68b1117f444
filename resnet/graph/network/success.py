"""Past success between two agencies: a count, and only where it is large enough to name nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from resnet.graph.batches import in_batches
from resnet.graph.elements import Node, NodeId, Where
from resnet.graph.reading import AT_ONCE, edges_out, find_all
from resnet.graph.store import GraphView
from resnet.ontology.authored import BadAuthoredError, read_toml
from resnet.ontology.vocabulary import load_vocabulary
from resnet.shipped import shipped

Successes = dict[tuple[NodeId, NodeId], int]
# Counts below five could be traced to a person (design.md §6); a policy may ask for more, never for less.
SMALLEST_COUNT = 5
REFERRAL_KINDS = frozenset({"referral", "sent_by", "addressed_to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessRule:
    """Which referrals count as success, over how long, and from how many on they are told."""

    at_least: int
    window_days: int
    good_outcomes: frozenset[str]


@cache
def success_rule() -> SuccessRule:
    """The rule in ``data/policies/network.toml``; what is good, the vocabulary of outcomes says.

    Raises:
        BadAuthoredError: If the file breaks its form or asks for counts below five.
    """
    table = read_toml(shipped("policies/network.toml"), BadAuthoredError).table("past_success")
    table.only(("at_least", "window_days"))
    if table.whole("at_least") < SMALLEST_COUNT:
        raise table.fail("at_least", f"{SMALLEST_COUNT} or more")
    outcomes = load_vocabulary("referral_outcomes").terms
    return SuccessRule(
        at_least=table.whole("at_least"),
        window_days=table.whole("window_days"),
        good_outcomes=frozenset(each.code for each in outcomes if each.flag("is_good")),
    )


def count_successes(view: GraphView, now: datetime, rule: SuccessRule) -> Successes:
    """How many referrals between two agencies ended well within the window; small counts are left out.

    The pair is ordered by id: who cooperated well knows the other, whoever sent.
    """
    since = now - timedelta(days=rule.window_days)
    completed = find_all(view, "referral", Where(equals={"state": "completed"}))
    good = [referral.id for referral in completed if _ended_well(referral, since, now, rule)]
    counts: Counter[tuple[NodeId, NodeId]] = Counter()
    for ids in in_batches(good, AT_ONCE):
        senders: dict[NodeId, NodeId] = {}
        receivers: dict[NodeId, NodeId] = {}
        for edge in edges_out(view, ids, "sent_by", "addressed_to"):
            (senders if edge.kind == "sent_by" else receivers)[edge.start] = edge.end
        for referral_id in ids:
            pair = (senders.get(referral_id), receivers.get(referral_id))
            if pair[0] is not None and pair[1] is not None and pair[0] != pair[1]:
                counts[_ordered(pair[0], pair[1])] += 1
    return {pair: count for pair, count in sorted(counts.items()) if count >= rule.at_least}


def _ended_well(referral: Node, since: datetime, now: datetime, rule: SuccessRule) -> bool:
    ended_at = referral.get("ended_at")
    return (
        referral.text("outcome") in rule.good_outcomes
        and isinstance(ended_at, datetime)
        and since <= ended_at <= now
    )


def _ordered(one: NodeId, other: NodeId) -> tuple[NodeId, NodeId]:
    return (one, other) if one < other else (other, one)
