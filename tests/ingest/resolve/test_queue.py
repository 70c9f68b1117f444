"""Who reads what waits: those who keep the directory, and of protected places no more than they may."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import accept, reject
from resnet.ingest.resolve.queue import count_waiting, decided, waiting
from tests.ingest.lists import book
from tests.ingest.resolve.entries import AS_COORDINATOR
from tests.ingest.run.reading import EVERYTHING, ingest

HEAD = ["시설종류", "시설명", "군구명", "주소", "연락처"]
KEEPS = {Role.COORDINATOR, Role.ADMINISTRATOR, Role.SUPERVISOR}


def as_role(role: Role) -> Scope:
    return Scope.of(NodeId("person:reader"), frozenset({role}), reason="test")


@pytest.fixture
def two_lists(tmp_path: Path, store: GraphStore) -> GraphStore:
    """Two centres in one house and two shelters, each told of by two lists under two names."""
    first = [
        HEAD,
        ["종합사회복지관", "볕뉘상담소", "남구", "남구 가온로 7", "052-221-0007"],
        ["학대피해아동쉼터", "도담쉼터", "남구", "남구 달빛로 5", "052-221-0008"],
    ]
    second = [
        HEAD,
        ["종합사회복지관", "물꽃상담소", "남구", "남구 가온로 7", "052-221-0007"],
        ["학대피해아동쉼터", "남구도담쉼터", "남구", "남구 달빛로 5", "052-221-0008"],
    ]
    ingest(store, book(tmp_path, first, name="list_20260101.xlsx"))
    ingest(store, book(tmp_path, second, name="other_20260201.xlsx"))
    return store


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_what_waits_is_read_by_those_who_keep_the_directory(two_lists: GraphStore, role: Role) -> None:
    view = two_lists.view(as_role(role))

    assert bool(waiting(view)) is (role in KEEPS)
    assert bool(count_waiting(view)) is (role in KEEPS)
    assert decided(view) == []


def test_of_protected_entries_a_person_decides_however_sure_the_table_is(two_lists: GraphStore) -> None:
    names = {
        frozenset({each.one.thing.text("name"), each.other.thing.text("name")})
        for each in waiting(two_lists.view(AS_COORDINATOR))
    }

    assert frozenset({"도담쉼터", "남구도담쉼터"}) in names


def test_the_evidence_on_a_protected_place_never_says_where_it_is(two_lists: GraphStore) -> None:
    told = waiting(two_lists.view(AS_COORDINATOR))
    of_all = waiting(two_lists.view(EVERYTHING))

    assert "달빛로" not in str([(each.one, each.other, each.evidence) for each in told])
    assert "달빛로" in str([(each.one, each.other, each.evidence) for each in of_all])


def test_what_was_accepted_or_rejected_waits_no_longer_and_is_told_of_as_decided(
    two_lists: GraphStore,
) -> None:
    first, second = waiting(two_lists.view(AS_COORDINATOR))

    accept(two_lists, AS_COORDINATOR, first.judgement)
    reject(two_lists, AS_COORDINATOR, second.judgement)

    view = two_lists.view(AS_COORDINATOR)
    assert waiting(view) == []
    assert [each.judgement.verdict for each in decided(view)] == ["different", "same"]
    assert {each.judgement.decided_by for each in decided(view)} == {"person:coordinator"}


def test_no_more_are_told_of_than_asked_for_and_the_surest_first(two_lists: GraphStore) -> None:
    view = two_lists.view(AS_COORDINATOR)
    every = waiting(view)

    assert waiting(view, limit=1) == every[:1]
    assert every[0].weight_millibits >= every[1].weight_millibits


def test_pairs_with_a_refuge_come_first_however_little_says_so(tmp_path: Path, two_lists: GraphStore) -> None:
    third = [HEAD, ["", "해밀의집", "남구", "남구 달빛로 5", "052-221-0008"]]
    ingest(two_lists, book(tmp_path, third, name="third_20260301.xlsx"))

    found = waiting(two_lists.view(AS_COORDINATOR))

    secret = [each.weight_millibits for each in found if each.is_secret]
    others = [each.weight_millibits for each in found if not each.is_secret]
    assert [each.weight_millibits for each in found] == [*secret, *others]
    assert min(secret) < max(others)
