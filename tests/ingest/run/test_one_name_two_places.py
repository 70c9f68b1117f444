"""Two places of one name in one district stay two: within a list, across lists, and in the next issue."""

from __future__ import annotations

from pathlib import Path

from resnet.graph.elements import Node
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphStore
from tests.ingest.lists import book
from tests.ingest.run.reading import EVERYTHING, facts, ingest

HEAD = ["시설종류", "시설명", "군구명", "주소", "연락처"]
HERE = ["노인요양시설", "사랑요양원", "남구", "남구 가온로 1", "052-221-0001"]
THERE = ["노인요양시설", "사랑요양원", "남구", "남구 달빛로 9", "052-221-0009"]


def found(store: GraphStore) -> dict[str, Node]:
    """The homes by their phone."""
    homes = [node for node in find_all(store.view(EVERYTHING), "agency") if node.text("name")]
    return {node.text("phone"): node for node in homes}


def test_two_rows_with_neither_address_nor_phone_in_common_are_two_places(
    tmp_path: Path, store: GraphStore
) -> None:
    report = ingest(store, book(tmp_path, [HEAD, HERE, THERE]))

    assert report.described["agency"] == report.described["service"] == 2
    assert set(found(store)) == {"052-221-0001", "052-221-0009"}
    for home in found(store).values():
        assert len(edges_out(store.view(EVERYTHING), [home.id], "located_at")) == 1


def test_a_row_that_shares_the_phone_or_the_address_is_of_the_same_place(
    tmp_path: Path, store: GraphStore
) -> None:
    branch = [*HERE[:3], "남구 달빛로 9", HERE[4]]

    report = ingest(store, book(tmp_path, [HEAD, HERE, branch]))

    assert report.described["agency"] == 1


def test_the_same_list_again_changes_nothing(tmp_path: Path, store: GraphStore) -> None:
    path = book(tmp_path, [HEAD, HERE, THERE])
    ingest(store, path)
    before = facts(store)

    report = ingest(store, path)

    assert report.elements_changed == 0
    assert facts(store) == before


def test_in_the_next_issue_each_is_known_though_the_rows_are_turned(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, book(tmp_path, [HEAD, HERE, THERE], name="list_20260101.xlsx"))
    before = {phone: node.id for phone, node in found(store).items()}

    ingest(store, book(tmp_path, [HEAD, THERE, HERE], name="list_20270101.xlsx"))

    assert {phone: node.id for phone, node in found(store).items()} == before


def test_another_list_tells_of_the_one_it_means_and_not_of_the_other(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, book(tmp_path, [HEAD, HERE], name="list_20260101.xlsx"))

    ingest(store, book(tmp_path, [HEAD, THERE], name="other_20260101.xlsx"))
    ingest(store, book(tmp_path, [HEAD, HERE], name="third_20260101.xlsx"))

    assert set(found(store)) == {"052-221-0001", "052-221-0009"}
