"""The ties after a change: what the change touches is read anew, everything else is handed on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar

from resnet.graph.elements import NodeId
from resnet.graph.network.difference import Difference
from resnet.graph.network.snapshot import Network
from resnet.matching.policy import Policy
from resnet.matching.ties import Ties
from resnet.matching.ties_near import near_ties

# Whoever comes to an agency or a team, or leaves it, changes who may be told: then ties are made anew.
MADE_ANEW: Final = frozenset({"works_for", "member_of"})
FOLLOWED: Final = frozenset({"knows", "party_to", "agreement"})
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TiesChanged:
    """The ties, whose own ties are others (``starts``), and whose contacts may be (``called``)."""

    ties: Ties
    starts: frozenset[NodeId]
    called: frozenset[NodeId]


def ties_after(old: Ties, network: Network, at: datetime, policy: Policy, change: Difference) -> TiesChanged:
    """The ties of a network that differs from the one they were made of only in the kinds followed.

    Equal to those made of the network at ``at``, with every list in the same order. Where no agreement
    changed, who is named, called and leant on is handed on.
    """
    near, agencies = near_ties(network, at, policy), frozenset[NodeId]()
    ties, known = old, {each for pair in change.edges.get("knows", ()) for each in pair}
    pairs = change.edges.get("party_to", frozenset())
    agreements = change.nodes.get("agreement", frozenset()) | {end for _, end in pairs}
    if agreements:
        inside = {edge.start for each in agreements for edge in network.edges_in(each, "party_to")}
        parties = frozenset(inside | {start for start, _ in pairs})
        # Whoever was a party and is none any more is among the parties too: its edge went.
        named = [(agreement, party) for agreement in agreements for party in parties]
        leaning = {each[pair] for each in (old.named, near.named) for pair in named if pair in each}
        agencies = parties.union(*(old.agencies_of.get(each, ()) for each in leaning))
        ties = replace(
            old,
            named=_with_others(old.named, near.named, named),
            load_of=_with_others(old.load_of, near.load_of, leaning | parties),
            contacts_of=_with_others(old.contacts_of, near.contacts_of, agencies),
        )
    asked = known | agencies
    starts = {each for each in asked if near.starting.get(each, ()) != old.starting.get(each, ())}
    ties = replace(ties, starting=_with_others(old.starting, near.starting, starts))
    return TiesChanged(ties=ties, starts=frozenset(starts), called=agencies)


def _with_others(
    old: Mapping[Key, Value], now: Mapping[Key, Value], keys: Collection[Key]
) -> Mapping[Key, Value]:
    """The same but for what some keys have now."""
    if not keys:
        return old
    found = dict(old)
    for key in keys:
        if key in now:
            found[key] = now[key]
        else:
            found.pop(key, None)
    return found
