"""Letters that were prepared and not sent: sent after all, or taken back so that the choice is free again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView

DRAFT: Final = "draft"
_TAKEN_BACK: Final = frozenset({"cancelled", "entered-in-error"})


def choices_carried_out(view: GraphView, choices: Iterable[NodeId]) -> frozenset[NodeId]:
    """Those of the choices that a letter carries out: drafted, sent, or ended after it was sent.

    A letter that was taken back unsent carries out nothing, so another may be written for its choice.
    """
    follows = edges_in(view, choices, "follows")
    letters = view.nodes({edge.start: None for edge in follows})
    gone = {each.id for each in letters.values() if _is_taken_back_unsent(each)}
    return frozenset(edge.end for edge in follows if edge.start not in gone)


def _is_taken_back_unsent(referral: Node) -> bool:
    return referral.text("state") in _TAKEN_BACK and referral.get("sent_at") is None
