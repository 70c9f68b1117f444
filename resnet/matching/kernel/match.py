"""The same answers as ``resnet.matching.match``, without asking every rule of every service."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Final

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.matching.facts import Facts
from resnet.matching.judge import PROPOSED, Judged, judge, judge_supporter
from resnet.matching.kernel.catalogue import Catalogue, brought_to, make_catalogue
from resnet.matching.kernel.changed import catalogue_after, catalogue_later
from resnet.matching.kernel.consider import Considered, consider
from resnet.matching.kernel.order import best_places, missed_places, nearest_place
from resnet.matching.match import Ranked, is_near, nearness, no_kind, present, rank, reason_of, reason_of_code
from resnet.matching.matches import Matches
from resnet.matching.policy import Policy, load_policy
from resnet.matching.question import Question
from resnet.matching.read import read_each, read_facts


class Matcher:
    """Matches needs over one network under one policy; shared by all threads.

    Time passes under it: the catalogue is brought to the instant of each question. Of another network's
    matcher it takes over what did not change.
    """

    def __init__(
        self,
        network: Network,
        policy: Policy,
        before: Matcher | None = None,
        begun: Catalogue | None = None,
    ) -> None:
        self._network, self._policy, self._before = network, policy, before
        self._lock = Lock()
        self._catalogue = begun

    @property
    def policy(self) -> Policy:
        """The policy by which it matches."""
        return self._policy

    def catalogue(self, at: datetime) -> Catalogue:
        """The services as they stand at an instant."""
        with self._lock:
            self._catalogue = self._brought(at) or make_catalogue(self._network, at, self._policy)
            return self._catalogue

    def known(self, at: datetime) -> Catalogue | None:
        """The same where it need not be made anew."""
        with self._lock:
            self._catalogue = self._brought(at)
            return self._catalogue

    def _brought(self, at: datetime) -> Catalogue | None:
        """What is known already, as it is at an instant; None where it does not hold then."""
        if self._catalogue is None and self._before is not None:
            self._catalogue = self._taken_over(self._before, at)
            # Only for the first: the networks before it are to be forgotten.
            self._before = None
        return None if self._catalogue is None else _at(self._catalogue, at)

    def _taken_over(self, before: Matcher, at: datetime) -> Catalogue | None:
        known = before._catalogue
        brought = None if known is None else _at(known, at)
        return None if brought is None else catalogue_after(brought, self._network, at)

    def match(self, facts: Facts) -> Matches:
        """Referral paths for one need: equal to what the plain matcher answers."""
        catalogue = self.catalogue(facts.at)
        question = catalogue.question(facts)
        considered = consider(catalogue, question)
        supporters = [judge_supporter(each, question) for each in facts.supporters]
        ranked = _ranked(catalogue, question, considered, supporters)
        reason = "" if ranked.proposed else _why_nothing(catalogue, considered)
        return present(question, ranked, catalogue.ages(), reason)


def _at(catalogue: Catalogue, at: datetime) -> Catalogue | None:
    return brought_to(catalogue, at) if catalogue.holds_at(at) else catalogue_later(catalogue, at)


def _ranked(
    catalogue: Catalogue, question: Question, considered: Considered, supporters: list[Judged]
) -> Ranked:
    """Counts of everything; the services that may be shown are judged as the plain matcher does."""
    policy, rows = catalogue.policy, considered.segment.rows

    def judged(places: Iterable[int]) -> list[Judged]:
        return [judge(catalogue.offers[rows[place]], question) for place in places]

    best, missed = best_places(considered, question), missed_places(considered, policy)
    proposed = [each for each in supporters if not each.against]
    proposed += judged(best[: policy.matches_shown].tolist())
    near = [each for each in supporters if is_near(each, policy)]
    miss_count = len(near) + len(missed)
    near += judged(missed[: policy.misses_shown].tolist())
    counts, reasons = _counted(catalogue, considered, supporters)
    return Ranked(
        proposed=sorted(proposed, key=lambda each: rank(each, question)),
        missed=sorted(near, key=lambda each: nearness(each, policy)),
        counts=counts,
        reasons=reasons,
        miss_count=miss_count,
    )


def _counted(
    catalogue: Catalogue, considered: Considered, supporters: Iterable[Judged]
) -> tuple[Counter[str], Counter[str]]:
    """Everything considered, by outcome and by what the council's tables call it."""
    policy, codes = catalogue.policy, catalogue.scale.codes.keys
    counts, reasons = Counter[str](), Counter[str]()
    for number, count in considered.counts().items():
        counts[codes[number]] += count
        reasons[reason_of_code(codes[number], policy.rules, policy)] += count
    if proposed := int(considered.is_proposed.sum()):
        counts[PROPOSED] = reasons[PROPOSED] = proposed
    for each in supporters:
        counts[each.outcome] += 1
        reasons[reason_of(each.against[0], each, policy) if each.against else PROPOSED] += 1
    return counts, reasons


def _why_nothing(catalogue: Catalogue, considered: Considered) -> str:
    policy, codes = catalogue.policy, catalogue.scale.codes.keys
    place = nearest_place(considered, policy)
    if place is None:
        return no_kind({codes[number] for number in considered.counts()}, policy)
    return reason_of_code(codes[considered.first[place]], policy.rules, policy)


_KEPT: Final = 4
_lately: deque[Matcher] = deque(maxlen=_KEPT)


@lru_cache(maxsize=_KEPT)
def matcher_for(network: Network, policy: Policy) -> Matcher:
    """The matcher of a network under a policy; what the last one under it knows and still holds is kept."""
    before = next((each for each in list(_lately)[::-1] if each.policy == policy), None)
    found = Matcher(network, policy, before)
    _lately.append(found)
    return found


def begin_with(catalogue: Catalogue) -> None:
    """Let the next matcher of the catalogue's network, or of one that follows it, take it over."""
    _lately.append(Matcher(catalogue.network, catalogue.policy, begun=catalogue))


def known_catalogue(network: Network, policy: Policy, at: datetime) -> Catalogue | None:
    """The catalogue of a network at an instant; None where it would have to be made anew."""
    return matcher_for(network, policy).known(at)


def match_need(network: Network, facts: Facts, policy: Policy | None = None) -> Matches:
    """Referral paths for one need, with reasons; proposed to a person, who chooses."""
    return matcher_for(network, policy or load_policy()).match(facts)


def match_one(network: Network, view: GraphView, need: NodeId, policy: Policy | None = None) -> Matches:
    """Referral paths for the agreed need, as far as the caller of the view may know of it.

    Raises:
        NodeNotFoundError: If there is no such agreed need, or it or its client is hidden from the caller.
    """
    return match_need(network, read_facts(view, need), policy)


def match_all(
    network: Network, view: GraphView, needs: Iterable[NodeId], policy: Policy | None = None
) -> Iterator[Matches]:
    """The same for many needs, in the order asked.

    Raises:
        NodeNotFoundError: As ``match_one``, when it comes to the need.
    """
    return (match_need(network, facts, policy) for facts in read_each(view, needs))
