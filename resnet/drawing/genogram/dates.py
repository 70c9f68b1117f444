"""What is written on a partnership's line: what it was, and when."""

from __future__ import annotations

from itertools import zip_longest

from resnet.drawing.genogram.model import Bond, Period, Union
from resnet.drawing.text import Label, Style, plain
from resnet.messages import Messages
from resnet.ontology.words import say_code

DATES = Style(10.0)
_MOST_LINES = 3


def dates_of(union: Union, messages: Messages) -> Label:
    """The latest states of the partnership, one a line; empty where nothing is recorded."""
    return Label(tuple(say_periods(union, messages)[-_MOST_LINES:]), DATES)


def say_periods(union: Union, messages: Messages) -> list[str]:
    """Every state of the partnership with its years, in order of time.

    >>> from resnet.messages import messages_for
    >>> periods = (Period(Bond.MARRIED, 1970, 1985), Period(Bond.DIVORCED, 1985))
    >>> say_periods(Union(partners=("a", "b"), periods=periods), messages_for("en"))
    ['Married 1970', 'Divorced 1985']
    """
    periods = [period for period in union.periods if period.bond is not Bond.UNSAID]
    return [_say(period, after, messages) for period, after in zip_longest(periods, periods[1:])]


def _say(period: Period, after: Period | None, messages: Messages) -> str:
    bond = plain(say_code("partnership_kinds", period.bond, messages.language))
    start, end = _year(period.from_year), _year(period.to_year)
    # What the next state says already (from when they were divorced) is not said as an end too.
    if not end or after is not None:
        return messages.text("genogram-bond-since", bond=bond, year=start) if start else bond
    return messages.text("genogram-bond-years", bond=bond, start=start or "?", end=end)


def _year(year: int | None) -> str:
    return "" if year is None else str(year)
