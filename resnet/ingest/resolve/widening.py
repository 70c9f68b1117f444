"""Whether joining two agencies would open clients to people whom those clients never named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from resnet.errors import BadInputError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.ingest.resolve.clusters import Clusters
from resnet.ingest.resolve.moves import edges_of

# By these a client's facts reach an agency: a consent, a letter, a seat in a team that is consented to.
_TRUST = ("consents_to", "addressed_to", "member_of")


class OpensClientsError(BadInputError):
    """People sign in for the one, clients trust the other: a judgement is no consent."""

    code = "identity-opens-clients"

    def __init__(self) -> None:
        super().__init__(
            "people sign in for one of these entries, and the other is part of somebody's case or team: as "
            "one they would see what nobody consented to for them. Move the accounts to the entry that is "
            "kept, or end what hangs on the other, and judge again."
        )


def refuse_widening(view: GraphView, before: Clusters, after: Clusters, things: Iterable[NodeId]) -> None:
    """Refuse clusters in which accounts of one thing would meet the trust that was put in another.

    Args:
        view: Sees everything, as of now.
        before: What was one thing.
        after: What would be.
        things: All things that change.

    Raises:
        OpensClientsError: If access would grow.
    """
    joined: dict[NodeId, set[NodeId]] = defaultdict(set)
    for each in things:
        joined[after.head(each)].add(before.head(each))
    several = {part for parts in joined.values() if len(parts) > 1 for part in parts}
    if not several:
        return
    signing_in = _signing_in(view, several)
    trusted = {
        end for edge in edges_of(view, several, _TRUST) for end in (edge.start, edge.end) if end in several
    }
    for parts in joined.values():
        if any(one != other for one in parts & signing_in for other in parts & trusted):
            raise OpensClientsError


def _signing_in(view: GraphView, things: set[NodeId]) -> set[NodeId]:
    """Those for which somebody signs in: a worker with an account, or the agency's own program."""
    works = [edge for edge in edges_of(view, things, ("works_for",)) if edge.end in things]
    owners = things | {edge.start for edge in works}
    with_account = {edge.start for edge in edges_of(view, owners, ("has_account",))}
    return (things & with_account) | {edge.end for edge in works if edge.start in with_account}
