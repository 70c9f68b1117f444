"""Answers of iCarol and of Open Referral UK become one list, as any feed of the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resnet.access.scope import Scope
from resnet.graph.reading import find_all
from resnet.ingest.bad_file import BadFileError, UnsupportedFileError
from resnet.ingest.readers.hsds_rows import HEADS
from resnet.ingest.readers.read import read_tables
from resnet.ingest.run import ingest_file
from resnet.ingest.terms import write_terms
from tests.fresh_store import fresh_store
from tests.ingest.lists import REAL

UK = REAL.parent / "hsds" / "oruk-mocks"


def contact(kind: str, *, is_secret: bool = False, **said: object) -> dict[str, object]:
    return {"contact": {"type": kind, **said}, "isConfidential": is_secret}


def item(kind: str, key: int, name: str, *related: tuple[str, int], **more: object) -> dict[str, object]:
    return {
        "id": key,
        "type": kind,
        "names": [{"value": f"{name} 옛 이름", "purpose": "Former"}, {"value": name, "purpose": "Primary"}],
        "related": [{"type": of, "id": other, "name": ""} for of, other in related],
        "contactDetails": [],
        "isConfidential": False,
        "status": "Active",
        **more,
    }


def answer(**more: object) -> list[dict[str, object]]:
    program: dict[str, object] = {
        "descriptionText": "집으로 가져다 드립니다",
        "eligibility": "65세 이상",
        "fees": "무료",
        "languagesOffered": "한국어, 베트남어",
        "lastVerifiedOn": "2026-05-22T07:00:00Z",
        "hours": {"days": [{"dayOfWeek": day, "opens": "9", "closes": "5 pm"} for day in ("Mon", "Tue")]},
        "contactDetails": [
            contact("PhoneNumber", number="032-555-0112"),
            contact("PhoneNumber", number="032-555-0199", purpose="Fax"),
            contact("PhoneNumber", number="010-1234-5678", is_secret=True),
            contact("Person", name="한소라"),
        ],
    }
    site = {"contactDetails": [contact("PhysicalLocation", line1="나래구 해오름로 12", city="한결시")]}
    return [
        item("Agency", 1, "가온복지관", ("Program", 3), contactDetails=[contact("Website", url="가온.한국")]),
        item("Program", 3, "도시락 배달", ("Agency", 1), ("Site", 11), **program | more),
        item("Site", 11, "본관", ("Program", 3), **site),
        item("ProgramAtSite", 7, "", ("Program", 3), ("Site", 11)),
        item("Agency", 2, "햇살센터"),
    ]


def rows(folder: Path, said: object) -> list[dict[str, str]]:
    path = folder / "answer.json"
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    (table,) = read_tables(path)
    return [dict(zip(HEADS, row.cells, strict=False)) for row in table.rows[1:]]


def test_a_program_at_its_site_is_a_row_and_so_is_an_agency_without_any(tmp_path: Path) -> None:
    meals, bare = rows(tmp_path, answer())

    assert (meals["organization_name"], meals["service_name"]) == ("가온복지관", "도시락 배달")
    assert (meals["address"], meals["organization_url"]) == ("한결시 나래구 해오름로 12", "가온.한국")
    assert (meals["weekdays_served"], meals["opens_at"], meals["closes_at"]) == ("월+화", "09:00", "17:00")
    assert (meals["eligibility_description"], meals["assured_date"]) == ("65세 이상", "2026-05-22")
    assert meals["languages_spoken"] == "한국어, 베트남어"
    assert (bare["organization_name"], bare["record_kind"]) == ("햇살센터", "organization")


def test_what_is_confidential_and_every_persons_name_stay_in_the_file(tmp_path: Path) -> None:
    told = str(rows(tmp_path, answer()))

    assert "032-555-0112" in told
    assert not any(word in told for word in ("010-1234-5678", "032-555-0199", "한소라"))
    assert [row["service_name"] for row in rows(tmp_path, answer(isConfidential=True))] == ["", ""]


@pytest.mark.parametrize(
    ("opens", "closes"), [("8", "4:45"), ("", "17"), ("아침", "저녁"), ("13 pm", "14 pm")]
)
def test_hours_that_could_be_of_the_morning_or_not_are_unknown(
    tmp_path: Path, opens: str, closes: str
) -> None:
    hours = {"days": [{"dayOfWeek": "Mon", "opens": opens, "closes": closes}]}

    (meals, _) = rows(tmp_path, answer(hours=hours))

    assert (meals["opens_at"], meals["closes_at"]) == ("", "")


def test_a_program_whose_agency_is_in_another_answer_goes_by_the_name_it_gives(tmp_path: Path) -> None:
    program: dict[str, Any] = dict(answer()[1])
    program["related"] = [{"type": "Agency", "id": 99, "name": "미르복지관"}]

    (row,) = rows(tmp_path, [program])

    assert row["organization_name"] == "미르복지관"


def test_an_answer_goes_into_the_directory_like_any_list(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer(), ensure_ascii=False), encoding="utf-8")
    store, scope = fresh_store(tmp_path), Scope.everything(reason="test")
    write_terms(store)

    report = ingest_file(store, path, scope=scope)

    view = store.view(scope)
    assert {node.text("name") for node in find_all(view, "agency")} == {"가온복지관", "햇살센터"}
    assert [node.text("name") for node in find_all(view, "service")] == ["도시락 배달"]
    assert not report.tables[0].refused
    store.close()


def test_a_feed_that_names_nobody_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFileError):
        rows(tmp_path, {"service": {}, "data": [{"name": {"value": "x"}}]})


@pytest.mark.skipif(not UK.is_dir(), reason=f"the answers of Open Referral UK are not here: {UK}")
def test_every_answer_of_open_referral_uk_is_read_or_is_no_list() -> None:
    listed = {path.relative_to(UK).as_posix(): path for path in UK.rglob("*.json")}
    outcomes: dict[str, int | str] = {}
    for name, path in listed.items():
        try:
            outcomes[name] = sum(len(table.rows) - 1 for table in read_tables(path))
        except BadFileError as error:
            outcomes[name] = error.code

    # Terms and the feed's own description name nobody who offers anything.
    none = {name for name, outcome in outcomes.items() if outcome == "file-unsupported"}
    assert {name for name in outcomes if "taxonomy" in name or "api_details" in name} <= none
    assert {name for name in none if "taxonomy" not in name and "api_details" not in name} == {
        name for name in outcomes if "dashboard" in name
    }
    assert outcomes["V3.0-UK-Test/service_list.json"] == 128
