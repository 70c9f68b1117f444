"""What a form is made of: values only, so that any press can print it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values; an empty value is room to write by hand."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their relative ``widths``, and rows of the same length.

    ``name`` tells it from others of its section that have the same heads.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """Room to write by hand, or to draw: so many lines."""

    lines: int
    is_drawing: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Choices to tick, each with whether it is."""

    choices: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it shows for those who cannot see it."""

    svg: str
    says: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs."""

    names: tuple[str, ...]


Part = Pairs | Table | Words | Space | Boxes | Picture | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a form; ``name`` is what it is called where the title is the case's own words."""

    title: str
    parts: tuple[Part, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole record: ``name`` is one of ``FORMS``, ``at`` the instant it was made, ``note`` stands below."""

    name: str
    title: str
    language: str
    at: datetime
    sections: tuple[Section, ...]
    note: str = ""
    is_wide: bool = False


def table(heads: Iterable[str], widths: Iterable[int], rows: Iterable[tuple[str, ...]], blank: int) -> Table:
    """The rows as a table; without any, ``blank`` empty ones to fill in by hand."""
    named, listed = tuple(heads), tuple(rows)
    return Table(named, tuple(widths), listed or ((("",) * len(named)),) * blank)


def words_or_space(text: str, lines: int) -> Part:
    """What was written, or room for it."""
    return Words(text) if text else Space(lines)
