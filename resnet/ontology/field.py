"""The words the ontology is written in: label, field, kind, edge kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType, TypedDict, Unpack

from resnet.ontology.category import Category

NodeId = NewType("NodeId", str)
EdgeId = NewType("EdgeId", str)
ElementId = NodeId | EdgeId
Value = str | int | float | bool | date | datetime | tuple[str, ...]


class Type(StrEnum):
    """The type of a field's value, the same on every store.

    ``TEXT`` is NFC without control characters; ``LONG_TEXT`` is never indexed; ``TEXTS`` is a tuple,
    where ``()`` means "known to be none"; ``DATE`` is a day, ``TIME`` an instant in UTC to the
    microsecond; ``INT`` fits 64 bits; ``FLOAT`` is finite.
    """

    TEXT = "text"
    LONG_TEXT = "long-text"
    TEXTS = "texts"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Label:
    """Words for people, Korean first."""

    ko: str
    en: str

    def of(self, language: str) -> str:
        """The words in ``language`` (``ko`` or ``en``)."""
        return self.en if language == "en" else self.ko


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that can be said.

    ``category`` None means: as sensitive as the element that carries it. ``vocabulary`` names the list of
    allowed codes. ``source`` is where the definition comes from.
    """

    name: str
    type: Type
    label: Label
    category: Category | None = None
    unit: str | None = None
    vocabulary: str | None = None
    indexed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of node.

    ``categories`` lists what an element of it may be, the default first. ``folded`` kinds are directory
    things: their fields are never set directly but folded from the records that describe them.
    ``sort_by`` is the field that orders pages.
    """

    name: str
    label: Label
    says: str
    fields: tuple[Field, ...]
    categories: tuple[Category, ...]
    folded: bool = False
    sort_by: str | None = None
    source: str = ""
    _named: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {each.name: each for each in self.fields})

    @property
    def category(self) -> Category:
        """The category an element has when none is given."""
        return self.categories[0]

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return self._named.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeKind:
    """A kind of edge; ``starts`` and ``ends`` name node kinds.

    ``carries_end`` edges may carry any field of the folded kind at their end: what a record says of it.
    """

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    label: Label
    says: str
    fields: tuple[Field, ...] = ()
    categories: tuple[Category, ...] = (Category.PUBLIC,)
    carries_end: bool = False
    source: str = ""
    _named: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_named", {each.name: each for each in self.fields})

    @property
    def category(self) -> Category:
        """The category an edge has when none is given."""
        return self.categories[0]

    def field(self, name: str) -> Field | None:
        """The edge's own field of that name, or None."""
        return self._named.get(name)


class More(TypedDict, total=False):
    """What a field may say beyond name, type and label."""

    category: Category | None
    indexed: bool
    source: str


def text(name: str, ko: str, en: str, *, vocabulary: str | None = None, **more: Unpack[More]) -> Field:
    """A short text field."""
    return Field(name=name, type=Type.TEXT, label=Label(ko, en), vocabulary=vocabulary, **more)


def long_text(name: str, ko: str, en: str, **more: Unpack[More]) -> Field:
    """A text field of any length, never indexed."""
    return Field(name=name, type=Type.LONG_TEXT, label=Label(ko, en), **more)


def texts(name: str, ko: str, en: str, *, vocabulary: str | None = None, **more: Unpack[More]) -> Field:
    """A field of several short texts."""
    return Field(name=name, type=Type.TEXTS, label=Label(ko, en), vocabulary=vocabulary, **more)


def code(name: str, ko: str, en: str, vocabulary: str, **more: Unpack[More]) -> Field:
    """A field whose value is a code of ``vocabulary``."""
    return text(name, ko, en, vocabulary=vocabulary, **more)


def codes(name: str, ko: str, en: str, vocabulary: str, **more: Unpack[More]) -> Field:
    """A field whose values are codes of ``vocabulary``."""
    return texts(name, ko, en, vocabulary=vocabulary, **more)


def count(name: str, ko: str, en: str, unit: str, **more: Unpack[More]) -> Field:
    """A whole number with its unit."""
    return Field(name=name, type=Type.INT, label=Label(ko, en), unit=unit, **more)


def number(name: str, ko: str, en: str, unit: str, **more: Unpack[More]) -> Field:
    """A measured number with its unit."""
    return Field(name=name, type=Type.FLOAT, label=Label(ko, en), unit=unit, **more)


def flag(name: str, ko: str, en: str, **more: Unpack[More]) -> Field:
    """A yes or no; absent is unknown."""
    return Field(name=name, type=Type.BOOL, label=Label(ko, en), **more)


def day(name: str, ko: str, en: str, **more: Unpack[More]) -> Field:
    """A calendar day."""
    return Field(name=name, type=Type.DATE, label=Label(ko, en), **more)


def moment(name: str, ko: str, en: str, **more: Unpack[More]) -> Field:
    """An instant, UTC."""
    return Field(name=name, type=Type.TIME, label=Label(ko, en), **more)
