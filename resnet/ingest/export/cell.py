"""A cell that no spreadsheet program runs."""

from __future__ import annotations

import re
from typing import Final

# A cell that begins so would be run as a formula by a spreadsheet program, the wide ones by an Asian Excel.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# Where Excel's list separator is a semicolon, a CSV with commas falls apart there, quoted or not: what stands
# behind one, a tab or a line's end begins a cell of its own.
_AFTER_SEPARATOR: Final = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
_CONTROLS: Final = ("\t", "\r", "\n", "\0")


def neutral(cell: str) -> str:
    """The cell's text, never a formula.

    >>> neutral("=1+1"), neutral(" ＝1+1")
    ("'=1+1", "' ＝1+1")
    >>> neutral("a;=1+1"), neutral("032-000-0000; 032-000-0001")
    ("a;'=1+1", '032-000-0000; 032-000-0001')
    """
    is_run = cell.startswith(_CONTROLS) or cell.lstrip().startswith(_FORMULA_STARTS)
    plain = _AFTER_SEPARATOR.sub(r"\1'", cell)
    return f"'{plain}" if is_run else plain
