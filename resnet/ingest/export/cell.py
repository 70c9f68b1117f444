"""A cell that no spreadsheet program runs."""

from __future__ import annotations

from typing import Final

# A cell that begins so would be run as a formula by a spreadsheet program.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def neutral(cell: str) -> str:
    """The cell's text, never a formula.

    >>> neutral("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
