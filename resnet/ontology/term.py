"""Terms: one word the field agreed on, with what its vocabulary says of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.ontology.field import Label

AttributeValue = str | int | bool | tuple[str, ...]
NO_ATTRIBUTES: Mapping[str, AttributeValue] = MappingProxyType({})
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
# Lists write the Korean middle dot in half a dozen ways, or leave it out.
_DOTS = dict.fromkeys(map(ord, "·ㆍᆞ・･•∙⋅"))


class UnknownTermError(BadInputError):
    """A vocabulary has no term of that code."""

    code: ClassVar[str] = "unknown-term"

    def __init__(self, vocabulary: str, term: str) -> None:
        # What is no code may be somebody's words: only codes are repeated.
        self.vocabulary, self.term = vocabulary, term
        shown = repr(term) if CODE.fullmatch(term) else "written like this"
        super().__init__(f"the vocabulary {vocabulary} has no term {shown}: see docs/vocabularies.md.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term. ``attributes`` are what its vocabulary declares beyond words, such as ``protected``."""

    vocabulary: str
    code: str
    ko: str
    en: str
    broader: str | None = None
    synonyms: tuple[str, ...] = ()
    note: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: NO_ATTRIBUTES, hash=False)

    @property
    def label(self) -> Label:
        """Its words."""
        return Label(self.ko, self.en)

    def flag(self, name: str) -> bool:
        """A yes or no of the term; what it does not say is no."""
        return self.attributes.get(name) is True

    def text(self, name: str) -> str:
        """A text attribute, ``""`` when the term does not say."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """An attribute of several texts, ``()`` when the term does not say."""
        value = self.attributes.get(name)
        return value if isinstance(value, tuple) else ()

    def whole(self, name: str) -> int | None:
        """A number of the term, None when it does not say."""
        value = self.attributes.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What a vocabulary's terms may say beyond words.

    ``type`` is ``text``, ``texts``, ``whole`` or ``flag``; ``vocabulary`` names the one whose codes the
    values are; a required one is said by every term.
    """

    name: str
    type: str
    says: str
    vocabulary: str | None = None
    is_required: bool = False


def fold_name(words: str) -> str:
    """``words`` as they are compared: NFKC, case folded, without white space and middle dots.

    >>> fold_name("폭력피해여성 공동생활시설") == fold_name("폭력피해여성　공동생활시설")
    True
    """
    return "".join(unicodedata.normalize("NFKC", words).casefold().translate(_DOTS).split())
