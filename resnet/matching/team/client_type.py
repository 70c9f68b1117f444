"""Which client types the client is of: they say which seats a team needs (vocabulary ``client_types``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resnet.matching.finding import Answer
from resnet.matching.rules.codes import serves
from resnet.matching.team.facts import TeamFacts
from resnet.ontology.term import Term
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class TypeFound:
    """One client type: ``signs`` are what speaks for it, or what would have to be known.

    A sign is ``household``, ``disability``, ``age`` or ``need``.
    """

    code: str
    answer: Answer
    signs: tuple[str, ...]


def client_types_of(facts: TeamFacts) -> tuple[TypeFound, ...]:
    """Every client type, in the vocabulary's order.

    Yes when any sign of it holds, unknown when none does and one is not known, no when all are known
    not to (domain.md §2: a client may be of several types).
    """
    return tuple(_type(term, facts) for term in load_vocabulary("client_types").terms)


def _type(term: Term, facts: TeamFacts) -> TypeFound:
    answers = dict(_signs(term, facts))
    for answer in (Answer.YES, Answer.UNKNOWN):
        if signs := tuple(sign for sign, each in answers.items() if each is answer):
            return TypeFound(term.code, answer, signs)
    return TypeFound(term.code, Answer.NO, ())


def _signs(term: Term, facts: TeamFacts) -> Iterable[tuple[str, Answer]]:
    if households := term.texts("household_types"):
        yield "household", _any("household_types", facts.household_types or None, households)
    disabilities = term.texts("disability_types")
    if disabilities or term.flag("any_disability"):
        yield "disability", _disability(facts.disability_types, disabilities)
    if (age_from := term.whole("age_from")) is not None:
        yield "age", _age(facts.ages, age_from)
    if classes := term.texts("service_classes"):
        # Nothing agreed is known: there is no need of these classes.
        yield "need", _any("service_classes", facts.service_classes, classes)


def _any(vocabulary: str, own: tuple[str, ...] | None, wanted: tuple[str, ...]) -> Answer:
    if own is None:
        return Answer.UNKNOWN
    answers = {serves(vocabulary, code, wanted) for code in own}
    return next((each for each in (Answer.YES, Answer.UNKNOWN) if each in answers), Answer.NO)


def _disability(own: tuple[str, ...] | None, wanted: tuple[str, ...]) -> Answer:
    if own is None or wanted:
        return _any("disability_types", own, wanted)
    return Answer.YES if own else Answer.NO


def _age(ages: tuple[int, int] | None, age_from: int) -> Answer:
    if ages is None or ages[0] < age_from <= ages[1]:
        return Answer.UNKNOWN
    return Answer.YES if ages[0] >= age_from else Answer.NO
