"""What screens, letters and the command line say, in Korean and in English.

The words stand in ``data/messages/<language>/<room>.ftl`` (Fluent), one file a room, with the same keys
and the same variables in both languages. Code knows keys only:

>>> messages_for("en").text("language-name")
'English'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import ClassVar, Protocol, runtime_checkable

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern

from resnet.errors import ResnetError
from resnet.settings import LANGUAGES
from resnet.shipped import shipped

Argument = str | int | float | Decimal | date


class UnknownMessageError(ResnetError):
    """The catalogues have no such message, or it was asked for without one of its variables."""

    code: ClassVar[str] = "unknown-message"

    def __init__(self, language: str, key: str, reason: str) -> None:
        self.language, self.key, self.reason = language, key, reason
        super().__init__(f"message {key!r} in {language!r}: {reason}. See data/messages/{language}/.")


class Messages:
    """The catalogue of one language; made by ``messages_for``."""

    def __init__(self, language: str, catalogues: Iterable[str]) -> None:
        """From the texts of ``.ftl`` files."""
        self.language = language
        # Isolation marks are invisible letters: they break comparing, searching and copying of text,
        # and both our languages run from left to right.
        self._bundle = FluentBundle([language], use_isolating=False)
        for each in catalogues:
            self._bundle.add_resource(FluentResource(each))

    def has(self, key: str) -> bool:
        """Whether there is a message ``key`` (``"message.attribute"`` for an attribute)."""
        return self._pattern(key) is not None

    def text(self, key: str, /, **given: Argument) -> str:
        """The message ``key`` with its variables filled in; ``"message.attribute"`` gives an attribute.

        A number is written as the language does (``1,254``), so a year or a code goes in as a string.

        Raises:
            UnknownMessageError: If the key is unknown or a variable of it was not given.
        """
        pattern = self._pattern(key)
        if pattern is None:
            raise UnknownMessageError(self.language, key, "there is no such message")
        filled, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise UnknownMessageError(self.language, key, "; ".join(map(str, errors)))
        return str(filled)

    def _pattern(self, key: str) -> Pattern | None:
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            return None
        message = self._bundle.get_message(name)
        return message.attributes.get(attribute) if attribute else message.value


@cache
def messages_for(language: str) -> Messages:
    """The catalogue of ``language``, read once.

    Raises:
        UnknownMessageError: If there is no catalogue for the language.
    """
    if language not in LANGUAGES:
        raise UnknownMessageError(language, "*", f"there are catalogues for {', '.join(LANGUAGES)} only")
    files = sorted(
        (each for each in shipped(f"messages/{language}").iterdir() if each.name.endswith(".ftl")),
        key=lambda each: each.name,
    )
    return Messages(language, (each.read_text(encoding="utf-8") for each in files))


@runtime_checkable
class Sayable(Protocol):
    """A fact that has words of its own: a place in a list, the name of a format."""

    def of(self, language: str) -> str:
        """The fact in ``language``."""


@dataclass(frozen=True, slots=True)
class Word:
    """A fact that is itself a message of the catalogues."""

    key: str

    def of(self, language: str) -> str:
        """The message, without variables."""
        return messages_for(language).text(self.key)


def say_error(error: ResnetError, language: str) -> str:
    """What the error says, in ``language``: its message ``error-<code>``, or the attribute its variant names.

    What is raised in a room without words for it yet says its English sentence.
    """
    words = messages_for(language)
    key = f"error-{error.code}"
    if error.variant and words.has(f"{key}.{error.variant}"):
        key = f"{key}.{error.variant}"
    if not words.has(key):
        return str(error)
    return words.text(key, **_facts(error, words))


def _facts(error: ResnetError, words: Messages) -> dict[str, Argument]:
    facts = dict(vars(error))
    more = facts.pop("facts", None)
    if isinstance(more, Mapping):
        facts |= more
    # A variable of a message has hyphens where a name has not.
    return {name.replace("_", "-"): _argument(fact, words.language) for name, fact in facts.items()}


def _argument(fact: object, language: str) -> Argument:
    if isinstance(fact, Sayable):
        return fact.of(language)
    if isinstance(fact, bool):
        return str(fact)
    if isinstance(fact, int | float | Decimal):
        return fact
    if isinstance(fact, tuple | list | frozenset):
        return ", ".join(sorted(map(str, fact)) if isinstance(fact, frozenset) else map(str, fact))
    return fact.isoformat() if isinstance(fact, date) else str(fact)
