"""What the share of scarce places is asked: needs with their options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resnet.graph.elements import NodeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One need that asks for a place, of somebody who lives in ``area``.

    ``scores`` are its options, milli-points by service.
    """

    need: NodeId
    scores: Mapping[NodeId, int]
    area: str = ""
