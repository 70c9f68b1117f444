"""What the client has already, and what stands in the way."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.matching.facts import Obstacle, Supporter
from resnet.matching.finding import Change, Codes, Finding, Often, Source, no, unknown, yes
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.ontology.vocabulary import load_vocabulary


def is_not_received(offer: Offer, question: Question) -> Finding:
    """Whoever has the need does not receive this very service in sufficient amount already (domain.md §7.3).

    Sufficient is what the file says; where it says nothing, as often as the need asks. Not sufficient, more
    of the same may be asked for; not known, somebody has to be asked: also where the client receives it and
    somebody else has the need, since the file may mean either. Whatever else of the class is received is no
    reason to leave an offer out: it is shown as overlap.
    """
    source = question.by_client("receives")
    listed = [each for each in question.facts.received if each.service == offer.id]
    same = [each for each in listed if each.is_own]
    if not same:
        return unknown("received-by-another", source) if listed else yes("received-not", source)
    said = {each.is_sufficient for each in same}
    if True in said:
        return no("received-enough", source)
    given = [each.per_week for each in same if each.per_week is not None]
    wanted = question.facts.wish.wanted_per_week
    if False in said:
        return yes("received-too-little", source, given=Often(sum(given)))
    if wanted is None or len(given) < len(same):
        return unknown("received-unclear", source)
    if sum(given) >= wanted:
        return no("received-enough", source)
    return yes("received-too-little", source, given=Often(sum(given)))


def has_no_obstacle(offer: Offer, question: Question) -> Finding:
    """Nothing that the file names keeps the client from this service, who runs it, or the need at all."""
    return _obstacles(question, {offer.id, *offer.providers})


def supporter_has_no_obstacle(supporter: Supporter, question: Question) -> Finding:
    """Nothing that the file names keeps the client from the need at all."""
    return _obstacles(question, {supporter.id})


def obstacles_to(question: Question, elements: set[NodeId]) -> tuple[Obstacle, ...]:
    """The obstacles between the client and these elements or the need itself, by id."""
    blocked = elements | {question.facts.wish.id}
    return tuple(each for each in question.facts.obstacles if blocked & set(each.blocks))


def _obstacles(question: Question, elements: set[NodeId]) -> Finding:
    found = obstacles_to(question, elements)
    sources = tuple(Source(element=each.id, fields=("type",)) for each in found)
    if not found:
        return yes("obstacles-none")
    types = tuple(dict.fromkeys(each.type for each in found if each.type))
    return no("obstacles-left", *sources, count=len(found), types=Codes("obstacle_types", types))


def can_carry(supporter: Supporter, question: Question) -> Finding:
    """The supporter is not so burdened that asking would wear them out; relief would mend a no."""
    source = Source(element=supporter.id, fields=("supports.load",))
    loads = load_vocabulary("support_loads")
    if supporter.load not in loads:
        return unknown("load-unknown", source)
    load = Codes("support_loads", (supporter.load,))
    if (loads.term(supporter.load).whole("order") or 0) >= question.policy.load_limit:
        return no("load-heavy", source, changes=(Change("relief"),), load=load)
    return yes("load-fits", source, load=load)
