"""What a rule comes to: yes, no or unknown, with the value, whose word it is, and how old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from resnet.graph.elements import NodeId


class Answer(StrEnum):
    """Unknown is never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of a vocabulary, shown by their words."""

    vocabulary: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes from midnight."""

    minute: int


@dataclass(frozen=True, slots=True)
class Distance:
    """Metres, shown in kilometres."""

    metres: int


@dataclass(frozen=True, slots=True)
class Often:
    """Times a week, shown in whole times."""

    per_week: float


Argument = str | int | date | Codes | Clock | Distance | Often
Arguments = tuple[tuple[str, Argument], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value came from.

    ``fields`` are those of ``element``; ``stated_at`` is when they were last checked or said, as far as it is
    known; ``is_disputed`` says that lists disagree on one of them.
    """

    element: NodeId
    fields: tuple[str, ...]
    stated_at: datetime | None = None
    is_verified: bool = False
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Something that would have to be different; ``kind`` is one of the policy's changes."""

    kind: str
    args: Arguments = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one rule for one offer.

    ``code`` names the sentence that explains it and begins with the rule's name; ``args`` fill it in.
    ``share`` is what a yes earns, per mille of the rule's weight. ``changes`` would turn a no into a yes, all
    of them together; a no without any cannot be changed.
    """

    answer: Answer
    code: str
    args: Arguments = ()
    share: int = 1000
    sources: tuple[Source, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def rule(self) -> str:
        """The rule's name: one word."""
        return rule_of(self.code)


def rule_of(code: str) -> str:
    """The name of the rule whose sentence a code is."""
    return code.partition("-")[0]


def yes(code: str, *sources: Source, share: int = 1000, **args: Argument) -> Finding:
    """It fits."""
    return Finding(answer=Answer.YES, code=code, args=tuple(args.items()), share=share, sources=sources)


def no(code: str, *sources: Source, changes: tuple[Change, ...] = (), **args: Argument) -> Finding:
    """It does not fit; ``changes`` would make it."""
    return Finding(answer=Answer.NO, code=code, args=tuple(args.items()), sources=sources, changes=changes)


def unknown(code: str, *sources: Source, **args: Argument) -> Finding:
    """Nobody knows, as far as is known here: somebody has to be asked."""
    return Finding(
        answer=Answer.UNKNOWN, code=code, args=tuple(args.items()), sources=sources, changes=asking(code)
    )


@cache
def asking(code: str) -> tuple[Change, ...]:
    """Somebody has to be asked what the sentence of that code does not know."""
    return (Change("ask", (("code", code),)),)
