"""Which line symbol a partnership, a child's line or a feeling has: as the vocabularies say."""

from __future__ import annotations

from resnet.drawing.genogram.model import Bond, Nature, Union
from resnet.drawing.geometry import Point
from resnet.drawing.line_symbols import DIRECTED, LineSymbol, mended, slashes, symbol_named
from resnet.drawing.svg import Canvas
from resnet.ontology.term import UnknownTermError
from resnet.ontology.vocabulary import load_vocabulary

CONTRADICTION = LineSymbol.DOTTED
_SLASHES = {"one-slash": 1, "two-slashes": 2}
_MENDED = "mended"


def couple_symbol(union: Union) -> LineSymbol:
    """The line of two partners: dashed for two who never married, dotted where nothing is recorded."""
    lines = _marks(union)
    if not lines:
        return LineSymbol.DOTTED
    # Slashes are marks on the line that was there before; where nothing was, on a solid one.
    plain = {line for line in lines if line not in _SLASHES and line != _MENDED}
    return symbol_named(plain.pop()) if len(plain) == 1 else LineSymbol.SOLID


def has_mark(union: Union) -> bool:
    """Whether slashes stand on the couple's line: parted, or together again after it."""
    marks = _marks(union)
    return bool(marks) and marks[-1] in {*_SLASHES, _MENDED}


def _marks(union: Union) -> list[str]:
    said = (period.bond for period in union.periods if period.bond is not Bond.UNSAID)
    return [_line("partnership_kinds", bond) for bond in said]


def draw_mark(canvas: Canvas, at: Point, union: Union) -> None:
    """What crosses the couple's line: a slash for separated, two for divorced, crossed out when reunited."""
    marks = _marks(union)
    if not has_mark(union):
        return
    if marks[-1] != _MENDED:
        slashes(canvas, at, _SLASHES[marks[-1]])
        return
    before = [_SLASHES[mark] for mark in marks if mark in _SLASHES]
    mended(canvas, at, before[-1] if before else 1)


def nature_symbol(nature: Nature | None) -> LineSymbol:
    """The line of a child."""
    return LineSymbol.SOLID if nature is None else symbol_named(_line("parent_natures", nature))


def feeling_symbol(nature: str) -> LineSymbol:
    """The line of an emotional relation."""
    return symbol_named(_line("emotional_relations", nature))


def is_directed(nature: str) -> bool:
    """Whether the relation goes from one to the other."""
    return feeling_symbol(nature) in DIRECTED


def _line(vocabulary: str, code: str) -> str:
    try:
        return load_vocabulary(vocabulary).term(code).text("line")
    except UnknownTermError:
        return ""
