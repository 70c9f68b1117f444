"""Spaces, and words that only say that a cell is blank."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule

# NFKC would also make a digit of "①", one that nobody said.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_IS_WIDE = re.compile("[\uff01-\uff5e\u3000]")
# A sign of "as above" that has nothing above it says nothing.
_NOTHING = re.compile(r"[-–—―ㅡ_.·*~/\s〃″\"“”]*|n/?a|null|none|nan|미상|미정|미기재", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"해당\s*(?:사항)?\s*없음|없음|not applicable", re.IGNORECASE)
_WITHHELD = re.compile(
    r"[(\[]?\s*(?:주소|소재지|연락처|전화번호)?\s*(?:비공개|미공개|공개\s*불가)\s*[)\]]?"
    r"|confidential(?:\s+(?:address|location))?|undisclosed|withheld",
    re.IGNORECASE,
)
# No blank word begins with a digit, nor with another syllable than these; each of the last four becomes one
# of them where its final letter stands apart (어 before ㅄ is 없).
_SAYS_SOMETHING = re.compile("(?![미해없주소연전비공어여저고])[0-9가-힣]")


def collapse(text: str) -> str:
    """The text in NFC, every run of spaces and line ends one space, none at the ends.

    >>> collapse("  계양구   효성동 ")
    '계양구 효성동'
    """
    return " ".join((text if text.isascii() else normalize("NFC", text)).split())


def narrow(text: str) -> str:
    """The text in NFC with full-width letters, digits and signs made narrow; nothing else is folded.

    >>> narrow("（０３２）①")
    '(032)①'
    """
    if text.isascii():
        return text
    plain = normalize("NFC", text)
    return plain.translate(_WIDE) if _IS_WIDE.search(plain) else plain


def spaceless(text: str) -> str:
    """The text in NFC without any space: how names are compared.

    >>> spaceless("중   구")
    '중구'
    """
    return "".join((text if text.isascii() else normalize("NFC", text)).split())


def clean_text(text: str) -> Cleaned[str]:
    """The text with its spaces in order; blank words such as ``-`` or ``해당 없음`` are no text."""
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(text)
    return Cleaned(plain, text, Rule.AS_SAID if plain == text else Rule.REFORMATTED)


@lru_cache(maxsize=ONE_LIST)
def blank_of(text: str) -> Rule | None:
    """Why the cell says nothing, None when it does say something.

    >>> str(blank_of("비공개")), blank_of("둑실안길 54")
    ('withheld', None)
    """
    if _SAYS_SOMETHING.match(text):
        return None
    plain = collapse(text)
    if _NOTHING.fullmatch(plain):
        return Rule.EMPTY
    if _NOT_APPLICABLE.fullmatch(plain):
        return Rule.NOT_APPLICABLE
    return Rule.WITHHELD if _WITHHELD.fullmatch(plain) else None
