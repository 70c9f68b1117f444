"""Is it the kind of help that the need asks for?"""

from __future__ import annotations

from collections.abc import Collection

from resnet.graph.elements import NodeId
from resnet.matching.facts import Supporter
from resnet.matching.finding import Answer, Codes, Finding, Source, no, unknown, yes
from resnet.matching.offer import CLASSES, DOMAINS, Offer, related_codes
from resnet.matching.question import Question, term_ids
from resnet.matching.rules.codes import serves


def class_fits(offer: Offer, question: Question) -> Finding:
    """The service is of a class that would meet the need.

    Where the need names service classes: yes for one of them or a narrower one; unknown when the service
    states only a broader class, or only a need domain that is the need's. Where the need has only a domain:
    yes when the service meets the domain by name, or its class is joined with the domain by a crosswalk,
    earning the more the closer the crosswalk says they are. A service without any class is unknown.
    """
    source = offer.source("service_class")
    return _fits(sorted(offer.classes), offer.domains, question, source)


def supporter_class_fits(supporter: Supporter, question: Question) -> Finding:
    """The supporter gives help of a class that would meet the need; nobody said of what class is unknown."""
    source = Source(element=supporter.id, fields=("supports.service_class",))
    classes = [supporter.service_class] if supporter.service_class else []
    return _fits(classes, frozenset(), question, source)


def _fits(classes: list[str], domains: Collection[str], question: Question, source: Source) -> Finding:
    wish = question.facts.wish
    if not classes and not domains:
        return unknown("class-not-stated", source)
    if wish.service_classes:
        return _fits_classes(classes, domains, question, source)
    if not wish.domain:
        return unknown("class-need-without", source)
    return _fits_domain(classes, domains, question, source)


def _fits_classes(
    classes: list[str], domains: Collection[str], question: Question, source: Source
) -> Finding:
    wish = question.facts.wish
    wanted = Codes(CLASSES, wish.service_classes)
    answers = {code: serves(CLASSES, code, wish.service_classes) for code in classes}
    fitting = tuple(code for code, answer in answers.items() if answer is Answer.YES)
    if fitting:
        return yes("class-fits", source, classes=Codes(CLASSES, fitting))
    broad = tuple(code for code, answer in answers.items() if answer is Answer.UNKNOWN)
    if broad:
        return unknown("class-broad", source, classes=Codes(CLASSES, broad), wanted=wanted)
    if not classes and wish.domain in domains:
        return unknown("class-domain-only", source, domain=Codes(DOMAINS, (wish.domain,)), wanted=wanted)
    return no("class-other", source, wanted=wanted)


def _fits_domain(classes: list[str], domains: Collection[str], question: Question, source: Source) -> Finding:
    wanted = question.facts.wish.domain
    domain = Codes(DOMAINS, (wanted,))
    if wanted in domains:
        return yes("class-domain", source, domain=domain)
    relations = {code: found for code in classes if (found := _relation(question, code, wanted))}
    if not relations:
        return no("class-other-domain", source, domain=domain)
    shares = question.policy.class_share
    best = max(relations, key=lambda code: (shares[relations[code]], code))
    share, relation = shares[relations[best]], Codes("crosswalk_relations", (relations[best],))
    return yes(
        "class-crosswalk",
        source,
        share=share,
        classes=Codes(CLASSES, (best,)),
        domain=domain,
        relation=relation,
    )


def _relation(question: Question, code: str, domain: str) -> str:
    term: NodeId | None = term_ids(question.network).get((CLASSES, code))
    if term is None:
        return ""
    return related_codes(question.network, term, DOMAINS, question.moment).get(domain, "")
