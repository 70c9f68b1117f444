"""Sort keys: every store orders its pages by the same ASCII text, and by id among equals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from resnet.graph.values import INT_MIN, to_micros
from resnet.ontology.field import Value

# The first 16 syllables decide; what is equal so far is ordered by id.
SORTED_BYTES: Final = 48


def sort_bytes(text: str) -> bytes:
    """Of a text what its sort key says, in as many bytes for each.

    >>> sort_bytes("가") < sort_bytes("가나") < sort_bytes("나")
    True
    """
    # No text holds a zero byte: the shorter of two stands first.
    return _begin_of(text).ljust(SORTED_BYTES, b"\0")


def _begin_of(text: str) -> bytes:
    return text[:SORTED_BYTES].encode()[:SORTED_BYTES]


def sort_key(value: Value | None) -> str:
    """ASCII text that orders like the value; ``""``, and so first, when it is unknown.

    Text goes by code point (which is the order of the dictionary for Hangul syllables), numbers and times by
    size. Long texts are cut.

    >>> sort_key("가") < sort_key("가나") < sort_key("나")
    True
    >>> sort_key(-5) < sort_key(3) < sort_key(20)
    True
    """
    if value is None or isinstance(value, tuple | float):
        return ""
    if isinstance(value, str):
        return _begin_of(value).hex()
    if isinstance(value, datetime):
        return sort_key(to_micros(value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value - INT_MIN:016x}"
