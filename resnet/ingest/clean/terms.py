"""Words of a vocabulary, several in a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow
from resnet.ontology.vocabulary import load_vocabulary

_SEPARATOR = re.compile(r"[+,/;\n]")


@lru_cache(maxsize=ONE_LIST)
def clean_terms(text: str, vocabulary: str) -> Cleaned[tuple[str, ...]]:
    """The codes that the words mean, each once; one word that means none leaves all of them unsure.

    A list of whom something is for must not lose a group in silence.

    >>> clean_terms("한국어+베트남어", "languages").value, clean_terms("한국어+화성어", "languages").value
    (('ko', 'vi'), None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    terms = load_vocabulary(vocabulary)
    found: dict[str, None] = {}
    for word in filter(None, map(collapse, _SEPARATOR.split(narrow(text)))):
        term = terms.find(word)
        if term is None:
            return Cleaned(None, text, Rule.UNSURE)
        found[term.code] = None
    return Cleaned(tuple(found), text, Rule.BY_WORD) if found else Cleaned(None, text, Rule.UNSURE)


@lru_cache(maxsize=ONE_LIST)
def clean_term(text: str, vocabulary: str) -> Cleaned[str]:
    """The one code that the whole cell means.

    >>> clean_term("여성", "sexes").value, clean_term("전체", "sexes").value
    ('female', None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    term = load_vocabulary(vocabulary).find(collapse(narrow(text)))
    return Cleaned(term.code, text, Rule.BY_WORD) if term else Cleaned(None, text, Rule.UNSURE)
