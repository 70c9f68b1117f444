"""Ids that nothing can have are asked for from outside: they read as absent by every door, and never fail."""

from __future__ import annotations

import pytest

from resnet.access.scope import Scope
from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.elements import EVERYWHERE, Direction, EdgeId, Erase, NodeId, Patch, Where
from resnet.graph.store import EVERY_MOMENT
from tests.store.town import AS_MEMBER, DURI, HANA, KEEPER, Town

IMPOSSIBLE = [
    pytest.param("referral:\x00", id="zero byte"),
    pytest.param("referral:a\x00b", id="zero byte within"),
    pytest.param("referral:\ud800", id="half a character"),
    pytest.param("referral:가", id="not ASCII"),
    pytest.param("referral:a b", id="space"),
    pytest.param("referral:\r\nX: y", id="line break"),
    pytest.param("referral:" + "x" * 5000, id="far too long"),
    pytest.param("referral:", id="nothing after the colon"),
    pytest.param("", id="nothing"),
    pytest.param(":", id="colon alone"),
    pytest.param("\x00", id="zero byte alone"),
    pytest.param("nothing:1", id="no kind of ours"),
    pytest.param("consents_to:\x00", id="an edge's zero byte"),
]
READERS = [pytest.param(KEEPER, id="keeper"), pytest.param(AS_MEMBER, id="member")]


@pytest.mark.parametrize("scope", READERS)
@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_an_id_that_nothing_can_have_reads_as_absent_by_every_door(
    town: Town, asked: str, scope: Scope
) -> None:
    for view in (town.view(scope), town.view(scope, as_of=EVERY_MOMENT)):
        assert view.nodes([NodeId(asked)]) == {}
        assert view.history([NodeId(asked)]) == []
        assert view.find("agreed_need", Where(about=NodeId(asked))).nodes == ()
        for direction in Direction:
            assert view.edges([NodeId(asked)], direction=direction) == []


@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_it_does_not_take_along_what_was_asked_beside_it(town: Town, asked: str) -> None:
    view = town.view(KEEPER)

    assert list(view.nodes([NodeId(asked), HANA])) == [HANA]
    assert view.history([NodeId(asked), HANA]) == view.history([HANA])
    assert view.edges([NodeId(asked), HANA]) == view.edges([HANA])


def test_none_of_them_has_a_history_once_something_was_erased_either(town: Town) -> None:
    town.write(Erase(DURI))
    impossible = [NodeId(str(asked.values[0])) for asked in IMPOSSIBLE]

    history = town.view(KEEPER).history([*impossible, HANA])

    assert [entry.id for entry in history] == [HANA]


@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_a_value_that_nothing_can_have_is_found_nowhere_or_refused_as_a_value(town: Town, asked: str) -> None:
    try:
        found = town.view(AS_MEMBER).find("area", Where(equals={"code": asked})).nodes
    except BadValueError:
        found = ()

    assert found == ()
    assert town.view(AS_MEMBER).find("area", EVERYWHERE).nodes


@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_it_is_written_to_as_to_what_is_not_there(town: Town, asked: str) -> None:
    with pytest.raises((NodeNotFoundError, BadValueError)):
        town.write(Patch(EdgeId(asked), {}))
