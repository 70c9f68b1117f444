"""Telephone numbers, as dialled inside the country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import phonenumbers

from resnet.ingest.clean.cleaned import ONE_LIST, ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.province import area_code_of
from resnet.ingest.clean.spacing import blank_of, collapse, narrow
from resnet.ingest.shipped_table import shipped_table

_PART = re.compile(r"[,/;·ㆍ]|\s및\s|또는|\+(?=\s*0)")
# A number that is said to be a fax machine's, wherever it stands in the cell.
_FAX = re.compile(
    r"[(\[]?\s*(?:fax|팩스|전송|(?<![A-Za-z])f\s*[.:)])\s*(?:번호)?\s*[.:)]?\s*(?:\(?0\d{1,3}\)?[\s.\-)]*)?\d{3,4}[\s.\-]*\d{4}"
    r"(?:\s*[~∼]\s*\d{1,4})?\s*[)\]]?",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[(\[]?\s*(?:내선|구내|교환|ext\.?|#)\s*(?:번호)?\s*[:.]?\s*(\d{1,5})\s*번?\s*[)\]]?", re.IGNORECASE
)
_RANGE = re.compile(r"(?P<first>\d[\d\s).\-]{6,})\s*[~∼]\s*(?P<tail>\d{1,4})(?![\d\-])")
_RUN = re.compile(r"(?<![\d.])(?:\+?82[\s.\-)]*)?(?:\d{2,4}\s*\)[\s.\-]*)?\d[\d\s.\-]*")
# One whole number with its dashes, as most cells have it.
_PLAIN = re.compile(r"(0\d{1,2})-(\d{3,4})-(\d{4})")
# A cell of numbers keeps no zero at its start: nine digits, or ten, are no number without it.
_BARE = re.compile(
    r"[1-9]\d{8,9}(?:\.0+)?|(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|1[016789]|[678]0)\s*[-.)\s]\s*\d{3,4}\s*[-.\s]?\s*\d{4}"
)
_WITHOUT_ZERO = (9, 10)
_TAIL = re.compile(r"\s*(\d{1,4})\s*")
_HANGUL = re.compile(r"[가-힣]")
_SHORTEST_WHOLE = 9
_LONGEST_RANGE = 20
_OF_SUBSCRIBER = 4
_KOREA = 82
_AREA = r"02|0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])"
_SHORT_BY_AREA = re.compile(rf"({_AREA})(1\d{{2,3}})")
_SPLIT = re.compile(rf"({_AREA}|01[016789]|070|080|060)(\d{{3,4}})")


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits in a row, with what stood behind them."""

    digits: str
    extension: str = ""


@lru_cache(maxsize=ONE_ROW)
def clean_phones(text: str, province: str | None = None, district: str = "") -> Cleaned[tuple[str, ...]]:
    """The telephone numbers in a cell, in order, each once, as ``032-426-1382`` or with its extension.

    Ranges (``1382~5``) and tails (``1382, 1385``) become whole numbers. A local number gets the area code of
    ``province`` and ``district``; without one it stays unsure. Fax numbers in the same cell are left out. A
    zero that a spreadsheet took from the start is put back, by the rule ``zeros-added``.

    >>> clean_phones("032-426-1382~3").value
    ('032-426-1382', '032-426-1383')
    >>> clean_phones("02)- 868-3117").value, clean_phones("2634-1760", "서울").value
    (('02-868-3117',), ('02-2634-1760',))
    """
    plain = text
    one = _whole_number(text) if text.isascii() else None
    if one is None:
        blank = blank_of(text)
        if blank is not None:
            return Cleaned(None, text, blank)
        plain = collapse(narrow(text))
        one = _whole_number(plain)
    if one is not None:
        return Cleaned((one,), text, Rule.AS_SAID if one == text else Rule.REFORMATTED)
    was, _, plain = _FAX.sub(" , ", plain).rpartition("→")
    if was and plain.strip():
        # The number that it was changed into; the one before it is nobody's by now.
        return Cleaned(clean_phones(plain, province, district).value, text, Rule.PARTLY)
    plain = plain or was
    whole = _digits(plain.partition(".0")[0]) if _BARE.fullmatch(plain) else ""
    if len(whole) in _WITHOUT_ZERO and (restored := _number(f"0{whole}")) is not None:
        return Cleaned((restored,), text, Rule.ZEROS_ADDED)
    runs, is_range = _runs(plain)
    area_code = area_code_of(province, district)
    numbers: list[str] = []
    failed = added = False
    for before, run in zip([_Run(""), *runs], runs, strict=False):
        # Four digits behind a whole number are its tail or a hotline of their own: left out.
        is_either = _is_short(run.digits, 4) and len(before.digits) >= _SHORTEST_WHOLE
        number = None if is_either else _number(run.digits)
        if number is None and not is_either and area_code and (number := _number(area_code + run.digits)):
            added = True
        if number is None:
            failed = True
        else:
            numbers.append(f"{number} (내선 {run.extension})" if run.extension else number)
    value = tuple(dict.fromkeys(numbers))
    if not value:
        return Cleaned(None, text, Rule.UNSURE)
    return Cleaned(value, text, _rule(value, text, (failed, is_range, added)))


