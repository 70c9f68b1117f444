"""Is it as the client prefers? Among what fits alike, the client's preference decides (domain.md §7.2)."""

from __future__ import annotations

from collections.abc import Callable

from resnet.matching.facts import Supporter
from resnet.matching.finding import Answer, Codes, Finding, Source, no, unknown, yes
from resnet.matching.offer import Offer
from resnet.matching.question import Question
from resnet.ontology.vocabulary import load_vocabulary

PREFERENCES = "preferences"
# A field of a service that is a flag answers in these words.
_FLAGS = {True: "yes", False: "no"}


def preference_fits(offer: Offer, question: Question) -> Finding:
    """Each condition that the client prefers holds: who works with them, at home or not, public or private.

    A condition nobody has stated is unknown: somebody asks. What the client prefers in words alone is
    unknown too, since no program reads it; beside conditions the words only explain them.
    """

    def answer(asks: str, wants: str) -> Answer:
        if asks == "sector":
            return _one_of({question.network.text(each, "sector") for each in offer.providers} - {""}, wants)
        if asks == "comes_home":
            said = offer.node.get("comes_home")
            return _one_of({_FLAGS[said]} if isinstance(said, bool) else set(), wants)
        return _one_of(set(offer.node.texts("worker_sexes") or ()), wants)

    return _judged(question, offer.source("worker_sexes", "comes_home"), answer)


def supporter_preference_fits(supporter: Supporter, question: Question) -> Finding:
    """The supporter is of the sex that the client prefers; whatever else is preferred has to be asked."""

    def answer(asks: str, wants: str) -> Answer:
        return _one_of({supporter.sex} - {""} if asks == "worker_sexes" else set(), wants)

    return _judged(question, Source(element=supporter.id, fields=("sex",)), answer)


def _one_of(said: set[str], wants: str) -> Answer:
    if not said:
        return Answer.UNKNOWN
    return Answer.YES if wants in said else Answer.NO


def _judged(question: Question, source: Source, answer: Callable[[str, str], Answer]) -> Finding:
    wish = question.facts.wish
    sources = (source, question.by_need("preferences", "preference"))
    if not wish.preferences:
        return (
            unknown("preference-words", *sources)
            if wish.preference
            else yes("preference-not-asked", *sources)
        )
    terms = load_vocabulary(PREFERENCES)
    answers = {
        code: answer(terms.term(code).text("asks"), terms.term(code).text("wants"))
        for code in wish.preferences
    }

    def those(wanted: Answer) -> Codes:
        return Codes(PREFERENCES, tuple(code for code, found in answers.items() if found is wanted))

    if Answer.NO in answers.values():
        return no("preference-other", *sources, unmet=those(Answer.NO))
    if Answer.UNKNOWN in answers.values():
        return unknown("preference-unknown", *sources, asked=those(Answer.UNKNOWN))
    return yes("preference-fits", *sources, preferred=those(Answer.YES))
