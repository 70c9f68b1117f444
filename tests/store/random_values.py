"""Random values of every type of field: such as stores are known to keep, order or compare differently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from resnet.graph.values import INT_MAX, INT_MIN, codes_of
from resnet.ontology.field import Field, Type, Value

SEOUL, LIMA = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))
# What any field of one line takes.
TEXTS = (
    "가",
    "나",
    "다라",
    "김하나",
    # The same syllables as letters: kept, and asked for, as syllables.
    "\u1100\u1161\u11a8",
    "\u1112\u1161\u11ab\u1100\u1173\u11af 교실",
    "각",
    "e\u0301",
    "é",
    "x",
    "X",
    "",
    " ",
    "\u3000",
    "10",
    "9",
    # By code point the first stands before the second, by UTF-16 behind it.
    "\uffee",
    "😀",
    "👩‍👩‍👧 가족",
    "\U0010fffd",
    "ﬁ",
    "'; DROP",
    "$name {id: 1} `가`",
    "\\u0041",
    # Equal in all that a sort key holds.
    "가나다라마바사아자차카타파하가나" * 4 + "다",
    "가나다라마바사아자차카타파하가나" * 4 + "나",
    "가" * 660,
    "x" * 2000,
)
# Ordered by code point, and by nothing else.
IN_ORDER = ("X", "x", "가", "각", "\uffee", "😀", "\U0010fffd")
_MORE_TEXTS = ("첫 줄\n둘째 줄", "\t", "가" * 5000, "👩‍👩‍👧" * 900)
_LISTS = (
    (),
    ("당뇨",),
    ("당뇨", "낙상"),
    ("낙상", "당뇨"),
    ("",),
    ("가\u1100\u1161", "😀", "a\nb"),
    ("x" * 3000,),
)
_INTS = (0, 1, -1, 7, 1940, 1985, 900_000, 2**53, 2**53 + 1, INT_MAX, INT_MIN)
_FLOATS = (0.0, -0.0, 0.1, 0.5, 3, 1 / 3, -2.5, 37.5665, 126.978, 1e-308, 1.7e308)
_DAYS = (date(2026, 11, 2), date(1940, 2, 29), date.min, date.max)
# No type of field takes all of these; most are refused wherever they are said.
WRONG: tuple[object, ...] = (
    float("nan"),
    float("inf"),
    2**63,
    True,
    12,
    "가" * 700,
    "a\x00b",
    "\ud800",
    datetime(2026, 11, 2),  # noqa: DTZ001
    date(2026, 11, 2),
    ("a", 1),
    [],
    "nobody-has-this-code",
)


def moment(chance: Random, near: datetime) -> datetime:
    """An instant around ``near``, in any zone: what is equal is the same instant in two of them."""
    if chance.random() < 0.05:
        return chance.choice((datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)))
    hours = chance.choice((-24, -2, 0, 0, 1, 20, 30))
    odd = chance.choice((0, 0, 1))
    found = near + timedelta(hours=hours, microseconds=odd)
    return found.astimezone(chance.choice((UTC, SEOUL, LIMA)))


_OF_TYPE: dict[Type, Callable[[Random, datetime], Value]] = {
    Type.TEXT: lambda chance, _: chance.choice(TEXTS),
    Type.LONG_TEXT: lambda chance, _: chance.choice((*TEXTS, *_MORE_TEXTS)),
    Type.TEXTS: lambda chance, _: chance.choice(_LISTS),
    Type.INT: lambda chance, _: chance.choice(_INTS),
    Type.FLOAT: lambda chance, _: chance.choice(_FLOATS),
    Type.BOOL: lambda chance, _: chance.random() < 0.5,
    Type.DATE: lambda chance, _: chance.choice(_DAYS),
    Type.TIME: moment,
}


def value_of(chance: Random, field: Field, near: datetime) -> Value:
    """A value that the field takes."""
    codes = codes_of(field.vocabulary) if field.vocabulary else None
    if codes is None:
        return _OF_TYPE[field.type](chance, near)
    listed = sorted(codes)
    if field.type is Type.TEXTS:
        return tuple(chance.sample(listed, min(len(listed), chance.randrange(3))))
    return chance.choice(listed)


def values_of(
    chance: Random, fields: tuple[Field, ...], near: datetime, *, wrong: float = 0.0
) -> dict[str, Value]:
    """Some of these fields with values; each is a wrong one with this probability."""
    said: dict[str, Value] = {}
    for field in chance.sample(fields, min(len(fields), chance.randrange(5))):
        said[field.name] = value_of(chance, field, near)
        if chance.random() < wrong:
            said[field.name] = chance.choice(WRONG)  # type: ignore[assignment]
    return said
