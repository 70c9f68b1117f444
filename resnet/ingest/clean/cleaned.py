"""What a cleaner gives back: the value, the text it came from, and by which rule."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

Value_co = TypeVar("Value_co", covariant=True)
# Agency, service and key of one row ask for the same cells: so many answers are kept, and not a list's.
ONE_ROW = 32
# Kinds, days, hours and whom a service is for are the same few words down a whole list.
ONE_LIST = 4096


class Rule(StrEnum):
    """How a value came out of a cell; stable words, shown as ``clean-rule-…`` messages.

    With the first group there is no value: unknown is not "none".
    """

    EMPTY = "empty"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"
    UNSURE = "unsure"
    IMPOSSIBLE = "impossible"
    OPEN_ENDED = "open-ended"

    AS_SAID = "as-said"
    REFORMATTED = "reformatted"
    PARTLY = "partly"
    RANGE_EXPANDED = "range-expanded"
    AREA_CODE_ADDED = "area-code-added"
    DISTRICT_ADDED = "district-added"
    DISTRICT_ONLY = "district-only"
    CENTURY_ADDED = "century-added"
    SERIAL_DAY = "serial-day"
    BY_DAY = "by-day"
    BY_LIST = "by-list"
    ZEROS_ADDED = "zeros-added"
    PROJECTED = "projected"
    SWAPPED = "swapped"
    KNOWN_NONE = "known-none"
    BY_COMPLEMENT = "by-complement"
    BY_KIND = "by-kind"
    BY_WORD = "by-word"


class Cleaned(NamedTuple, Generic[Value_co]):
    """``value`` None means unknown; ``raw`` is the cell as read, ``rule`` says why either is so."""

    value: Value_co | None
    raw: str
    rule: Rule
