"""One agreed need, judged: is it met, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

UNKNOWN: Final = "unknown"


class Verdict(StrEnum):
    """What became of a need. Each need has exactly one."""

    MET = "met"
    UNDER_MET = "under-met"
    IN_PROGRESS = "in-progress"
    REACHABLE = "reachable"
    UNMET = "unmet"


class Reason(StrEnum):
    """Why a need is not met, the nearest obstacle first to be named.

    Source: domain.md §12. ``not-yet-referred`` is a need that a path could meet today.
    """

    NONE = "none"
    NOT_YET_REFERRED = "not-yet-referred"
    WAITING = "waiting"
    NO_SERVICE = "no-service"
    OUT_OF_AREA = "out-of-area"
    CLOSED_TO_PERSON = "closed-to-person"
    FULL = "full"
    TOO_DEAR = "too-dear"
    TOO_FAR = "too-far"
    WRONG_TIME = "wrong-time"
    NO_TIE = "no-tie"
    NO_CONSENT = "no-consent"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNeed:
    """A need as it is counted: its groups, its verdict, its reason. No id, no words of anybody."""

    domain: str
    area: str
    household_type: str
    level: str
    verdict: Verdict
    reason: Reason
