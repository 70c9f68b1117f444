"""Vocabularies: the words the field agreed on, as versioned data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.field import Label
from resnet.ontology.term import CODE, Attribute, AttributeValue, Term, UnknownTermError, fold_name
from resnet.shipped import shipped

FILE_FIELDS = ("id", "title", "version", "source", "valid_from", "valid_to", "attributes", "term")
TERM_FIELDS = ("code", "ko", "en", "broader", "synonyms", "note")


class BadVocabularyError(BadAuthoredError):
    """A vocabulary or crosswalk file breaks its form."""

    code: ClassVar[str] = "bad-vocabulary"


class UnknownVocabularyError(BadInputError):
    """There is no vocabulary, or no crosswalk, of that name."""

    code: ClassVar[str] = "unknown-vocabulary"

    def __init__(self, name: str) -> None:
        self.name = name
        shown = repr(name) if all(map(CODE.fullmatch, name.split(" to "))) else "called that"
        super().__init__(f"there is no vocabulary or crosswalk {shown}: data/vocabularies holds them.")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """A versioned list of terms; ``valid_to`` is the last day it was in use, None while it is."""

    id: str
    title: Label
    version: str
    source: str
    terms: tuple[Term, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    attributes: tuple[Attribute, ...] = ()

    @cached_property
    def _by_code(self) -> Mapping[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def _by_name(self) -> Mapping[str, Term]:
        return {fold_name(name): term for term in self.terms for name in (term.ko, term.en, *term.synonyms)}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the vocabulary's own order."""
        return tuple(self._by_code)

    def term(self, code: str) -> Term:
        """The term of that code.

        Raises:
            UnknownTermError: If there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownTermError(self.id, code) from None

    def find(self, words: str) -> Term | None:
        """The term called so, in Korean, English, by a synonym or by its code; None when none is.

        Width, case, spaces and middle dots make no difference.

        >>> load_vocabulary("agency_types").find(" 학대피해 아동쉼터").code
        'abused-child-shelter'
        """
        return self._by_code.get(words.strip()) or self._by_name.get(fold_name(words))

    def broader_chain(self, code: str) -> tuple[Term, ...]:
        """The broader terms of ``code``, nearest first, without itself.

        Raises:
            UnknownTermError: If there is no such code.
        """
        chain: list[Term] = []
        broader = self.term(code).broader
        while broader is not None:
            chain.append(self._by_code[broader])
            broader = chain[-1].broader
        return tuple(chain)

    def narrower(self, code: str) -> tuple[Term, ...]:
        """The terms directly below ``code``, in order.

        Raises:
            UnknownTermError: If there is no such code.
        """
        self.term(code)
        return tuple(term for term in self.terms if term.broader == code)

    @property
    def tops(self) -> tuple[Term, ...]:
        """The terms with nothing broader, in order."""
        return tuple(term for term in self.terms if term.broader is None)


def vocabulary_names() -> tuple[str, ...]:
    """The names of all shipped vocabularies, in order of the alphabet."""
    files = (file.name for file in shipped("vocabularies").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


@cache
def load_vocabulary(name: str) -> Vocabulary:
    """The shipped vocabulary of that name, read once.

    Raises:
        UnknownVocabularyError: If there is none.
        BadVocabularyError: If its file breaks the form.
    """
    if name not in vocabulary_names():
        raise UnknownVocabularyError(name)
    return read_vocabulary(shipped(f"vocabularies/{name}.toml"))


@cache
def load_vocabularies() -> Mapping[str, Vocabulary]:
    """All shipped vocabularies by name.

    Raises:
        BadVocabularyError: If a file breaks the form, or an attribute's code is in no vocabulary it names.
    """
    found = {name: load_vocabulary(name) for name in vocabulary_names()}
    for vocabulary in found.values():
        _check_references(vocabulary, found)
    return found


def read_vocabulary(file: Traversable) -> Vocabulary:
    """The vocabulary in ``file``.

    Raises:
        BadVocabularyError: If the file breaks the form; it names file, term and field.
    """
    table = read_toml(file, BadVocabularyError)
    table.only(FILE_FIELDS)
    name = table.text("id")
    if f"{name}.toml" != file.name:
        raise table.fail("id", f"the file's own name, {file.name.removesuffix('.toml')}")
    attributes = tuple(
        _attribute(table.table("attributes"), each) for each in table.table("attributes").values
    )
    vocabulary = Vocabulary(
        id=name,
        title=table.table("title").label(),
        version=table.text("version"),
        source=table.text("source"),
        valid_from=table.maybe_day("valid_from"),
        valid_to=table.maybe_day("valid_to"),
        attributes=attributes,
        terms=tuple(_term(name, each, attributes) for each in table.tables("term")),
    )
    _check_terms(table, vocabulary)
    return vocabulary


def _attribute(tables: Table, name: str) -> Attribute:
    table = tables.table(name)
    table.only(("type", "says", "vocabulary", "required"))
    if table.text("type") not in _READERS:
        raise table.fail("type", " or ".join(_READERS))
    return Attribute(
        name=name,
        type=table.text("type"),
        says=table.text("says"),
        vocabulary=table.maybe_text("vocabulary"),
        is_required=table.flag("required"),
    )


def _text(table: Table, name: str) -> AttributeValue:
    return table.text(name)


def _texts(table: Table, name: str) -> AttributeValue:
    return table.texts(name)


def _whole(table: Table, name: str) -> AttributeValue:
    return table.whole(name)


def _flag(table: Table, name: str) -> AttributeValue:
    return table.flag(name)


_READERS = {"text": _text, "texts": _texts, "whole": _whole, "flag": _flag}


def _term(vocabulary: str, table: Table, attributes: tuple[Attribute, ...]) -> Term:
    table.only((*TERM_FIELDS, *(each.name for each in attributes)))
    code = table.text("code")
    if not CODE.fullmatch(code):
        raise table.fail("code", "ASCII letters, digits, hyphen, dot or underscore, at most 60")
    for each in attributes:
        if each.is_required and each.name not in table.values:
            raise table.fail(each.name, f"it of every term ({each.says})")
    return Term(
        vocabulary=vocabulary,
        code=code,
        ko=table.text("ko"),
        en=table.text("en"),
        broader=table.maybe_text("broader"),
        synonyms=table.texts("synonyms"),
        note=table.maybe_text("note") or "",
        attributes=MappingProxyType(
            {
                each.name: _READERS[each.type](table, each.name)
                for each in attributes
                if each.name in table.values
            }
        ),
    )


def _check_terms(table: Table, vocabulary: Vocabulary) -> None:
    if not vocabulary.terms:
        raise table.fail("term", "at least one term")
    codes: set[str] = set()
    names: dict[str, str] = {}
    for term in vocabulary.terms:
        place = Table(table.file, f"term {term.code}", {}, BadVocabularyError)
        if term.code in codes:
            raise place.fail("code", "a code no other term has")
        codes.add(term.code)
        for name in (term.ko, term.en, *term.synonyms):
            other = names.setdefault(fold_name(name), term.code)
            if other != term.code:
                raise place.fail("ko, en, synonyms", f"names that {other} does not have ({name})")
        # A broader term stands before its narrower ones, so that no chain can close upon itself.
        if term.broader is not None and (term.broader == term.code or term.broader not in codes):
            raise place.fail("broader", "the code of a term above it in the file")


def _check_references(vocabulary: Vocabulary, all_of_them: Mapping[str, Vocabulary]) -> None:
    for attribute in vocabulary.attributes:
        if attribute.vocabulary is None:
            continue
        for term in vocabulary.terms:
            place = Table(f"{vocabulary.id}.toml", f"term {term.code}", {}, BadVocabularyError)
            other = all_of_them.get(attribute.vocabulary)
            said = (term.text(attribute.name),) if attribute.type == "text" else term.texts(attribute.name)
            if other is None or any(code not in other for code in said if code):
                raise place.fail(attribute.name, f"codes of the vocabulary {attribute.vocabulary}")
