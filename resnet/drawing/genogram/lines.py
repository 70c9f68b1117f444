"""Which line symbol a partnership, a child's line or a feeling has: as the vocabularies say."""

from __future__ import annotations

from resnet.drawing.genogram.model import Bond, Nature, Union
from resnet.drawing.line_symbols import LineSymbol, symbol_named
from resnet.ontology.term import UnknownTermError
from resnet.ontology.vocabulary import load_vocabulary

CONTRADICTION = LineSymbol.DOTTED
_SLASHES = {"one-slash": 1, "two-slashes": 2}


def couple_symbol(union: Union) -> LineSymbol:
    """The line of two partners: dashed for two who never married, dotted where nothing is recorded."""
    if not union.periods:
        return LineSymbol.DOTTED
    lines = [_line("partnership_kinds", period.bond) for period in union.periods]
    # Slashes are marks on the line that was there before; where nothing was, on a solid one.
    plain = [line for line in lines if line not in _SLASHES]
    return LineSymbol.DASHED if plain and set(plain) == {"dashed"} else LineSymbol.SOLID


def slash_count(bond: Bond) -> int:
    """Slanted strokes across the couple's line."""
    return _SLASHES.get(_line("partnership_kinds", bond), 0)


def nature_symbol(nature: Nature | None) -> LineSymbol:
    """The line of a child."""
    return LineSymbol.SOLID if nature is None else symbol_named(_line("parent_natures", nature))


def feeling_symbol(nature: str) -> LineSymbol:
    """The line of an emotional relation."""
    return symbol_named(_line("emotional_relations", nature))


def is_directed(nature: str) -> bool:
    """Whether the relation goes from one to the other."""
    return feeling_symbol(nature) in {LineSymbol.ARROW, LineSymbol.ZIGZAG_ARROW}


def _line(vocabulary: str, code: str) -> str:
    try:
        return load_vocabulary(vocabulary).term(code).text("line")
    except UnknownTermError:
        return ""
