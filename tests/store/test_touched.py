"""What was changed since a commit, told without reading it, is what the feed tells."""

from __future__ import annotations

import pytest

from resnet.errors import ForbiddenError
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, End, Node, NodeId, Put, Version
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.graph.touched import Touch, TouchedView, touched_after
from tests.ingest.resolve.entries import AS_COORDINATOR, DAY, KEEPER

AGENCY, SERVICE = NodeId("agency:1"), NodeId("service:1")
OFFERS = Edge(id=EdgeId("offers:1"), kind="offers", start=AGENCY, end=SERVICE)
FILE = NodeId("taken_file:1")
ACTS: tuple[list[Change], ...] = (
    [Put(Node(id=each, kind=each.partition(":")[0])) for each in (AGENCY, SERVICE)],
    [Put(OFFERS), Put(Node(id=FILE, kind="taken_file", fields={"name": "_start=agency:2"}))],
    [End(OFFERS.id, DAY)],
)


def test_every_change_is_told_with_its_ends_and_its_category(store: GraphStore) -> None:
    for number, changes in enumerate(ACTS):
        store.write(changes, scope=KEEPER, why=f"act {number}", commit=CommitId(f"act {number}"))
    view = store.view(KEEPER, as_of=EVERY_MOMENT)

    for after in (Version(0), Version(1), Version(3)):
        fed = [(entry.id, entry.why) for commit in view.feed(after) for entry in commit.entries]
        assert [(touch.id, touch.why) for touch in touched_after(view, after)] == fed
    told = {touch.id: touch for touch in touched_after(view, Version(0))}
    assert told[OFFERS.id] == Touch(OFFERS.id, "act 2", (AGENCY, SERVICE), "public")
    assert told[FILE] == Touch(FILE, "act 1", (), "internal")


def test_only_who_sees_everything_is_told(store: GraphStore) -> None:
    view = store.view(AS_COORDINATOR)
    if isinstance(view, TouchedView):
        with pytest.raises(ForbiddenError):
            list(view.touched(Version(0)))
