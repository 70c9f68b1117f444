"""What every drawing function returns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FactsT = TypeVar("FactsT")
_WIDTH: Final = re.compile(r'<svg [^>]*? width="([0-9.]+)"')


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

    @property
    def width_px(self) -> float:
        """How wide the picture is, as it says itself."""
        found = _WIDTH.search(self.svg)
        return float(found[1]) if found else 0.0
