"""What every drawing function returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FactsT = TypeVar("FactsT")


@dataclass(frozen=True, slots=True)
class Item:
    """What is told of one person or system: its name, and everything known under its heading."""

    name: str
    said: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, heads: Sequence[str], cells: Sequence[str]) -> Item:
        """A row of the table, the first cell being the name; what is empty is not told."""
        pairs = zip(heads[1:], cells[1:], strict=True)
        return cls(cells[0], tuple((head, cell) for head, cell in pairs if cell))


@dataclass(frozen=True, slots=True)
class Drawing(Generic[FactsT]):
    """A drawing for those who see it (``svg``) and the same in words for those who do not.

    ``svg`` is a whole document that needs nothing from outside and may stand inside an HTML page;
    ``table`` is an HTML fragment; ``items`` tell of each person or system, in the order of their groups in
    ``svg``; ``facts`` say what was drawn and what could not be.
    """

    svg: str
    table: str
    items: tuple[Item, ...]
    facts: FactsT
