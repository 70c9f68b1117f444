"""What cannot be matched as it was asked, and how to mend it."""

from __future__ import annotations

from typing import ClassVar

from resnet.errors import BadInputError
from resnet.graph.elements import NodeId, Version
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView


class NeedNotAgreedError(BadInputError):
    """What was asked for is what somebody said, and not yet a need that client and manager agreed on."""

    code: ClassVar[str] = "need-not-agreed"

    def __init__(self) -> None:
        super().__init__(
            "this is a presented need: settle with the client what is agreed out of it, and match that."
        )


class LeadClosedError(BadInputError):
    """The lead agency of the case has closed, so nobody leads it and every way would begin nowhere."""

    code: ClassVar[str] = "lead-closed"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name}, the lead agency of the case, has closed: name another in an integrated conference."
        )


class OldNetworkError(BadInputError):
    """The network that would be searched is older than what the caller has seen already."""

    code: ClassVar[str] = "network-old"

    def __init__(self, asked: int, newest: int) -> None:
        self.asked, self.newest = asked, newest
        super().__init__(
            f"the network is as of commit {newest}, older than commit {asked} that was asked for: ask again "
            "later, or of the server that wrote it."
        )


def check_new_enough(newest: Version, asked: Version) -> None:
    """Refuse to answer from a network that was brought up to ``newest`` only.

    Raises:
        OldNetworkError: If the caller asked for a later commit to be in it.
    """
    if newest < asked:
        raise OldNetworkError(asked, newest)


def check_askable(network: Network, view: GraphView, need: NodeId) -> None:
    """Refuse a need that cannot be matched; one that is missing or hidden is left to the reading.

    Raises:
        NeedNotAgreedError: If it is a presented need that the caller may see.
        LeadClosedError: If the agency that leads its case has closed.
    """
    node = view.nodes([need]).get(need)
    if node is not None and node.kind == "statement":
        raise NeedNotAgreedError
    cases = [edge.end for edge in edges_out(view, [need], "in_case")] if node is not None else []
    for edge in edges_in(view, cases, "leads"):
        if edge.start in network and network.text(edge.start, "status") == "closed":
            raise LeadClosedError(network.text(edge.start, "name"))
