"""One agreed need, judged: is it met, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a need. Each need has exactly one; only ``unmet`` needs a reason.

    ``reachable`` is a need that a path could meet today and that nobody has been referred for yet.
    """

    MET = "met"
    UNDER_MET = "under-met"
    IN_PROGRESS = "in-progress"
    WAITING = "waiting"
    REACHABLE = "reachable"
    UNMET = "unmet"


# Why nothing fits, as the matcher's policy calls it (data/policies), in the order of the tables.
REASONS: tuple[str, ...] = (
    "no-service",
    "need-unclear",
    "out-of-area",
    "closed-to-person",
    "full",
    "waiting",
    "too-dear",
    "too-far",
    "wrong-time",
    "too-little",
    "documents-missing",
    "already-received",
    "no-tie",
    "no-consent",
    "stale",
    "supporter-tired",
    "obstacle",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedNeed:
    """A need as it is counted: its groups, its verdict, its reason. No id, no words of anybody."""

    domain: str
    area: str
    household_type: str
    level: str
    verdict: Verdict
    reason: str = ""

    @property
    def column(self) -> str:
        """Where it is counted: the reason when it is unmet, else the verdict."""
        return self.reason if self.verdict is Verdict.UNMET else str(self.verdict)
