"""The facts worth asking, counted in columns: the same as ``resnet.matching.asking`` tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.matching.asking import Ask, Asks, Tally, ask_of
from resnet.matching.facts import Facts
from resnet.matching.judge import judge_supporter
from resnet.matching.kernel.ask import Answers, Asker
from resnet.matching.kernel.catalogue import PATH, Catalogue
from resnet.matching.kernel.consider import segment_for
from resnet.matching.kernel.match import matcher_for
from resnet.matching.kernel.verdict import Flags, Ints
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy, Row, load_policy
from resnet.matching.question import Question
from resnet.matching.read import read_facts

Asked = list[tuple[Row, Ints]]


def find_asks(network: Network, facts: Facts, policy: Policy | None = None) -> Asks:
    """The facts worth asking for one need: those on which it hangs what is proposed."""
    policy = policy or load_policy()
    catalogue = matcher_for(network, policy).catalogue(facts.at)
    question = catalogue.question(facts)
    tally = Tally()
    for supporter in facts.supporters:
        tally.add_judged(judge_supporter(supporter, question), policy.supporter_rules, facts)
    _add_services(tally, catalogue, question)
    return tally.told(question)


def asks_for(network: Network, view: GraphView, need: NodeId, policy: Policy | None = None) -> Asks:
    """The same for the agreed need, as far as the caller of the view may know of it.

    Raises:
        NodeNotFoundError: If there is no such agreed need, or it or its client is hidden from the caller.
    """
    return find_asks(network, read_facts(view, need), policy)


def _add_services(tally: Tally, catalogue: Catalogue, question: Question) -> None:
    """Every service that nothing known leaves out."""
    asker = Asker(catalogue, question)
    segment, rules = segment_for(asker), catalogue.policy.rules
    is_running = np.ones(len(segment.rows), dtype=np.bool_)
    is_proposed = is_running.copy()
    answers: list[tuple[Row, Answers]] = []
    for row in rules:
        if row.name in segment.profiles:
            found = asker.looked_up(row, segment.profiles[row.name], is_running)
        else:
            found = asker.answers(row, segment.rows, is_running)
        is_running &= (found.hurdle == 0) | (found.asks >= 0)
        is_proposed &= found.hurdle == 0
        answers.append((row, found))
    closing = [(row, found.asks) for row, found in answers if row.is_no_excluding]
    opening = [(row, np.where(found.hurdle != 0, found.asks, -1)) for row, found in answers]
    _count(tally, catalogue, question, segment.rows, (closing, is_proposed & is_running, True))
    _count(tally, catalogue, question, segment.rows, (opening, is_running & ~is_proposed, False))


def _count(
    tally: Tally, catalogue: Catalogue, question: Question, rows: Ints, counted: tuple[Asked, Flags, bool]
) -> None:
    """Services of the same providers that hang on the same facts are looked at once."""
    asked, members, is_proposed = counted
    chosen = rows[np.flatnonzero(members)]
    if not len(chosen) or not asked:
        return
    providers = catalogue.columns[PATH].profile[chosen]
    table = np.stack([providers, *(asks[members] for _, asks in asked)])
    kinds, first, counts = np.unique(table, axis=1, return_index=True, return_counts=True)
    names = [row.name for row, _ in asked]
    for codes, place, count in zip(kinds.T.tolist(), first.tolist(), counts.tolist(), strict=True):
        offer = catalogue.offers[int(chosen[place])]
        named = _named(zip(names, codes[1:], strict=True), catalogue, offer, question)
        tally.add(named, is_proposed=is_proposed, count=count)


def _named(
    codes: Iterable[tuple[str, int]], catalogue: Catalogue, offer: Offer, question: Question
) -> Iterator[tuple[Ask | None, str]]:
    provider = next(iter(offer.providers), None)
    for rule, number in codes:
        if number >= 0:
            code = catalogue.scale.unknowns.keys[number]
            yield ask_of(code, rule, provider, question.facts), rule
