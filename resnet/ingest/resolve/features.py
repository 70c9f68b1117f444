"""What speaks for and against one thing: each feature is a small function whose levels the table weighs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.name_words import name_words
from resnet.ingest.resolve.sites import Codes, Rows

Levels = NDArray[np.int8]
# The place of a level among those that a feature names.
Compare = Callable[[Entries, Rows, Rows], Levels]
# Two names of eight syllables that differ by one letter are 0.95 alike; by one syllable, about 0.88.
_CLOSE, _LIKE = 0.93, 0.80
_SHORTEST_PART = 4
_HERE_M, _NEAR_M = 100.0, 1000.0
# Sphere of the IUGG's mean radius.
_EARTH_M = 6_371_008.8
_SLIP = 0.5


@dataclass(frozen=True, slots=True)
class Feature:
    """A named comparison; ``levels`` are the codes of what it answers, as the table of weights has them."""

    code: str
    levels: tuple[str, ...]
    compare: Compare


def compare_names(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Exact, a letter apart, the former name, one inside the other, the same brand, alike, or other.

    ``kin`` is the same brand and type with another word for it, ``brand`` the same brand alone.
    """
    name, former, brand = entries.name, entries.former, entries.brand
    exact = name[one] == name[other]
    was = ((former[one] == name[other]) | (former[other] == name[one])) & ~exact
    rest = np.flatnonzero(~exact & ~was)
    left, right = one[rest], other[rest]
    alike = process.cpdist(
        entries.jamo(left),
        entries.jamo(right),
        scorer=Indel.normalized_similarity,
        score_cutoff=_LIKE,
        workers=-1,
    )
    inside = _are_parts(entries, left, right)
    same_brand = (brand[one] == brand[other])[rest]
    kin = same_brand & (_equal(entries.kind, one, other) == 1)[rest]
    answers = np.select([alike >= _CLOSE, inside, kin, same_brand, alike >= _LIKE], [1, 3, 4, 5, 6], 7)
    found = np.where(exact, 0, 2).astype(np.int8)
    found[rest] = answers
    return found


def _are_parts(entries: Entries, one: Rows, other: Rows) -> NDArray[np.bool_]:
    """Whether the shorter name stands in the longer one, with words before or behind it."""
    length = entries.name_length
    is_first = length[one] < length[other]
    short, long = np.where(is_first, one, other), np.where(is_first, other, one)
    # "노인복지관" alone is in the name of half of them.
    asked = np.flatnonzero(
        (length[short] >= _SHORTEST_PART) & (length[short] < length[long]) & entries.has_brand[short]
    )
    names = entries.names
    found = np.zeros(len(one), dtype=np.bool_)
    pairs = zip(short[asked].tolist(), long[asked].tolist(), strict=True)
    found[asked] = np.fromiter((names[a] in names[b] for a, b in pairs), dtype=np.bool_, count=len(asked))
    return found


