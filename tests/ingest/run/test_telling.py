"""What a run tells, what a list is called, and what happens when it is stopped."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.ingest import writing
from resnet.ingest.list_source import list_name
from resnet.ingest.run import IngestOptions, ingest_file
from resnet.ingest.tell import tell
from resnet.messages import messages_for
from tests.fresh_store import fresh_store
from tests.ingest.lists import book, text_list

EVERYTHING = Scope.everything(reason="read a list in a test")


@pytest.mark.parametrize(
    ("file", "name", "day"),
    [
        ("incheon_welfare_facilities_20250131.csv", "incheon_welfare_facilities", date(2025, 1, 31)),
        ("나래구_노인복지시설 현황_2024-08-27.csv", "나래구_노인복지시설 현황", date(2024, 8, 27)),
        ("나래구 현황(2024.08.27).xlsx", "나래구 현황", date(2024, 8, 27)),
        ("어린이집_202411.xls", "어린이집", None),
        ("주민센터_2024.csv", "주민센터", None),
        ("자원목록.xlsx", "자원목록", None),
        ("20260101.csv", "20260101", date(2026, 1, 1)),
        ("전화 032-426-1382.csv", "전화 032-426-1382", None),
    ],
)
def test_issues_of_a_list_have_one_name_and_their_own_day(file: str, name: str, day: date | None) -> None:
    found = list_name(Path(file))

    assert (found.name, found.day) == (name, day)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_report_is_told_in_both_languages_without_a_cell(tmp_path: Path, language: str) -> None:
    store = fresh_store(tmp_path)

    report = ingest_file(store, text_list(tmp_path, "facilities.csv"), scope=EVERYTHING)
    lines = "\n".join(tell(report, messages_for(language)))

    assert "facilities.csv" in lines
    assert "7" in lines
    assert "가온" not in lines
    assert "해오름로" not in json.dumps(report.as_json(), ensure_ascii=False)
    store.close()


def test_every_refusal_has_words_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "시설명,주소\n,나\n가,나,다\n" + "나" * 700 + ",다\n라," + "마" * 700 + "\n", encoding="utf-8"
    )
    store = fresh_store(tmp_path)

    report = ingest_file(store, path, scope=EVERYTHING)

    assert {each.why for each in report.tables[0].refused} == {
        "name-missing",
        "more-cells-than-heads",
        "name-too-long",
        "address-too-long",
    }
    for language in ("ko", "en"):
        assert len(tell(report, messages_for(language))) >= 7
    store.close()


def test_sheets_that_are_no_list_are_left_out_with_the_reason(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = book(tmp_path, [["시설명", "주소"], ["가온", "나래구 해오름로 1"]])
    workbook = load_workbook(path)
    workbook.create_sheet("메타정보").append(["출처", "가람도"])
    workbook.save(path)
    store = fresh_store(tmp_path)

    report = ingest_file(store, path, scope=EVERYTHING)

    assert [table.kept for table in report.tables] == [1]
    assert [(error.where.sheet, error.code) for error in report.skipped] == [("메타정보", "no-header")]
    store.close()


def test_a_stopped_run_is_whole_so_far_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_AT_ONCE", 20)
    path = text_list(tmp_path, "facilities.csv")
    store = fresh_store(tmp_path)

    def stop(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_file(store, path, scope=EVERYTHING, options=IngestOptions(progress=stop))
    some = agencies(store)
    report = ingest_file(store, path, scope=EVERYTHING).tables[0]

    assert 0 < len(some) < 7
    assert report.unchanged + report.new + report.changed == 7
    assert report.unchanged >= len(some) - 1
    assert len(agencies(store)) == 7
    store.close()


def agencies(store: GraphStore) -> list[str]:
    return [node.text("name") for node in find_all(store.view(EVERYTHING), "agency")]
