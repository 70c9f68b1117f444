"""With whose eyes a verb reads: a named user's, or the keeper's who holds the store's key."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resnet.access.scope import Scope
from resnet.app import open_graph, saved_network
from resnet.errors import NodeNotFoundError, UsageError
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import Node, NodeId, Where
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphView
from resnet.serving.identity import SignedIn, signed_in
from resnet.settings import Settings

if TYPE_CHECKING:
    from resnet.graph.network.snapshot import Network


@contextmanager
def opened(settings: Settings) -> Iterator[AuditedStore]:
    """The store of the settings, closed at the end."""
    store = open_graph(settings)
    try:
        yield store
    finally:
        store.close()


def network_of(store: AuditedStore, settings: Settings) -> Network:
    """The public network of the store as it is now, begun with what was saved beside it."""
    # Imported here: the arrays are not for those who only sign somebody up.
    from resnet.graph.network.follow import make_network

    return make_network(store, saved_network(settings))


@contextmanager
def matched_over(store: AuditedStore, settings: Settings) -> Iterator[Network]:
    """The same; what matching works out of it meanwhile is saved with it at the end."""
    from resnet.graph.network.follow import NetworkFollower

    follower = NetworkFollower(store, saved_network(settings))
    yield follower.network()
    follower.save()


def scope_of(store: AuditedStore, given: argparse.Namespace) -> Scope:
    """The scope of ``--user``, else everything: whoever holds the key file holds the store.

    Raises:
        UsageError: If there is no such user.
    """
    reason = f"command line: {given.verb}"
    if given.user is None:
        return Scope.everything(reason=reason)
    return user_named(store, given.user).scope(reason)


def user_named(store: AuditedStore, login: str) -> SignedIn:
    """The account of that login.

    Raises:
        UsageError: If there is none.
    """
    view = store.view(Scope.everything(reason="command line: find a user"))
    found = view.find("account", Where(equals={"login": login}), limit=1).nodes
    if not found:
        raise UsageError(
            f"there is no user {login!r}: `resnet user` lists them.", "no-user", {"login": login}
        )
    return signed_in(store, found[0].id)


def client_named(view: GraphView, words: str) -> Node:
    """The client of that id or case code.

    Raises:
        NodeNotFoundError: If there is none, or it is hidden.
    """
    if words.startswith("person:"):
        return get_node(view, NodeId(words), "person")
    for case in view.find("case", Where(equals={"code": words}), limit=2).nodes:
        for edge in edges_out(view, [case.id], "concerns"):
            return get_node(view, edge.end, "person")
    raise NodeNotFoundError
