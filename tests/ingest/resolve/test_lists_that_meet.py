"""Lists that tell of one place are joined as they come in, and each goes on as though it were alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.elements import Node
from resnet.graph.keep import check
from resnet.graph.network.follow import make_network
from resnet.graph.network.search import search_directory
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.report import FileReport
from resnet.ingest.resolve.judge import reject, undo
from resnet.ingest.resolve.ledger import read_ledger
from resnet.ingest.resolve.queue import decided, waiting
from resnet.ingest.withdraw import withdraw
from tests.ingest.lists import book
from tests.ingest.resolve.entries import AS_COORDINATOR, KEEPER, state
from tests.ingest.run.reading import EVERYTHING, ingest_whole

HEAD = ["시설종류", "시설명", "군구명", "주소", "연락처"]
GAON = ["종합사회복지관", "가온복지관", "남구", "남구 가온로 1", "052-221-0001"]
ALSO_GAON = ["종합사회복지관", "가온종합복지관", "남구", "남구 가온로 1", "052-221-0001"]
BYEOT = ["종합사회복지관", "볕뉘상담소", "남구", "남구 가온로 7", "052-221-0007"]
MULKKOT = ["종합사회복지관", "물꽃상담소", "남구", "남구 가온로 7", "052-221-0007"]


def read(folder: Path, store: GraphStore, name: str, *rows: list[str]) -> FileReport:
    return ingest_whole(store, book(folder, [HEAD, *rows], name=name))


def agencies(store: GraphStore) -> list[Node]:
    return [node for node in find_all(store.view(EVERYTHING), "agency") if node.text("name")]


@pytest.fixture
def joined(tmp_path: Path, store: GraphStore) -> GraphStore:
    """Two lists that tell of one centre under two names."""
    read(tmp_path, store, "list_20260101.xlsx", GAON, BYEOT)
    report = read(tmp_path, store, "other_20260201.xlsx", ALSO_GAON, MULKKOT)
    assert (report.proposed.joined, report.proposed.waiting) == (1, 1)
    return store


def test_a_place_of_two_lists_is_one_entry_that_both_tell_of(joined: GraphStore) -> None:
    (found,) = [node for node in agencies(joined) if "가온" in node.text("name")]

    told = edges_in(joined.view(EVERYTHING), [found.id], "describes")
    assert {edge.text("said_by") for edge in told} == {"list", "other"}
    assert "name" in (found.texts("disputed") or ())


def test_what_the_table_cannot_tell_waits_with_both_sides_and_why(joined: GraphStore) -> None:
    (candidate,) = waiting(joined.view(AS_COORDINATOR))

    assert {candidate.one.thing.text("name"), candidate.other.thing.text("name")} == {
        "볕뉘상담소",
        "물꽃상담소",
    }
    assert {each.feature for each in candidate.evidence if each.millibits > 0} >= {"phone", "site"}
    assert candidate.one.addresses == ("남구 가온로 7",)


def test_the_network_shows_a_place_of_two_lists_once(joined: GraphStore) -> None:
    network = make_network(joined)

    hits = [hit for hit in search_directory(network, "가온", limit=9) if hit.kind == "agency"]
    assert len([hit for hit in hits if hit.is_by_name]) == 1
    assert sorted(network.text(each, "name") for each in network.ids_of("agency")) == sorted(
        node.text("name") for node in agencies(joined)
    )


def test_a_list_read_again_after_a_judgement_changes_nothing(tmp_path: Path, joined: GraphStore) -> None:
    before = state(joined)

    report = ingest_whole(joined, tmp_path / "other_20260201.xlsx")

    assert report.commits == 0
    assert report.tables[0].unchanged == 2
    assert state(joined) == before


def test_the_next_issue_of_a_list_goes_to_the_entry_that_was_kept(tmp_path: Path, joined: GraphStore) -> None:
    changed = [*ALSO_GAON[:4], "052-221-9999"]

    report = read(tmp_path, joined, "other_20270201.xlsx", changed, MULKKOT)

    (found,) = [node for node in agencies(joined) if "가온" in node.text("name")]
    assert found.text("phone") == "052-221-9999"
    assert report.tables[0].created == {}
    assert check(joined) == []


def test_taken_back_after_the_next_issue_each_list_has_its_own_entry_again(
    tmp_path: Path, joined: GraphStore
) -> None:
    changed = [*ALSO_GAON[:4], "052-221-9999"]
    read(tmp_path, joined, "other_20270201.xlsx", changed, MULKKOT)
    (decision,) = decided(joined.view(AS_COORDINATOR))

    undo(joined, AS_COORDINATOR, decision.judgement.id)

    phones = {node.text("name"): node.text("phone") for node in agencies(joined)}
    assert phones["가온복지관"] == "052-221-0001"
    assert phones["가온종합복지관"] == "052-221-9999"
    assert check(joined) == []


def test_a_third_list_that_says_either_name_finds_the_one_entry(tmp_path: Path, joined: GraphStore) -> None:
    for number, row in enumerate((GAON, ALSO_GAON)):
        read(tmp_path, joined, f"third{number}_20260301.xlsx", row)

    assert len([node for node in agencies(joined) if "가온" in node.text("name")]) == 1


def test_what_was_parted_is_not_joined_by_the_next_list(tmp_path: Path, joined: GraphStore) -> None:
    (decision,) = decided(joined.view(AS_COORDINATOR))
    reject(joined, AS_COORDINATOR, decision.judgement.id)

    read(tmp_path, joined, "other_20270201.xlsx", [*ALSO_GAON[:4], "052-221-0001, 052-221-0002"], MULKKOT)

    assert len([node for node in agencies(joined) if "가온" in node.text("name")]) == 2


def test_a_list_that_is_taken_back_leaves_the_other_as_it_was(tmp_path: Path, store: GraphStore) -> None:
    read(tmp_path, store, "list_20260101.xlsx", GAON, BYEOT)
    before = {node.id: dict(node.fields) for node in agencies(store)}
    services = {edge.end for edge in edges_out(store.view(EVERYTHING), list(before), "offers")}
    read(tmp_path, store, "other_20260201.xlsx", ALSO_GAON, MULKKOT)

    withdraw(store, "other", scope=EVERYTHING, why="test")

    assert {node.id: dict(node.fields) for node in agencies(store)} == before
    after = edges_out(store.view(EVERYTHING), list(before), "offers")
    assert {edge.end for edge in after} == services
    assert read_ledger(store.view(KEEPER, as_of=EVERY_MOMENT)).clusters.heads == {}
    assert check(store) == []
