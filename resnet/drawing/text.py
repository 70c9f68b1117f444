"""Text in drawings: made harmless, measured with the shipped font, wrapped as Korean is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from resnet.drawing.font import ASCENT, DESCENT, Weight, advance, without_lost_marks

ELLIPSIS = "…"
# Distance of two baselines as a share of the font size.
LEADING = 1.22
_HALVINGS = 6
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# No script piles more than two marks on a letter; hundreds of them would reach over the whole drawing.
_PILED_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})"
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


@dataclass(frozen=True, slots=True)
class Style:
    """Size in pixels and weight."""

    size: float
    weight: Weight = Weight.REGULAR

    def width(self, text: str) -> float:
        """Width of one line in pixels."""
        return advance(text, self.weight) * self.size


@dataclass(frozen=True, slots=True)
class Label:
    """Wrapped lines of one style; ``width`` and ``height`` in pixels."""

    lines: tuple[str, ...]
    style: Style

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((self.style.width(line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        if not self.lines:
            return 0.0
        return ((len(self.lines) - 1) * LEADING + ASCENT + DESCENT) * self.style.size

    def baseline(self, top: float, line: int = 0) -> float:
        """Where line number ``line`` stands when the label begins at ``top``."""
        return top + (ASCENT + LEADING * line) * self.style.size


def plain(text: str) -> str:
    r"""``text`` in one line without anything invisible: controls, direction marks, unpaired surrogates.

    >>> plain("김\u202e민준\n  (첫째)")
    '김민준 (첫째)'
    """
    kept = "".join(" " if letter.isspace() else letter for letter in text)
    # Cf are direction and joining marks: one could turn the text after it around, or hide a name in a name.
    kept = "".join(letter for letter in kept if unicodedata.category(letter) not in _UNSEEN)
    return _PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", " ".join(kept.split())))


def wrap(text: str, style: Style, *, width: float, lines: int) -> Label:
    """``text`` in at most ``lines`` lines of at most ``width`` pixels; what is too long ends in ``…``.

    Breaks at spaces, and inside a word where it is wider than a line (Korean may break at any syllable).
    Lines are made as even as can be: no line of one last syllable.
    """
    label = _wrapped(text, style, width, lines)
    if len(label.lines) > 1 and not label.lines[-1].endswith(ELLIPSIS):
        low, high, whole = 0.0, width, without_lost_marks(plain(text))
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            tried = _wrapped(text, style, middle, lines)
            # The same letters, and no word broken that was whole.
            is_whole = "".join(tried.lines).replace(" ", "") == "".join(label.lines).replace(" ", "")
            is_whole = is_whole and _broken_words(tried, whole) <= _broken_words(label, whole)
            if is_whole and len(tried.lines) == len(label.lines) and tried.width <= middle:
                label, high = tried, middle
            else:
                low = middle
    return label


def _broken_words(label: Label, text: str) -> int:
    """How many lines begin inside a word that is no Korean one: there a syllable is no place to break."""
    broken = at = 0
    for before, after in pairwise(label.lines):
        at = text.index(before, at) + len(before)
        broken += text[at] != " " and after[0].isascii()
    return broken


def _wrapped(text: str, style: Style, width: float, lines: int) -> Label:
    wrapped: list[str] = []
    rest = without_lost_marks(plain(text))
    while rest and len(wrapped) < lines:
        is_last = len(wrapped) == lines - 1
        head, rest = _cut(rest, style, width) if is_last else _first_line(rest, style, width)
        wrapped.append(head)
    return Label(tuple(wrapped), style)


def _first_line(text: str, style: Style, width: float) -> tuple[str, str]:
    fits = _fitting(text, style, width)
    if fits == len(text):
        return text, ""
    space = text.rfind(" ", 0, fits + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    return text[:fits], text[fits:].lstrip()


def _cut(text: str, style: Style, width: float) -> tuple[str, str]:
    if style.width(text) <= width:
        return text, ""
    return text[: _fitting(text, style, width - style.width(ELLIPSIS))].rstrip() + ELLIPSIS, ""


def _fitting(text: str, style: Style, width: float) -> int:
    """How many letters fit, at least one, never parting a letter from its combining marks."""
    used = 0.0
    for at, letter in enumerate(text):
        used += style.width(letter)
        if used > width and at and not unicodedata.combining(letter):
            return at
    return len(text)
