"""Resident and alien registration numbers: found, never kept, never repeated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from resnet.ingest.bad_file import PersonNumberError, Where
from resnet.ingest.readers.parted_number import find_parted_number
from resnet.ingest.readers.table import RawTable

# Thirteen digits, six and seven, with anything short that people put between them. Digits right behind a
# decimal point are a coordinate's.
# The vowel and the long sound stand where a keyboard was in Korean or Japanese; NFKC makes the vowel a jamo.
_DASHES = "-\u2010-\u2015\u2212\u2500\u2501\u3161\u1173\u30fc~_.·/:*"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d\.)(\d{{6}})(\s{{0,9}}(?:[{_DASHES}]\s{{0,9}}){{0,3}})([1-8]\d{{6}})(?!\d)",
)
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SPACED = re.compile(r"(?<!\d)(?<!\d\.)((?:\d[ \t]){12}\d)(?!\d)(?![ \t]\d)")
# With its last digits hidden it still tells day of birth and sex.
_MASKED = re.compile(rf"(?<!\d)(\d{{6}})\s{{0,3}}[{_DASHES}]\s{{0,3}}([1-8])[*#xX●○◯□_]{{4,6}}")
_HIDDEN = re.compile("[*#xX●○◯□_]{4}")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
# Seventh digit: 1, 2, 5, 6 born in the 1900s, 3, 4, 7, 8 in the 2000s; from 5 on aliens.
_CENTURY = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}
_FIRST_ALIEN = "5"
_FEWEST, _WHOLE = 7, 13
# Numbers given since then end in a random digit: no checksum can be asked of them.
_WITHOUT_CHECKSUM_FROM = date(2020, 10, 1)


def refuse_person_numbers(tables: Iterable[RawTable]) -> None:
    """Returns when no cell, comment or sheet name holds a registration number, nor two columns one in halves.

    Raises:
        PersonNumberError: With the place of the first one, without its digits.
    """
    for table in tables:
        if table.sheet is not None and has_person_number(table.sheet):
            raise PersonNumberError(Where(table.file), "sheet-name")
        for number, column, words in table.comments:
            if has_person_number(words):
                raise PersonNumberError(table.where(number, column))
        for row in table.rows:
            for column, cell in enumerate(row.cells, start=1):
                if has_person_number(cell):
                    raise PersonNumberError(table.where(row.number, column))
        parted = find_parted_number(table, lambda digits: _is_person_number(digits, is_parted=False))
        if parted is not None:
            raise PersonNumberError(table.where(*parted))


def has_person_number(text: str) -> bool:
    """Whether the text holds 13 digits that are a registration number, or one whose last are hidden.

    A valid birth date and checksum; or, for births since October 2020, whose numbers have no checksum,
    a valid birth date and a separator in the middle.

    >>> has_person_number("000101-3000000"), has_person_number("032-000-0000")
    (False, False)

    Source: Resident Registration Act, enforcement rule, art. 2.
    """
    # Every cell of every list is looked at, and most are short or hold few digits.
    digits = len(_DIGIT.findall(text)) if len(text) >= _FEWEST else 0
    if digits < _FEWEST:
        return False
    plain = _plain(text)
    if _HIDDEN.search(plain) and any(
        _birth_date(f"{found[1]}{found[2]}") for found in _MASKED.finditer(plain)
    ):
        return True
    if digits < _WHOLE:
        return False
    for found in _NUMBER.finditer(plain):
        front, between, back = found.groups()
        if _is_person_number(front + back, is_parted=bool(between.strip())):
            return True
    return any(
        _is_person_number(re.sub(r"\s", "", found.group(1)), is_parted=False)
        for found in _SPACED.finditer(plain)
    )


def _plain(text: str) -> str:
    """The text with digits of any script as ours, without what cannot be seen: both hide a number."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    # What is printable holds nothing unseen: hardly any cell has to be gone over letter by letter.
    if plain.isprintable() and not _OTHER_DIGIT.search(plain):
        return plain
    seen = (letter for letter in plain if unicodedata.category(letter) != "Cf")
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in seen)


def _is_person_number(digits: str, *, is_parted: bool) -> bool:
    born = _birth_date(digits) if len(digits) == _WHOLE else None
    if born is None:
        return False
    if _has_checksum(digits):
        return True
    return is_parted and born >= _WITHOUT_CHECKSUM_FROM


def _birth_date(digits: str) -> date | None:
    century = _CENTURY.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _has_checksum(digits: str) -> bool:
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    expected = (11 - rest) % 10
    if digits[6] >= _FIRST_ALIEN:
        expected = (expected + 2) % 10
    return expected == int(digits[12])
