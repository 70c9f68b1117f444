"""The value of a spreadsheet's cell as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta
_MIDNIGHT = time(0)


def cell_text(cell: Cell) -> str:
    """The cell as the sheet shows it: whole numbers without a point, days and times in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        is_day = cell.time() == _MIDNIGHT
        return cell.date().isoformat() if is_day else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
