"""A cell that no spreadsheet program runs."""

from __future__ import annotations

from typing import Final

# A cell that begins so would be run as a formula by a spreadsheet program, the wide ones by an Asian Excel.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS: Final = ("\t", "\r", "\n", "\0")


def neutral(cell: str) -> str:
    """The cell's text, never a formula.

    >>> neutral("=1+1"), neutral(" ＝1+1")
    ("'=1+1", "' ＝1+1")
    """
    is_run = cell.startswith(_CONTROLS) or cell.lstrip().startswith(_FORMULA_STARTS)
    return f"'{cell}" if is_run else cell
