"""Days, numbers and telephone numbers as people type them."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.ingest.clean.phone import clean_phones


class BadEntryError(BadInputError):
    """A field of a form holds something that is no day or number."""

    code: ClassVar[str] = "bad-entry"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"{field}: write a day as 2031-12-24 and a number in digits, then send it again.")


class NothingChosenError(BadInputError):
    """A form that brings a file came without one."""

    code: ClassVar[str] = "no-file-chosen"

    def __init__(self) -> None:
        super().__init__("no file was chosen. Drop one on the field, or choose it, and send it again.")


def day_of(typed: str, field: str) -> date | None:
    """The day that was typed, None for nothing.

    Raises:
        BadEntryError: If it is no day.

    >>> day_of("2031-12-24", "until")
    datetime.date(2031, 12, 24)
    """
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError as error:
        raise BadEntryError(field) from error
    # A clock reckons from it in both directions.
    if not 1900 <= found.year <= 2200:
        raise BadEntryError(field)
    return found


def number_of(typed: str, field: str) -> float | None:
    """The number that was typed, None for nothing.

    Raises:
        BadEntryError: If it is no number, or none of this world.

    >>> number_of("1.5", "per_week")
    1.5
    """
    if not typed:
        return None
    try:
        found = float(typed)
    except ValueError as error:
        raise BadEntryError(field) from error
    if not isfinite(found) or not 0 <= found <= 1000:
        raise BadEntryError(field)
    return found


def phones_of(typed: str) -> str:
    """The telephone numbers that were typed, in the form they are kept in."""
    # What the cleaner cannot read is kept as typed: a person wrote it, not a list.
    return ", ".join(clean_phones(typed).value or (typed,))
