"""Is it open to this person?"""

from __future__ import annotations

from resnet.matching.finding import Answer, Change, Codes, Finding, no, unknown, yes
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.matching.rules.codes import serves


def age_fits(offer: Offer, question: Question) -> Finding:
    """The age of whoever has the need lies within those served; a limit not said beside one that is, is none.

    Unknown when the service states no age, a birth is not known, only the year of birth is and the birthday
    decides, or the need is that of several people and only some are of an age that is served.
    """
    low, high = _whole(offer, "age_from"), _whole(offer, "age_to")
    sources = (offer.source("age_from", "age_to"), question.by_client("born_on", "birth_year"))
    if low is None and high is None:
        return unknown("age-not-stated", *sources)
    ages = question.facts.client.ages if question.facts.client else ()
    low, high = low or 0, 150 if high is None else high
    if not ages:
        return unknown("age-client-unknown", *sources, low=low, high=high)
    age = ages[0][1]
    if all(low <= youngest and oldest <= high for youngest, oldest in ages):
        return yes("age-fits", *sources, age=age, low=low, high=high)
    if all(oldest < low or youngest > high for youngest, oldest in ages):
        return no("age-outside", *sources, age=age, low=low, high=high)
    code = "age-birthday" if len(ages) == 1 else "age-of-some"
    return unknown(code, *sources, age=age, low=low, high=high)


def benefit_fits(offer: Offer, question: Question) -> Finding:
    """The client's benefit class is among those served, or narrower than one of them.

    Unknown when the service states none, or the client's is not known or only known broadly; a service that
    states that it asks for none serves anyone.
    """
    sources = (offer.source("benefit_classes"), question.by_client("benefit_class"))
    served = offer.node.texts("benefit_classes")
    if served is None:
        return unknown("benefit-not-stated", *sources)
    if not served:
        return yes("benefit-anyone", *sources)
    has = question.facts.client.benefit_class if question.facts.client else ""
    listed = Codes("benefit_classes", served)
    if not has:
        return unknown("benefit-client-unknown", *sources, served=listed)
    own = Codes("benefit_classes", (has,))
    match serves("benefit_classes", has, served):
        case Answer.YES:
            return yes("benefit-fits", *sources, own=own, served=listed)
        case Answer.UNKNOWN:
            return unknown("benefit-broad", *sources, own=own, served=listed)
        case Answer.NO:
            return no("benefit-other", *sources, own=own, served=listed)


def household_fits(offer: Offer, question: Question) -> Finding:
    """The client's household is of a type that is served.

    A roster shows one type though a household may fit several: another type shown denies only types that
    cannot stand beside it (the policy's ``household_types_beside`` can).
    """
    sources = (offer.source("household_types"), question.by_client("household.type"))
    served = offer.node.texts("household_types")
    if served is None:
        return unknown("household-not-stated", *sources)
    if not served:
        return yes("household-anyone", *sources)
    has = question.facts.client.household_type if question.facts.client else ""
    listed = Codes("household_types", served)
    if not has:
        return unknown("household-client-unknown", *sources, served=listed)
    own = Codes("household_types", (has,))
    answer = serves("household_types", has, served)
    beside = question.policy.household_types_beside
    if answer is Answer.YES:
        return yes("household-fits", *sources, own=own, served=listed)
    if answer is Answer.UNKNOWN or has in beside or beside & set(served):
        return unknown("household-beside", *sources, own=own, served=listed)
    return no("household-other", *sources, own=own, served=listed)


def disability_fits(offer: Offer, question: Question) -> Finding:
    """One of the client's disability types is served; a service that asks for none serves anyone."""
    sources = (offer.source("disability_types"), question.by_client("disability_types"))
    served = offer.node.texts("disability_types")
    if served is None:
        return unknown("disability-not-stated", *sources)
    if not served:
        return yes("disability-anyone", *sources)
    has = question.facts.client.disability_types if question.facts.client else None
    listed = Codes("disability_types", served)
    if has is None:
        return unknown("disability-client-unknown", *sources, served=listed)
    own = Codes("disability_types", has)
    answers = {serves("disability_types", code, served) for code in has}
    if Answer.YES in answers:
        return yes("disability-fits", *sources, own=own, served=listed)
    if Answer.UNKNOWN in answers:
        return unknown("disability-broad", *sources, own=own, served=listed)
    return no("disability-other" if has else "disability-none", *sources, own=own, served=listed)


def sex_fits(offer: Offer, question: Question) -> Finding:
    """The client is of the sex served; a service that states none serves everybody (vocabulary ``sexes``)."""
    sources = (offer.source("sex"), question.by_client("sex"))
    served = offer.node.text("sex")
    if not served:
        return yes("sex-anyone", *sources)
    has = question.facts.client.sex if question.facts.client else ""
    listed = Codes("sexes", (served,))
    if not has:
        return unknown("sex-client-unknown", *sources, served=listed)
    if has == served:
        return yes("sex-fits", *sources, served=listed)
    return no("sex-other", *sources, served=listed)


def language_fits(offer: Offer, question: Question) -> Finding:
    """A language that the need asks for, else one that the client speaks, is spoken there.

    Asked for nothing, nothing is amiss. A service that states no language is taken to speak the policy's
    ``default_language``; whether it speaks another is unknown. An interpreter would mend a no.
    """
    wish, client = question.facts.wish, question.facts.client
    theirs = client.languages if client is not None else None
    wanted = (wish.language,) if wish.language else theirs
    sources = (offer.source("languages"), question.by_need("language"))
    if not wanted:
        return yes("language-not-asked", *sources)
    asked, spoken = Codes("languages", wanted), offer.node.texts("languages")
    if not spoken:
        if question.policy.default_language in wanted:
            return yes("language-default", *sources, wanted=asked)
        return unknown("language-not-stated", *sources, wanted=asked)
    listed = Codes("languages", spoken)
    shared = tuple(code for code in wanted if code in spoken)
    if shared:
        return yes("language-fits", *sources, shared=Codes("languages", shared))
    changes = (Change("interpreter", (("languages", asked),)),)
    return no("language-other", *sources, changes=changes, wanted=asked, spoken=listed)


def _whole(offer: Offer, name: str) -> int | None:
    value = offer.node.get(name)
    return value if isinstance(value, int) else None
