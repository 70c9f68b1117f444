"""By whose consent an answer was open is told as its own read found it, and as it is now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from resnet.access.scope import Scope
from resnet.graph.access_path import AccessPaths
from resnet.graph.elements import EVERYWHERE, End, NodeId
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from tests.store.town import (
    AS_HANA,
    AS_MEMBER,
    AS_STRANGER,
    CENTRE,
    DURI,
    HANA,
    MEMBER,
    Town,
    consent_id,
    edge,
    emergency,
    node,
)

Reading = Callable[[GraphView], object]
READS: dict[str, Reading] = {
    "nodes": lambda view: view.nodes([HANA, DURI]),
    "edges": lambda view: view.edges([HANA, DURI]),
    "nodes with edges": lambda view: view.nodes_with_edges([HANA, DURI]),
    "find": lambda view: view.find("person", EVERYWHERE, limit=10),
    "history": lambda view: view.history([HANA, DURI]),
    "nothing": lambda view: None,
}


@pytest.fixture
def shared(town: Town) -> Town:
    """Hana consents to the centre and to a letter to it, and opened herself to the clinic's nurse."""
    town.put(
        node("referral:letter", HANA, state="accepted"),
        edge("addressed_to", "referral:letter", CENTRE),
        edge("partner_of", HANA, DURI),
        emergency(town),
    )
    town.consents(HANA, CENTRE, [Category.IDENTITY, Category.FAMILY])
    town.consents(HANA, "referral:letter", [Category.HEALTH])
    town.consents(DURI, MEMBER, [Category.FAMILY])
    return town


def paths(town: Town, scope: Scope, read: Reading, *subjects: NodeId) -> tuple[str, ...]:
    view = town.view(scope)
    read(view)
    return AccessPaths(town.store, view).opened(subjects)


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_every_read_tells_the_same_paths(shared: Town, read: Reading) -> None:
    assert paths(shared, AS_MEMBER, read, HANA, DURI) == (CENTRE, MEMBER, "referral:letter")
    assert paths(shared, AS_MEMBER, read, HANA) == (CENTRE, "referral:letter")
    assert paths(shared, AS_STRANGER, read, HANA) == ("danger-to-life",)
    assert paths(shared, AS_STRANGER, read, DURI) == ()
    assert paths(shared, AS_HANA, read, HANA) == ("self",)
    assert paths(shared, AS_HANA, read) == ()


def test_a_path_that_ended_between_two_reads_of_one_view_is_not_told_of_the_second(shared: Town) -> None:
    view = shared.view(AS_MEMBER)
    view.nodes([DURI])
    shared.write(End(consent_id(DURI, MEMBER, Category.FAMILY), until=shared.clock.now))
    view.history([DURI])

    assert AccessPaths(shared.store, view).opened([DURI]) == ()
