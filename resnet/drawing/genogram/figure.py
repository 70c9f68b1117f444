"""Sizes of what stands for a person: symbol, name and years below it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from resnet.drawing.font import Weight
from resnet.drawing.genogram.grid import Grid
from resnet.drawing.genogram.model import Genogram, Person, Pregnancy, Sex
from resnet.drawing.text import Label, Style, plain, wrap
from resnet.messages import Messages

SYMBOL = 44.0
# The index person's second outline stands this far outside.
SECOND_OUTLINE = 4.0
NAME = Style(12.0)
INDEX_NAME = Style(12.0, Weight.BOLD)
YEARS = Style(10.5)
NOTES = Style(9.5)
NAME_WIDTH = 92.0
NAME_LINES = 3
_BELOW_SYMBOL = 6.0
_WAY_POINT_HALF = 8.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A person's label; the whole figure is symbol, name, years, notes from top to bottom, centred."""

    name: Label
    years: Label
    notes: Label

    @property
    def half_width(self) -> float:
        """From the middle to the outermost edge, second outline included."""
        return max(SYMBOL + 2 * SECOND_OUTLINE, self.label_width) / 2

    @property
    def label_width(self) -> float:
        """Of the widest line below the symbol."""
        return max(self.name.width, self.years.width, self.notes.width)

    @property
    def height(self) -> float:
        """From the top of the symbol to the bottom of the last line."""
        return SYMBOL + _BELOW_SYMBOL + self.name.height + self.years.height + self.notes.height


def figures(family: Genogram, messages: Messages) -> dict[str, Figure]:
    """Everybody's figure."""
    return {
        person.id: Figure(
            wrap(
                person.name,
                INDEX_NAME if person.id == family.index else NAME,
                width=NAME_WIDTH,
                lines=NAME_LINES,
            ),
            wrap(years(person), YEARS, width=NAME_WIDTH, lines=1),
            _notes(person, messages),
        )
        for person in family.people
    }


def _notes(person: Person, messages: Messages) -> Label:
    """Occupation and migration, at most two lines each."""
    said = (person.occupation, say_migration(person, messages))
    lines = [line for words in said for line in wrap(words, NOTES, width=NAME_WIDTH, lines=2).lines]
    return Label(tuple(lines), NOTES)


def say_migration(person: Person, messages: Messages) -> str:
    """Where from and when somebody came, or nothing."""
    if not person.came_from and person.came_in is None:
        return ""
    year = "" if person.came_in is None else str(person.came_in)
    return messages.text("genogram-migrated", place=plain(person.came_from) or "none", year=year or "none")


def half_widths(grid: Grid, sizes: Mapping[str, Figure]) -> list[float]:
    """Half the width of every place of the grid."""
    return [
        _WAY_POINT_HALF if place.person is None else sizes[place.person].half_width for place in grid.places
    ]


def years(person: Person) -> str:
    """Years of birth and death as drawn: ``1944–2015``, ``1974–``, ``?–2015``, or nothing.

    >>> years(Person(id="a", name="", birth_year=1944, is_dead=True))
    '1944–?'
    """
    if person.pregnancy is not None:
        return str(person.birth_year or person.death_year or "")
    if person.is_dead or person.death_year is not None:
        if person.birth_year is None and person.death_year is None:
            return ""
        return f"{person.birth_year or '?'}–{person.death_year or '?'}"
    return f"{person.birth_year}–" if person.birth_year is not None else ""


def say_age(person: Person) -> str:
    """The age as drawn: ``58``, ``~58`` where only years are known, or nothing.

    >>> say_age(Person(id="a", name="", age=58, is_age_rough=True))
    '~58'
    """
    return "" if person.age is None else f"{'~' if person.is_age_rough else ''}{person.age}"


def name_top(symbol_top: float) -> float:
    """Where the name begins below a symbol."""
    return symbol_top + SYMBOL + _BELOW_SYMBOL


_UNBORN_SIZES = {
    Pregnancy.EXPECTED: 26.0,
    Pregnancy.STILLBIRTH: 24.0,
    Pregnancy.MISCARRIAGE: 13.0,
    Pregnancy.ABORTION: 16.0,
}


def symbol_size(person: Person) -> float:
    """Width and height of the person's symbol, second outline apart."""
    return SYMBOL if person.pregnancy is None else _UNBORN_SIZES[person.pregnancy]


def edge_above(person: Person, offset: float) -> float:
    """How far below the room for a symbol the outline begins, ``offset`` pixels from the middle."""
    above = (SYMBOL - symbol_size(person)) / 2
    return above + _edge(person, symbol_size(person) / 2, abs(offset))


def _edge(person: Person, half: float, aside: float) -> float:
    sex = person.sex
    if person.pregnancy is Pregnancy.EXPECTED:
        return min(2 * aside, 2 * half)
    if person.pregnancy in {Pregnancy.MISCARRIAGE, Pregnancy.ABORTION}:
        return half if person.pregnancy is Pregnancy.ABORTION else 0.0
    if sex is Sex.MALE:
        return 0.0
    if sex is Sex.FEMALE:
        return half - math.sqrt(half**2 - min(aside, half) ** 2)
    return min(aside, half)
