"""What every drawing function returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

FactsT = TypeVar("FactsT")


@dataclass(frozen=True, slots=True)
class Drawing(Generic[FactsT]):
    """A drawing for those who see it (``svg``) and the same in words for those who do not.

    ``svg`` is a whole document that needs nothing from outside and may stand inside an HTML page;
    ``table`` is an HTML fragment; ``facts`` say what was drawn and what could not be.
    """

    svg: str
    table: str
    facts: FactsT
