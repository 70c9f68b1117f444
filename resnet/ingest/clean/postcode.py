"""Postcodes: five digits since August 2015, six before."""

from __future__ import annotations

import re

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, narrow

_DIGITS = re.compile(r"\d{3,5}|\d{6}")
# SW1A 1AA, 20001-1234, and five digits beyond the plan.
_ABROAD = re.compile(
    r"(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d][A-Za-z\d\s-]{2,9}|\d{5}-\d{4}|(?:00|6[4-9]|[7-9]\d)\d{3}"
)
_NOISE = re.compile(r"^[(\[〒]+|[)\]]+$|(?:\.0+)$")
# The plan of 2015: 01000 in Seoul to 63644 in Jeju.
_FIRST, _LAST = 1000, 63_999


def clean_postcode(text: str) -> Cleaned[str]:
    """Five digits, or the older six as ``123-456``.

    A spreadsheet that took the code for a number loses its zero at the front (``4512``) or writes it in
    thousands (``32,236``): what comes of mending it must lie in the plan. Codes of other countries stay as
    they are.

    >>> clean_postcode("4512").value, clean_postcode("32,236").value, clean_postcode("405220").value
    ('04512', '32236', '405-220')
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    if _ABROAD.fullmatch(collapse(text)):
        return Cleaned(collapse(text), text, Rule.AS_SAID)
    plain = re.sub(r"[\s,\-]", "", _NOISE.sub("", collapse(narrow(text))))
    if not _DIGITS.fullmatch(plain):
        return Cleaned(None, text, Rule.UNSURE)
    if len(plain) <= 5 and not _FIRST <= int(plain) <= _LAST:
        return Cleaned(None, text, Rule.IMPOSSIBLE)
    value = f"{plain[:3]}-{plain[3:]}" if len(plain) == 6 else plain.zfill(5)
    if len(plain) < 5:
        return Cleaned(value, text, Rule.ZEROS_ADDED)
    return Cleaned(value, text, Rule.AS_SAID if value == text else Rule.REFORMATTED)
