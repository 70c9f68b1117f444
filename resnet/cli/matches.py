"""The verb ``match``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from resnet.cli.eyes import client_named, matched_over, opened, scope_of
from resnet.cli.main import Outcome
from resnet.errors import UsageError
from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import find_all, get_node
from resnet.graph.store import GraphView
from resnet.matching.allocation.plan import allocate
from resnet.matching.allocation.words import explain_allocation
from resnet.matching.askable import check_askable
from resnet.matching.compare import compare_policies
from resnet.matching.explain import explain, explain_asks
from resnet.matching.explain_compared import explain_compared
from resnet.matching.kernel.asking import asks_for
from resnet.matching.kernel.match import match_all, match_one
from resnet.matching.matches import Matches
from resnet.matching.policy import Policy, load_policy
from resnet.matching.read import read_each
from resnet.matching.team.propose import propose_team
from resnet.matching.team.words import explain_team
from resnet.matching.together.plan import plan_together
from resnet.matching.together.words import explain_together
from resnet.ontology.words import say_code
from resnet.settings import Settings


@contextmanager
def looked_at(given: argparse.Namespace, settings: Settings) -> Iterator[tuple[Network, GraphView]]:
    """The network, and what the one who asks may see beside it."""
    with opened(settings) as store, matched_over(store, settings) as network:
        yield network, store.view(scope_of(store, given))


def with_need(language: str) -> Callable[[Node, Matches], str]:
    """What writes an answer under the need that it answers, so that a reader can follow it by hand."""

    def written(need: Node, found: Matches) -> str:
        domain = say_code("need_domains_2026", need.text("domain"), language)
        return f"# {need.text('text')} · {domain} · {need.id}\n{explain(found, language)}"

    return written


def run_match(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Referral paths for one agreed need, or for every open one."""
    if given.allocate and not given.all:
        raise UsageError("places are shared among all needs: say --all --allocate.", "places-of-all")
    if given.all == bool(given.need):
        raise UsageError("name one agreed need (its id), or say --all.", "no-need")
    policy = load_policy() if given.policy == "default" else load_policy(given.policy)
    if given.compare:
        return _compare(given, settings, policy)
    if given.allocate:
        return _allocate(given, settings, policy)
    with looked_at(given, settings) as (network, view):
        asks = None
        if given.need:
            check_askable(network, view, NodeId(given.need))
            found = [match_one(network, view, NodeId(given.need), policy)]
            asks = asks_for(network, view, found[0].need, policy)
            needs = list(view.nodes([found[0].need]).values())
        else:
            needs = _every_need(view)
            found = list(match_all(network, view, [need.id for need in needs], policy))
    lines = list(map(with_need(settings.language), needs, found))
    told: dict[str, object] = {"matches": [asdict(each) for each in found]}
    if asks is not None:
        told["asks"] = asdict(asks)
        lines.append(explain_asks(asks, settings.language))
    return Outcome(told, lines)


def _compare(given: argparse.Namespace, settings: Settings, policy: Policy) -> Outcome:
    """The policy and the one of ``--compare`` side by side on the same needs."""
    other = load_policy(given.compare)
    with looked_at(given, settings) as (network, view):
        needs = [get_node(view, NodeId(given.need), "agreed_need")] if given.need else _every_need(view)
        found = compare_policies(network, read_each(view, [need.id for need in needs]), policy, other)
    texts = {need.id: need.text("text") for need in needs}
    return Outcome({"comparison": asdict(found)}, [explain_compared(found, texts, settings.language)])


def _allocate(given: argparse.Namespace, settings: Settings, policy: Policy) -> Outcome:
    """A dry run: who could get which of the places that are open to referrals."""
    with looked_at(given, settings) as (network, view):
        found = allocate(network, view, policy)
    said = explain_allocation(found, network, settings.language)
    return Outcome({"allocation": asdict(found)}, [said])


def _every_need(view: GraphView) -> list[Node]:
    return [need for need in find_all(view, "agreed_need") if need.text("state") != "withdrawn"]


def run_together(given: argparse.Namespace, settings: Settings) -> Outcome:
    """All open needs of a client looked at together, with what it asks of the family."""
    with looked_at(given, settings) as (network, view):
        found = plan_together(network, view, client_named(view, given.client).id)
    return Outcome({"together": asdict(found)}, [explain_together(found, settings.language)])


def run_team(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Who could take each seat of a client's integrated team, and which seats nobody can."""
    with looked_at(given, settings) as (network, view):
        found = propose_team(network, view, client_named(view, given.client).id)
    return Outcome({"team": asdict(found)}, [explain_team(found, settings.language)])
