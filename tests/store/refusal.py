"""How a store refuses: with one error, and without a trace."""

from __future__ import annotations

import pytest

from resnet.access.scope import Scope
from resnet.errors import NodeNotFoundError, ResnetError
from resnet.graph.elements import Change, Commit
from resnet.graph.store import EVERY_MOMENT
from tests.store.town import AS_MEMBER, KEEPER, Town

NOT_FOUND = (NodeNotFoundError, str(NodeNotFoundError()))


def everything(town: Town) -> list[Commit]:
    """The whole log."""
    return list(town.view(KEEPER, as_of=EVERY_MOMENT).feed())


def refusal(town: Town, *changes: Change, scope: Scope = AS_MEMBER) -> tuple[type[ResnetError], str]:
    """The error that this write is answered with, which leaves nothing behind."""
    before = everything(town)
    with pytest.raises(ResnetError) as refused:
        town.write(*changes, scope=scope)
    assert everything(town) == before
    return type(refused.value), str(refused.value)
