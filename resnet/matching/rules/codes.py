"""Whether what a person has is among what a service serves, along a vocabulary's broader terms."""

from __future__ import annotations

from collections.abc import Collection

from resnet.matching.finding import Answer
from resnet.ontology.vocabulary import Vocabulary, load_vocabulary


def serves(vocabulary_name: str, has: str, served: Collection[str]) -> Answer:
    """Yes for the same or a broader code; unknown when ``has`` is itself broader than one that is served.

    >>> serves("benefit_classes", "livelihood", ["basic"]).value
    'yes'
    >>> serves("benefit_classes", "basic", ["livelihood"]).value
    'unknown'
    >>> serves("benefit_classes", "none", ["basic"]).value
    'no'
    """
    vocabulary = load_vocabulary(vocabulary_name)
    if any(code in served for code in (has, *_broader(vocabulary, has))):
        return Answer.YES
    if any(has in _broader(vocabulary, code) for code in served):
        return Answer.UNKNOWN
    return Answer.NO


def _broader(vocabulary: Vocabulary, code: str) -> tuple[str, ...]:
    return tuple(term.code for term in vocabulary.broader_chain(code)) if code in vocabulary else ()
