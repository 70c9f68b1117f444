"""What is on its way already: referrals that hold a place, and those that wait for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.graph.elements import Direction, Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView

DRAFT, ON_HOLD = "draft", "on-hold"
# Prepared, sent, taken or begun: a place is not proposed a second time.
_HOLDING: Final = frozenset({DRAFT, "requested", "accepted", "in-progress"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A need that has its referral: to which service, in which state. Nothing takes it away again."""

    need: NodeId
    text: str
    service: NodeId
    name: str
    referral: NodeId
    state: str

    @property
    def is_draft(self) -> bool:
        """Whether it was confirmed and not sent yet, so that it can be taken back."""
        return self.state == DRAFT


def read_held(view: GraphView, network: Network, needs: Iterable[Node]) -> tuple[list[Held], list[Held]]:
    """The needs whose referral holds a place, and those who are on a wait list, as far as the caller sees."""
    texts = {need.id: need.text("text") for need in needs}
    made = edges_in(view, texts, "for_need")
    found = view.nodes_with_edges({edge.start: None for edge in made}, ("asks_for",), direction=Direction.OUT)
    referrals, asked = found.nodes, {edge.start: edge.end for edge in found.edges}
    holding: list[Held] = []
    waiting: list[Held] = []
    for edge in made:
        service, referral = asked.get(edge.start), referrals.get(edge.start)
        if service is None or referral is None:
            continue
        held = Held(
            need=edge.end,
            text=texts[edge.end],
            service=service,
            name=network.text(service, "name") if service in network else "",
            referral=referral.id,
            state=referral.text("state"),
        )
        if held.state in _HOLDING:
            holding.append(held)
        elif held.state == ON_HOLD:
            waiting.append(held)
    return sorted(holding, key=_rank), sorted(waiting, key=_rank)


def _rank(held: Held) -> tuple[NodeId, NodeId]:
    return held.need, held.referral


def left_of(
    view: GraphView, network: Network, said: Mapping[NodeId, int], services: Collection[NodeId]
) -> dict[NodeId, int]:
    """Of the places that were ``said`` to be open those that nobody was referred to since it was said."""
    made = edges_in(view, sorted(services), "asks_for")
    referrals = view.nodes({edge.start: None for edge in made})
    taken = Counter(
        edge.end
        for edge in made
        if edge.start in referrals
        and referrals[edge.start].text("state") in _HOLDING
        and _is_since(
            edge.since or referrals[edge.start].get("sent_at"), network.get(edge.end, "capacity_stated_at")
        )
    )
    return {service: max(0, count - taken[service]) for service, count in said.items()}


def _is_since(asked_at: object, stated_at: object) -> bool:
    """Whether the letter is newer than what the provider said; where nobody knows, it may be."""
    if not isinstance(asked_at, datetime) or not isinstance(stated_at, datetime):
        return True
    return asked_at >= stated_at
