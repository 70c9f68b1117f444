"""Why two entries may be one, in pieces that a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.ontology.field import Label


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature of a pair: at which level the two agree, and what that weighs.

    ``says`` is the level in words. ``millibits`` is above 0 where it speaks for one thing, below where it
    speaks for two, 0 where nothing is known. ``one`` and ``other`` are the values, ``""`` when unknown.
    """

    feature: str
    level: str
    says: Label
    millibits: int
    one: str = ""
    other: str = ""
