"""The kind of a facility: its type, its main service class, whether its place is protected."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple, cast

from resnet.graph.protected import protected_types
from resnet.ingest.clean.cleaned import ONE_LIST, ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, spaceless
from resnet.ingest.clean.target import Target
from resnet.ingest.shipped_table import shipped_table
from resnet.ontology.term import Term
from resnet.ontology.vocabulary import load_vocabulary

_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_BRANCH = re.compile(r"제?\d{1,2}호(?:점|관)?$")


class Kind(NamedTuple):
    """``type_code`` is a code of ``agency_types``, ``service_class`` the middle class of its main service."""

    type_code: str
    service_class: str = ""

    def __str__(self) -> str:
        return self.type_code


class KindSaid(NamedTuple):
    """What a row says of its kind: the kind, a finer one, and whether people live there."""

    kind: str
    detail: str = ""
    form: str = ""


def clean_kind(said: KindSaid) -> Cleaned[Kind]:
    """The type that the finer word names, else the kind; the form decides between narrower types.

    >>> clean_kind(KindSaid("지역아동센터", form="이용")).value
    Kind(type_code='child-centre', service_class='7.2')
    >>> clean_kind(KindSaid("성매매피해지원기관", form="이용")).value.type_code
    'prostitution-victim-counselling'
    """
    return _clean_kind(said.kind, said.detail, said.form)


@lru_cache(maxsize=ONE_LIST)
def _clean_kind(kind: str, detail: str, form: str) -> Cleaned[Kind]:
    types = load_vocabulary("agency_types")
    raw = detail or kind
    # 주야간보호(치매전담) is a 주야간보호, where the whole says nothing more exact.
    for words in (detail, kind, _BRACKETED.sub("", detail), _BRACKETED.sub("", kind)):
        term = types.find(words) if words.strip() else None
        if term is not None:
            return Cleaned(_kind(_narrowed(term, form)), raw, Rule.BY_KIND)
    return Cleaned(None, raw, blank_of(raw) or Rule.UNSURE)


@lru_cache(maxsize=ONE_ROW)
def kind_of_name(name: str) -> Cleaned[Kind]:
    """The type whose word the name ends with, the longest such word: 나래시보건소 is a 보건소.

    >>> kind_of_name("나래시보건소").value.type_code, kind_of_name("나래상회").value
    ('health-centre', None)
    """
    # 다함께돌봄센터 3호점 is one of several of its kind.
    plain = _BRANCH.sub("", spaceless(name))
    words, lengths = _type_words()
    for length in lengths.get(plain[-1:], ()):
        term = words.get(plain[-length:])
        if term is not None:
            return Cleaned(_kind(term), name, Rule.BY_WORD)
    return Cleaned(None, name, Rule.UNSURE)


def narrowed_by_name(kind: Kind, name: str) -> Cleaned[Kind]:
    """The narrower type that the name tells where a list gives only the wide one; else the kind as it was.

    >>> narrowed_by_name(Kind("senior-leisure"), "햇살마을경로당").value.type_code
    'senior-hall'
    >>> narrowed_by_name(Kind("senior-leisure"), "햇살요양원").value.type_code
    'senior-leisure'
    """
    own = kind_of_name(name).value
    if own is not None and kind.type_code in _wider_types(own.type_code):
        return Cleaned(own, name, Rule.BY_WORD)
    return Cleaned(kind, name, Rule.BY_KIND)


def meanings_of_type(kind: Kind) -> Mapping[str, str]:
    """What the word for a type means by the people it is for, where facilities of several laws share it."""
    return cast("Mapping[str, str]", shipped_table("kind_words")["shared"].get(kind.type_code, {}))


def meanings_of_words(*words: str) -> Mapping[str, str]:
    """The same of words that no type is called by; the end of each counts."""
    shared: Mapping[str, Mapping[str, str]] = shipped_table("kind_words")["shared_words"]
    for word in map(spaceless, words):
        if word.endswith(tuple(shared)):
            return shared[max((each for each in shared if word.endswith(each)), key=len)]
    return {}


def meant_by_people(meanings: Mapping[str, str], own: str, of_list: str) -> Cleaned[Kind] | None:
    """The type that is meant by the people of whom the row, else its list, speaks; None where it is not told.

    >>> meanings = meanings_of_type(Kind("child-group-home"))
    >>> meant_by_people(meanings, "공동생활가정 가온의집", "장애인거주시설").value.type_code
    'disability-group-home'
    >>> meant_by_people(meanings, "아동공동생활가정 가온의집", "장애인거주시설")
    """
    for text, rule in ((own, Rule.BY_KIND), (of_list, Rule.BY_LIST)):
        people = _people_in(text)
        if people:
            code = meanings.get(people[0]) if len(people) == 1 else None
            return Cleaned(_kind(load_vocabulary("agency_types").term(code)), text, rule) if code else None
    return None


@lru_cache(maxsize=ONE_LIST)
def _people_in(text: str) -> tuple[str, ...]:
    """The people that a text speaks of. The mentally ill are disabled by law, and meant alone where named."""
    plain = spaceless(text).lower()
    named = shipped_table("kind_words")["people"].items()
    found = tuple(people for people, words in named if any(word in plain for word in words))
    return ("mental",) if "mental" in found and set(found) <= {"mental", "disability"} else found


@cache
def _wider_types(type_code: str) -> frozenset[str]:
    return frozenset(term.code for term in load_vocabulary("agency_types").broader_chain(type_code))


def is_protected(kind: Kind | None, *words: str) -> bool:
    """Whether the place is secret: by its type, or because kind or name speaks of a refuge from harm.

    >>> is_protected(None, "가정폭력 피해여성 긴급피난처"), is_protected(None, "가정폭력상담소")
    (True, False)
    """
    if kind is not None and kind.type_code in protected_types():
        return True
    return any(_is_refuge(each) for each in words)


@lru_cache(maxsize=ONE_LIST)
def _is_refuge(words: str) -> bool:
    harm, home = _refuge_words()
    text = spaceless(words).lower()
    return harm.search(text) is not None and home.search(text) is not None


@cache
def _refuge_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = shipped_table("kind_words")["protected"]
    return re.compile("|".join(map(re.escape, table["harm"]))), re.compile(
        "|".join(map(re.escape, table["home"]))
    )


@lru_cache(maxsize=ONE_LIST)
def target_of_kind(kind: Kind) -> Target:
    """Whom the law lets such a facility serve; unknown where it does not say."""
    table = shipped_table("kind_words")
    ages = table["ages"].get(kind.type_code, {})
    disability = (
        tuple(table["disability"]["codes"]) if kind.type_code in table["disability"]["types"] else None
    )
    households = tuple(code for code, types in table["households"].items() if kind.type_code in types)
    return Target(
        "",
        ages.get("from"),
        ages.get("to"),
        household_types=households or None,
        disability_types=disability,
    )


@cache
def _type_words() -> tuple[dict[str, Term], dict[str, tuple[int, ...]]]:
    """Types by their names, and how long those are that end in a letter, the longest first.

    Names of one letter and the catch-all's end no name; of two types with one name it is the first's.
    """
    words: dict[str, Term] = {}
    for term in load_vocabulary("agency_types").terms:
        for word in map(spaceless, (term.ko, *term.synonyms)):
            if term.code != "other" and len(word) > 1:
                words.setdefault(word, term)
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[-1]].add(len(word))
    return words, {letter: tuple(sorted(each, reverse=True)) for letter, each in lengths.items()}


def _narrowed(term: Term, form: str) -> Term:
    """The narrower type with that form, where the form alone tells the narrower ones apart."""
    wanted = shipped_table("kind_words")["forms"].get(spaceless(form))
    narrower = load_vocabulary("agency_types").narrower(term.code)
    if wanted is None or term.text("form") or not all(each.text("form") for each in narrower):
        return term
    fitting = [each for each in narrower if each.text("form") == wanted]
    return fitting[0] if len(fitting) == 1 else term


def _kind(term: Term) -> Kind:
    return Kind(term.code, term.text("service_class"))
