"""What ``check`` finds wrong with a store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: where (a commit, an element's kind), and what."""

    where: str
    says: str
