"""Was this commit done before? Asked in a way that leaves nothing behind."""

from __future__ import annotations

from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, NodeNotFoundError
from resnet.graph.elements import CommitId, Patch
from resnet.graph.store import GraphStore


def is_done(store: GraphStore, scope: Scope, commit: CommitId) -> bool:
    """Whether this actor made the commit already.

    A store answers a known commit before it looks at the changes; this change can only fail, so that asking
    never takes the id (an empty commit would, and the act that follows under it would count as done). Read
    from the state it could not be: after a referral is declined its receiver sees it no more.
    """
    # An id that chance alone could hit, and no chance is taken: a keyed one is drawn from nothing.
    nobody = Patch(store.ids.key("referral", "asked again", commit), {"reason": None})
    try:
        return store.write([nobody], scope=scope, why="asked again", commit=commit).is_repeat
    except (NodeNotFoundError, ForbiddenError):
        return False
