"""A field's value out of texts that a program sent, in the type the ontology gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from math import isfinite
from typing import ClassVar, Final

from resnet.errors import BadInputError
from resnet.ingest.clean.phone import clean_phones
from resnet.ontology.field import Field, Type, Value

_TRUTHS: Final = {"true": True, "false": False}
_WHOLE_DIGITS: Final = 15


class UntypedValueError(BadInputError):
    """A text is no value of its field's type."""

    code: ClassVar[str] = "untyped-value"

    def __init__(self, field: str, expected: str) -> None:
        self.field, self.expected = field, expected
        super().__init__(
            f"{field}: expected {expected}. Send a day as 2031-12-24, an instant with its zone, a number in "
            f"digits, true or false; several texts only where the field takes several."
        )


def value_of(field: Field, texts: Sequence[str]) -> Value:
    """The value; of a field of several texts all of them, of any other the only one.

    A telephone number comes back as lists have it (``032-555-0101``), or as it was sent where it is none.

    Raises:
        UntypedValueError: If it is no such value, empty, or several where one is asked for.

    >>> from resnet.ontology.registry import node_field
    >>> value_of(node_field("service", "places_open"), ["3"])
    3
    """
    if field.type is Type.TEXTS:
        return tuple(texts)
    if len(texts) != 1 or not texts[0].strip():
        raise UntypedValueError(field.name, "one value")
    text = texts[0].strip()
    try:
        return _parse(field, text)
    except ValueError as error:
        raise UntypedValueError(field.name, _EXPECTED[field.type]) from error


_EXPECTED: Final = {
    Type.INT: "a whole number, 0 or more",
    Type.FLOAT: "a number, 0 or more",
    Type.BOOL: "true or false",
    Type.DATE: "a day",
    Type.TIME: "an instant with its zone",
    Type.TEXT: "a text",
    Type.LONG_TEXT: "a text",
}


def _parse(field: Field, text: str) -> Value:
    match field.type:
        case Type.INT:
            if not text.isascii() or not text.isdecimal() or len(text) > _WHOLE_DIGITS:
                raise ValueError(field.name)
            return int(text)
        case Type.FLOAT:
            number = float(text)
            if not isfinite(number) or number < 0:
                raise ValueError(field.name)
            return number
        case Type.BOOL:
            if text not in _TRUTHS:
                raise ValueError(field.name)
            return _TRUTHS[text]
        case Type.DATE:
            return date.fromisoformat(text)
        case Type.TIME:
            at = datetime.fromisoformat(text)
            if at.tzinfo is None:
                raise ValueError(field.name)
            return at.astimezone(UTC)
        case _:
            is_phone = field.name == "phone"
            return ", ".join(clean_phones(text).value or (text,)) if is_phone else text