def compare_numbers(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether the numbers in the names are the same, differ, or stand in one of them alone."""
    left, right = entries.number[one], entries.number[other]
    return np.select([left == right, (left < 0) | (right < 0)], [0, 1], 2).astype(np.int8)


def compare_words(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether nothing differs but a word that tells two places apart: a district, a direction, a sex.

    Or the words for another facility behind the whole of the other name: one that it runs.
    """
    names = entries.names
    pairs = ((names[a], names[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True))
    answers = (1 if is_told_apart(*pair) else 2 if is_attached(*pair) else 0 for pair in pairs)
    return np.fromiter(answers, dtype=np.int8, count=len(one))


def is_told_apart(one: str, other: str) -> bool:
    """Whether two plain names differ by one word alone, and that word is of an area, a direction or a sex.

    >>> is_told_apart("남구노인복지관", "동구노인복지관"), is_told_apart("남구노인복지관", "남동구노인복지관")
    (True, True)
    >>> is_told_apart("사랑도시락", "사람도시락"), is_told_apart("한울쉼터", "한울여자쉼터")
    (False, True)
    """
    if one == other:
        return False
    words = name_words()
    begin = _alike_before(one, other)
    end = _alike_before(one[begin:][::-1], other[begin:][::-1])
    left, right = one[begin : len(one) - end], other[begin : len(other) - end]
    behind = one[len(one) - end :][:1]
    if {left, right} <= words.apart | {""}:
        return True
    if not left or not right:
        # 남구, 남동구: one area's name inside another's.
        return 1 <= begin <= 2 and len(left or right) == 1 and behind in words.areas
    if max(len(left), len(right)) > 3 or not (behind in words.areas or _ends_an_area(left, right)):
        return False
    a, b = (unicodedata.normalize("NFD", each) for each in (left, right))
    return Indel.normalized_similarity(a, b) < _SLIP


def is_attached(one: str, other: str) -> bool:
    """Whether one plain name is the whole of the other, a facility's, with another facility behind it.

    A welfare centre and its day care share house, switchboard and name, and are licensed each by itself.

    >>> is_attached("나래장애인복지관", "나래장애인복지관부설주간보호센터")
    True
    >>> is_attached("나래의집", "나래의집그룹홈"), is_attached("나래복지관", "나래복지관방문요양")
    (False, False)
    """
    words = name_words()
    short, long = sorted((one, other), key=len)
    behind = long[len(short) :]
    if not behind or len(short) < _SHORTEST_PART or not long.startswith(short):
        return False
    own = behind.removeprefix(words.attached_by)
    return (own != behind or own in words.attached) and short.endswith(words.kinds)


def _alike_before(one: str, other: str) -> int:
    shortest = min(len(one), len(other))
    return next((place for place in range(shortest) if one[place] != other[place]), shortest)


def _ends_an_area(left: str, right: str) -> bool:
    areas = name_words().areas
    return len(left) > 1 and len(right) > 1 and left[-1] in areas and right[-1] in areas


def compare_phones(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether any phone of the one is a phone of the other."""
    first = entries.phones[0]
    same = np.zeros(len(one), dtype=np.bool_)
    for mine in entries.phones:
        for theirs in entries.phones:
            same |= (mine[one] >= 0) & (mine[one] == theirs[other])
    unknown = (first[one] < 0) | (first[other] < 0)
    return np.select([same, unknown], [1, 0], 2).astype(np.int8)


def compare_sites(entries: Entries, one: Rows, other: Rows) -> Levels:
    """The same unit, the same building, another unit of it, the same road, or elsewhere."""
    site, unit, road = entries.site, entries.unit, entries.road
    unknown = (site[one] < 0) | (site[other] < 0)
    elsewhere = _equal(entries.province, one, other) == 2
    here = (site[one] == site[other]) & ~elsewhere
    both = (unit[one] >= 0) & (unit[other] >= 0)
    same_unit = here & both & (unit[one] == unit[other])
    is_split = here & both & (unit[one] != unit[other])
    return np.select(
        [unknown, same_unit, is_split, here, (road[one] == road[other]) & ~elsewhere], [0, 1, 3, 2, 4], 5
    ).astype(np.int8)


def compare_points(entries: Entries, one: Rows, other: Rows) -> Levels:
    """How far apart they are, on a sphere; asked only where the addresses cannot be compared."""
    metres = _metres(entries, one, other)
    unknown = np.isnan(metres) | _has_both(entries.site, one, other)
    return np.select([unknown, metres <= _HERE_M, metres <= _NEAR_M], [0, 1, 2], 3).astype(np.int8)


def _metres(entries: Entries, one: Rows, other: Rows) -> NDArray[np.float64]:
    (north, east), (other_north, other_east) = (
        [np.radians(each[rows]) for each in entries.points] for rows in (one, other)
    )
    # Flat near by: within a kilometre the error is far below a metre.
    x = (other_east - east) * np.cos((north + other_north) / 2)
    metres: NDArray[np.float64] = np.hypot(x, other_north - north) * _EARTH_M
    return metres


def compare_districts(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether they are in one district; asked only where neither address nor point can be compared."""
    told = _has_both(entries.site, one, other) | ~np.isnan(_metres(entries, one, other))
    answers = _equal(entries.district, one, other)
    answers[(answers == 1) & (_equal(entries.province, one, other) == 2)] = 2
    answers[told] = 0
    return answers


def compare_operators(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether one body runs both."""
    return _equal(entries.operator, one, other)


def compare_forms(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether they are of one legal form."""
    return _equal(entries.form, one, other)


def compare_kinds(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether they are of one type."""
    return _equal(entries.kind, one, other)


def compare_lists(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether one list tells of both: under one name at one address, or as two.

    What a list itself keeps apart is not made one by a table. Its rows of one name at one address are several
    services of one place.
    """
    shared = np.zeros(len(one), dtype=np.bool_)
    for mine in entries.sources:
        for theirs in entries.sources:
            shared |= (mine[one] >= 0) & (mine[one] == theirs[other])
    is_twice = (entries.name[one] == entries.name[other]) & (entries.site[one] == entries.site[other])
    return np.select([~shared, is_twice & (entries.site[one] >= 0)], [0, 1], 2).astype(np.int8)


def compare_states(entries: Entries, one: Rows, other: Rows) -> Levels:
    """Whether both can be one place's states: it closed after it was said to run.

    A licence that ended and its successor under the same name are two; where nobody says when, it is unsure.
    """
    closed, running = entries.is_closed, entries.is_running
    since, said = entries.state_since, entries.said_on
    both_closed = closed[one] & closed[other]
    on_two_days = both_closed & _has_both(since, one, other) & (since[one] != since[other])
    answers = np.where(on_two_days, 2, 0)
    for shut, run in ((one, other), (other, one)):
        differ = closed[shut] & running[run]
        is_known = (since[shut] >= 0) & (said[run] >= 0)
        after = np.where(said[run] < since[shut], 1, 2)
        answers = np.where(differ, np.where(is_known, after, 3), answers)
    return answers.astype(np.int8)


def _equal(codes: Codes, one: Rows, other: Rows) -> Levels:
    left, right = codes[one], codes[other]
    return np.select([(left < 0) | (right < 0), left == right], [0, 1], 2).astype(np.int8)


def _has_both(codes: Codes, one: Rows, other: Rows) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (codes[one] >= 0) & (codes[other] >= 0)
    return found


_SAID = ("unknown", "same", "other")
FEATURES: tuple[Feature, ...] = (
    Feature("phone", _SAID, compare_phones),
    Feature(
        "site", ("unknown", "same-unit", "same-building", "other-unit", "same-road", "other"), compare_sites
    ),
    Feature("point", ("unknown", "here", "near", "far"), compare_points),
    Feature("district", _SAID, compare_districts),
    Feature("operator", _SAID, compare_operators),
    Feature("form", _SAID, compare_forms),
    Feature("kind", _SAID, compare_kinds),
    Feature("list", ("none", "twice", "beside"), compare_lists),
    Feature("state", ("none", "closed-since", "apart", "unsure"), compare_states),
    Feature("number", ("none", "one-side", "differs"), compare_numbers),
    Feature("name", ("exact", "close", "former", "part", "kin", "brand", "like", "other"), compare_names),
    Feature("word", ("none", "differs", "attached"), compare_words),
)
