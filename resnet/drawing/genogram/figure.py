"""Sizes of what stands for a person: symbol, name and years below it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from resnet.drawing.font import Weight
from resnet.drawing.genogram.grid import Grid
from resnet.drawing.genogram.model import Genogram, Person, Sex
from resnet.drawing.text import Label, Style, wrap

SYMBOL = 44.0
# The index person's second outline stands this far outside.
SECOND_OUTLINE = 4.0
NAME = Style(12.0)
INDEX_NAME = Style(12.0, Weight.BOLD)
YEARS = Style(10.5)
NAME_WIDTH = 92.0
NAME_LINES = 3
_BELOW_SYMBOL = 6.0
_WAY_POINT_HALF = 8.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A person's label; the whole figure is symbol, name, years from top to bottom, centred."""

    name: Label
    years: Label

    @property
    def half_width(self) -> float:
        """From the middle to the outermost edge, second outline included."""
        return max(SYMBOL + 2 * SECOND_OUTLINE, self.name.width, self.years.width) / 2

    @property
    def height(self) -> float:
        """From the top of the symbol to the bottom of the last line."""
        return SYMBOL + _BELOW_SYMBOL + self.name.height + self.years.height


def figures(family: Genogram) -> dict[str, Figure]:
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
        )
        for person in family.people
    }


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


def edge_above(sex: Sex, offset: float) -> float:
    """How far below its own top the symbol's outline is, ``offset`` pixels from the middle."""
    half, aside = SYMBOL / 2, abs(offset)
    if sex is Sex.MALE:
        return 0.0
    if sex is Sex.FEMALE:
        return half - math.sqrt(half**2 - min(aside, half) ** 2)
    return min(aside, half)
