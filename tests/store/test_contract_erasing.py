"""Erasing takes everything but a tombstone; and whoever probes for what is hidden finds nothing."""

from __future__ import annotations

import pytest

from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import End, Erase, NodeId, Patch, Put, Where
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import PERSONAL, Category
from tests.store.refusal import NOT_FOUND, refusal
from tests.store.town import (
    AREA,
    AS_ADMINISTRATOR,
    AS_COORDINATOR,
    AS_DURI,
    AS_HANA,
    AS_MEMBER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    HANA,
    KEEPER,
    Town,
    client,
    edge,
    edge_id,
    emergency,
    node,
)

CASE = NodeId("case:hana")
IN_EAST, CONCERNS = edge_id("resides_in", HANA, AREA), edge_id("concerns", CASE, HANA)


@pytest.fixture
def file(town: Town) -> Town:
    """Hana's case, her area, a name that was changed, and all consents to the centre."""
    town.put(node(CASE, HANA, code="2026-001"), edge("resides_in", HANA, AREA), edge("concerns", CASE, HANA))
    town.write(Patch(HANA, {"name": "김한나"}))
    town.consents(HANA, CENTRE, PERSONAL)
    return town


def test_an_erased_person_is_gone_with_every_edge_at_every_moment(file: Town) -> None:
    file.write(Erase(HANA))

    for as_of in (None, BEGIN, EVERY_MOMENT):
        view = file.view(KEEPER, as_of=as_of)
        assert view.nodes([HANA]) == {}
        assert HANA not in [each.id for each in view.find("person").nodes]
        assert view.find("person", Where(equals={"name": "김한나"})).nodes == ()
        assert view.edges([HANA, AREA, CASE]) == []
        assert view.edges([CENTRE], ["consents_to"]) == []


def test_the_log_of_what_was_erased_is_blank_and_tells_only_upkeep_that_something_was(file: Town) -> None:
    file.write(Erase(HANA))

    entries = file.view(KEEPER).history([HANA, IN_EAST])

    assert [entry.id for entry in entries] == [HANA, IN_EAST, HANA, *sorted((HANA, IN_EAST))]
    assert all(entry.element is None and entry.fields == () for entry in entries)
    told = [entry for commit in file.view(KEEPER).feed() for entry in commit.entries if entry.element]
    assert not [each for each in told if HANA in str(each.element and each.element.id)]
    for scope in (AS_MEMBER, AS_STRANGER, AS_COORDINATOR):
        assert file.view(scope).history([HANA, IN_EAST, CONCERNS]) == []
        ids = {entry.id for commit in file.view(scope).feed() for entry in commit.entries}
        assert not ids & {HANA, IN_EAST, CONCERNS}


def test_only_the_edge_goes_when_an_edge_is_erased(file: Town) -> None:
    file.write(Erase(IN_EAST))

    assert file.sees(KEEPER, HANA)
    assert file.sees(KEEPER, AREA)
    assert file.view(KEEPER).edges([AREA]) == []


def test_an_erased_id_is_put_again_by_upkeep_only_and_brings_nothing_back(file: Town) -> None:
    file.write(Erase(CASE))
    assert refusal(file, Put(node(CASE, HANA, code="x"))) == NOT_FOUND

    file.put(node(CASE, HANA, code="2026-009"))

    entries = file.view(AS_MEMBER).history([CASE])
    assert [entry.element and entry.element.get("code") for entry in entries] == ["2026-009"]
    assert file.view(KEEPER).edges([CASE]) == []


@pytest.mark.parametrize(
    "scope", [AS_MEMBER, AS_STRANGER, AS_COORDINATOR, AS_ADMINISTRATOR, AS_HANA], ids=lambda each: each.actor
)
def test_nobody_but_upkeep_erases_and_what_is_hidden_is_answered_as_what_is_missing(
    file: Town, scope: Scope
) -> None:
    answers = {refusal(file, Erase(each), scope=scope) for each in (CASE, NodeId("case:none"))}

    assert {kind for kind, _ in answers} == {ForbiddenError}
    assert len(answers) == 1


def test_who_broke_the_glass_cannot_take_it_out_of_the_log_before_its_review(file: Town) -> None:
    opened = emergency(file)
    file.put(opened, scope=AS_STRANGER)

    assert refusal(file, Erase(opened.id), scope=AS_STRANGER) == (
        ForbiddenError,
        str(ForbiddenError("erase")),
    )
    assert file.view(KEEPER).history([opened.id])[0].element is not None


def test_an_edge_put_in_the_commit_that_erases_its_end_is_refused(file: Town) -> None:
    new = NodeId("statement:x")
    refused = refusal(file, Put(node(new, HANA)), Put(edge("in_case", new, CASE)), Erase(CASE), scope=KEEPER)

    assert refused == NOT_FOUND


# -- a subject that changes --------------------------------------------------------------------------


def test_a_relative_who_becomes_a_client_is_seen_by_their_own_consent_from_then_on(file: Town) -> None:
    kin = NodeId("person:kin")
    file.put(node(kin, HANA, category=Category.FAMILY, name="김모"), edge("parent_of", kin, HANA))
    assert file.sees(AS_MEMBER, kin)

    file.put(client(kin, name="김모"))

    assert not file.sees(AS_MEMBER, kin)
    assert file.view(AS_MEMBER).edges([HANA], ["parent_of"]) == []
    assert file.view(KEEPER).edges([HANA], ["parent_of"])[0].about == tuple(sorted((HANA, kin)))
    file.consents(kin, CENTRE, {Category.IDENTITY})
    # What was said of them in Hana's file stands in the log under Hana's consent to her family's facts.
    assert len(file.view(AS_MEMBER).history([kin])) == 2
    file.write(End(_family_consent(), file.clock.now))
    assert len(file.view(AS_MEMBER).history([kin])) == 1


def _family_consent() -> NodeId:
    return NodeId(f"consents_to:{HANA}>{CENTRE}>family")


# -- probing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scope", [AS_STRANGER, AS_DURI, AS_COORDINATOR])
def test_probing_by_ids_codes_counts_and_old_dates_finds_nothing(file: Town, scope: Scope) -> None:
    for as_of in (None, BEGIN, EVERY_MOMENT):
        view = file.view(scope, as_of=as_of)
        assert view.nodes([HANA, CASE, NodeId(IN_EAST)]) == {}
        assert view.edges([HANA, CASE, AREA]) == []
        assert view.find("case", Where(equals={"code": "2026-001"})).nodes == ()
        for name in ("김하나", "김한나"):
            assert view.find("person", Where(equals={"name": name})).nodes == ()
        for where in (Where(about=HANA), Where(category=Category.IDENTITY, about=HANA)):
            assert view.find("person", where).nodes == ()
        page = view.find("case", limit=1)
        assert (page.nodes, page.next) == ((), None)


def test_a_page_ends_where_the_visible_ends_whatever_is_hidden_behind(file: Town) -> None:
    file.put(*(client(NodeId(f"person:zz{n}"), name="힣") for n in range(5)))
    seen = len(file.names(AS_MEMBER, "person"))

    assert file.view(AS_MEMBER).find("person", limit=seen).next is None


def test_a_key_of_this_store_is_another_in_another_and_random_ids_do_not_repeat(town: Town) -> None:
    ids = town.store.ids

    assert ids.key("person", "a", "b") == ids.key("person", "a", "b")
    assert len({ids.key("person", "a", "b"), ids.key("person", "ab"), ids.key("agency", "a", "b")}) == 3
    assert len({ids.mint("person") for _ in range(100)}) == 100
    assert ids.edge_key("offers", "a").startswith("offers:")
