"""ANSEL, the letters of older family files: marks stand before the letter they belong to."""

from __future__ import annotations

import unicodedata
from typing import Final

# Source: ANSI/NISO Z39.47-1993, with what GEDCOM 5.5 (appendix C) adds: BE, BF, CD to CF, FC.
_LETTERS: Final = {
    **dict(zip(range(0xA1, 0xAF), "ŁØĐÞÆŒʹ·♭®±ƠƯʼ", strict=True)),
    **dict(zip(range(0xB0, 0xBB), "ʻłøđþæœʺı£ð", strict=True)),
    **dict(zip(range(0xBC, 0xC9), "ơư□■°ℓ℗©♯¿¡ß€", strict=True)),
    **dict(zip(range(0xCD, 0xD0), "eoß", strict=True)),
}
_MARKS: Final = dict(
    zip(
        range(0xE0, 0xFD),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310"
        "\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0338",
        strict=True,
    )
) | {0xFE: "\u0313"}
# Signs for sorting and joining say nothing that one reads.
_UNSEEN: Final = frozenset({0x88, 0x89, 0x8D, 0x8E})


def decode_ansel(content: bytes) -> str | None:
    r"""The text, NFC; None when a byte is no letter of ANSEL.

    >>> decode_ansel(b"M\xe8uller, Andr\xe2e, \xa1\xe2od\xe2z")
    'Müller, André, Łódź'
    """
    out: list[str] = []
    marks: list[str] = []
    for byte in content:
        if byte in _MARKS:
            marks.append(_MARKS[byte])
            continue
        if byte in _UNSEEN:
            continue
        letter = chr(byte) if byte < 0x80 else _LETTERS.get(byte)
        if letter is None:
            return None
        out.append(letter)
        if marks:
            out += marks
            marks = []
    return unicodedata.normalize("NFC", "".join(out + marks))
