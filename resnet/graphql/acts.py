"""An act that is sent twice is done once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeVar

from resnet.access.scope import Scope
from resnet.casework.repeat import is_done
from resnet.errors import BadInputError
from resnet.graph.elements import CommitId
from resnet.graph.store import GraphStore

T = TypeVar("T")
MARK_LIMIT: Final = 200


def commit_of(act: str, target: str, mark: str) -> CommitId:
    """The commit id of an act on a target that a caller marked; another act with the same mark has another.

    Raises:
        BadInputError: If the mark is empty or longer than 200 characters.
    """
    if not 1 <= len(mark) <= MARK_LIMIT:
        raise BadInputError(f"commit: give each act a text of its own, 1 to {MARK_LIMIT} characters.")
    digest = sha256(f"{act}\0{target}\0{mark}".encode()).hexdigest()
    return CommitId(f"graphql:{digest}")


def do_once(store: GraphStore, scope: Scope, commit: CommitId, act: Callable[[], T]) -> T | None:
    """What the act came to; None when it was done before."""
    return None if is_done(store, scope, commit) else act()