def _whole_number(text: str) -> str | None:
    """The one whole number that the text is, with its dashes; None for anything else."""
    found = _PLAIN.fullmatch(text)
    begin = _before_subscriber(found[1] + found[2]) if found else None
    return f"{begin}-{found[3]}" if found and begin else None


def _rule(value: tuple[str, ...], text: str, happened: tuple[bool, bool, bool]) -> Rule:
    for did, rule in zip(happened, (Rule.PARTLY, Rule.RANGE_EXPANDED, Rule.AREA_CODE_ADDED), strict=True):
        if did:
            return rule
    return Rule.AS_SAID if ", ".join(value) == text else Rule.REFORMATTED


def _runs(text: str) -> tuple[list[_Run], bool]:
    """The runs of digits that should be numbers, ranges and tails made whole, and whether any was."""
    runs: list[_Run] = []
    was_range = False
    for part in _PART.split(text):
        tail = _TAIL.fullmatch(part)
        is_tail = tail and runs and len(runs[-1].digits) >= _SHORTEST_WHOLE and tail[1] not in _short()
        if tail and is_tail:
            runs.append(_Run(runs[-1].digits[: -len(tail[1])] + tail[1]))
            was_range = True
            continue
        extension = _EXTENSION.search(part)
        bare = _EXTENSION.sub(" ", part)
        found = _RANGE.search(bare)
        if found:
            expanded = _expand(_digits(found["first"]), found["tail"])
            runs += [_Run(digits) for digits in expanded]
            was_range = was_range or len(expanded) > 1
            bare = bare[: found.start()] + " " + bare[found.end() :]
        runs += [_Run(digits, extension[1] if extension else "") for digits in _plain_runs(bare)]
    return runs, was_range


def _plain_runs(text: str) -> list[str]:
    found = []
    for run in _RUN.finditer(text):
        digits = _digits(run[0])
        around = text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
        # "2팀", "3동": digits of a word are no number, unless they are one that is dialled as it is.
        is_of_word = len(digits) < 7 and _HANGUL.search(around) and digits not in _short()
        if not is_of_word:
            found.append(digits)
    return found


def _is_short(digits: str, length: int) -> bool:
    return len(digits) == length and digits in _short()


def _expand(first: str, tail: str) -> list[str]:
    """The numbers from ``first`` up to the one that ends in ``tail``; the first alone when there are none."""
    start, end = int(first[-len(tail) :]), int(tail)
    if len(first) < 7 or not start < end <= start + _LONGEST_RANGE:
        return [first]
    return [first[: -len(tail)] + str(each).zfill(len(tail)) for each in range(start, end + 1)]


def _digits(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdecimal())
    # +82 2 … and 82-2-… are the same number as 02-…; no area code begins so.
    if digits.startswith("82") and len(digits) >= 10:
        digits = "0" + digits[2:].removeprefix("0")
    return digits


def _number(digits: str) -> str | None:
    """The digits as a number of the national plan, None when they are none."""
    if len(digits) >= _SHORTEST_WHOLE:
        before = _before_subscriber(digits[:-_OF_SUBSCRIBER])
        return f"{before}-{digits[-_OF_SUBSCRIBER:]}" if before else None
    if digits in _short():
        return digits
    if len(digits) == 8 and digits[:2] in shipped_table("phone_numbers")["eight_digit_prefixes"]:
        return f"{digits[:4]}-{digits[4:]}"
    by_area = _SHORT_BY_AREA.fullmatch(digits)
    return f"{by_area[1]}-{by_area[2]}" if by_area and by_area[2] in _short() else None


@cache
def _short() -> frozenset[str]:
    return frozenset(shipped_table("phone_numbers")["short"])


# A country has some thousands of ranges, a list a few hundred.
@lru_cache(maxsize=16 * ONE_LIST)
def _before_subscriber(prefix: str) -> str | None:
    """How a whole number is written up to its last four digits, of which the plan says nothing.

    None where no number of the plan begins so.
    """
    if prefix[:4] in shipped_table("phone_numbers")["personal_prefixes"] and len(prefix) in (7, 8):
        return f"{prefix[:4]}-{prefix[4:]}"
    found = _SPLIT.fullmatch(prefix)
    if found is None:
        return None
    # No second zero stands at the start of these: the library need not parse them, which is most of its time.
    number = phonenumbers.PhoneNumber(
        country_code=_KOREA, national_number=int(prefix[1:] + "0" * _OF_SUBSCRIBER)
    )
    return "-".join(found.groups()) if phonenumbers.is_valid_number(number) else None
