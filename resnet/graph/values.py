"""The value rules, equal on every store: what a value may be, and the one form it is kept in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import isfinite
from typing import Final
from unicodedata import is_normalized, normalize

from resnet.errors import BadValueError
from resnet.ontology.field import Field, Type, Value
from resnet.ontology.vocabulary import load_vocabulary, vocabulary_names

# An index entry above 8 kB is refused by one of the stores; a fourth of it leaves room for its other columns.
INDEXED_BYTES: Final = 2000
ID_BYTES: Final = 200
INT_MIN: Final = -(2**63)
INT_MAX: Final = 2**63 - 1
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_ID = re.compile(r"[a-z][a-z_]*:[!-~]+")
# Control characters (C0, DEL, C1) and lone surrogates; several lines are for long and several texts only.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL_BUT_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

Cleaner = Callable[[object, str], Value]


def kind_of(element_id: object) -> str:
    """The kind an id names before its colon, ``""`` when it names none."""
    return element_id.partition(":")[0] if isinstance(element_id, str) else ""


def check_id(element_id: object, kind: str, where: str) -> None:
    """Refuse an id that is not ``kind:…`` in visible ASCII of at most 200 bytes.

    Raises:
        BadValueError: If it is not.
    """
    is_good = isinstance(element_id, str) and len(element_id) <= ID_BYTES and _ID.fullmatch(element_id)
    if not is_good or kind_of(element_id) != kind:
        raise BadValueError(where, element_id, f"an id {kind}:… of visible ASCII, at most {ID_BYTES} bytes")


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970, UTC.

    >>> to_micros(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    1000000
    """
    return (moment - EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The instant of ``to_micros``."""
    return EPOCH + timedelta(microseconds=micros)


def clean_time(value: object, where: str) -> datetime:
    """The same instant in UTC.

    Raises:
        BadValueError: If it is no instant, or has no time zone.
    """
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise BadValueError(where, value, "a time with its time zone")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise BadValueError(where, value, "a time in the years 1 to 9999") from None


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise BadValueError(where, value, "text")
    # What is printable holds no control character; not all that is allowed is printable (a wide space).
    if not value.isprintable() and _CONTROL.search(value):
        raise BadValueError(where, value, "text without control characters")
    return value if value.isascii() or is_normalized("NFC", value) else normalize("NFC", value)


def _long_text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise BadValueError(where, value, "text")
    if not value.isprintable() and _CONTROL_BUT_LINES.search(value):
        raise BadValueError(where, value, "text without control characters, lines ended by a line feed")
    return value if value.isascii() or is_normalized("NFC", value) else normalize("NFC", value)


def _indexed_text(value: object, where: str) -> str:
    text = _text(value, where)
    if len(text) * 4 > INDEXED_BYTES and len(text.encode()) > INDEXED_BYTES:
        raise BadValueError(where, value, f"at most {INDEXED_BYTES} bytes, since it is searched by")
    return text


def _texts(value: object, where: str) -> Value:
    if not isinstance(value, tuple | list):
        raise BadValueError(where, value, "several texts")
    # Whatever stands in a text of NFC stands there in NFC, so that one look at all of them clears each. Not
    # the other way round: an accent that begins a text would join the letter that ends the one before.
    try:
        joined = "".join(value)
    except TypeError:
        joined = "\0"
    if joined.isprintable() and (joined.isascii() or is_normalized("NFC", joined)):
        return tuple(value)
    return tuple(_long_text(each, where) for each in value)


def _int(value: object, where: str) -> Value:
    if not isinstance(value, int) or isinstance(value, bool) or not INT_MIN <= value <= INT_MAX:
        raise BadValueError(where, value, "a whole number of 64 bits")
    return value


def _float(value: object, where: str) -> Value:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadValueError(where, value, "a number")
    try:
        number = float(value)
    except OverflowError:
        raise BadValueError(where, value, "a finite number") from None
    if not isfinite(number):
        raise BadValueError(where, value, "a finite number")
    # Minus zero equals zero, so it must be kept as zero.
    return number or 0.0


def _bool(value: object, where: str) -> Value:
    if not isinstance(value, bool):
        raise BadValueError(where, value, "yes or no")
    return value


def _date(value: object, where: str) -> Value:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise BadValueError(where, value, "a day")
    return value


_CLEANERS: dict[Type, Cleaner] = {
    Type.TEXT: _text,
    Type.LONG_TEXT: _long_text,
    Type.TEXTS: _texts,
    Type.INT: _int,
    Type.FLOAT: _float,
    Type.BOOL: _bool,
    Type.DATE: _date,
    Type.TIME: clean_time,
}


def clean_words(value: object, where: str) -> str:
    """Text of one line, in NFC: a reason, the name of a commit.

    Raises:
        BadValueError: If it is not text, holds control characters or more than 2,000 bytes.
    """
    return _indexed_text(value, where)


@cache
def codes_of(vocabulary: str) -> frozenset[str] | None:
    """The codes of a vocabulary, None when it is not shipped (yet)."""
    return frozenset(load_vocabulary(vocabulary).codes) if vocabulary in vocabulary_names() else None


@cache
def cleaner_of(field: Field) -> Cleaner:
    """The function that checks a value of ``field`` and returns the form it is kept in.

    It raises BadValueError. Text comes back in NFC, a time in UTC, a number of a float field as a float.
    """
    clean = _indexed_text if field.indexed and field.type is Type.TEXT else _CLEANERS[field.type]
    codes = codes_of(field.vocabulary) if field.vocabulary else None
    if codes is None:
        return clean
    vocabulary = field.vocabulary

    def clean_code(value: object, where: str) -> Value:
        cleaned = clean(value, where)
        if not (codes.issuperset(cleaned) if isinstance(cleaned, tuple) else cleaned in codes):
            raise BadValueError(where, value, f"a code of {vocabulary}")
        return cleaned

    return clean_code


def clean_value(field: Field, value: object, where: str) -> Value:
    """``value`` in the form it is kept in.

    Raises:
        BadValueError: If it breaks the value rules; ``where`` is said in its message.
    """
    return cleaner_of(field)(value, where)


def clean_asked(field: Field, value: object, where: str) -> Value:
    """A value that is searched by, in the form it would be kept in; a code nobody has is no error.

    Raises:
        BadValueError: If it is of another type, or longer than what is kept.
    """
    return (_indexed_text if field.type is Type.TEXT else _CLEANERS[field.type])(value, where)
