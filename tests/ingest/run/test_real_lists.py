"""The lists that the numbers were counted from by hand before the code was written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.ingest.bad_file import BadFileError
from resnet.ingest.known_areas import batches
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.read import read_tables
from resnet.ingest.run import ingest_file
from tests.fresh_store import fresh_store
from tests.ingest.lists import NO_REAL, REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=NO_REAL)
LISTS = REAL / "lists"
EVERYTHING = Scope.everything(reason="read a list in a test")


@pytest.mark.parametrize(
    ("name", "rows", "agencies", "services"),
    [
        ("incheon_welfare_facilities_20250131.csv", 653, 653, 653),
        ("지역아동센터.csv", 430, 427, 427),
    ],
)
def test_a_real_list_gives_the_numbers_counted_by_hand_and_again_nothing(
    tmp_path: Path, name: str, rows: int, agencies: int, services: int
) -> None:
    store = fresh_store(tmp_path)

    first = ingest_file(store, LISTS / name, scope=EVERYTHING).tables[0]
    again = ingest_file(store, LISTS / name, scope=EVERYTHING).tables[0]

    assert (first.rows_read, first.kept, len(first.refused)) == (rows, rows, 0)
    assert (first.created["agency"], first.created["service"]) == (agencies, services)
    assert (again.elements_changed, again.unchanged) == (0, rows)
    view = store.view(EVERYTHING)
    assert sum(1 for _ in find_all(view, "agency")) == agencies
    assert sum(1 for _ in find_all(view, "service")) == services
    store.close()


def test_no_protected_address_of_the_real_list_reaches_anyone_but_administrators(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    ingest_file(store, LISTS / "incheon_welfare_facilities_20250131.csv", scope=EVERYTHING)

    seen = {}
    for role in Role:
        view = store.view(Scope.of(NodeId("person:a"), frozenset({role}), reason="look"))
        seen[role] = {node.text("address") for node in find_all(view, "place")}
    protected = seen[Role.ADMINISTRATOR] - seen[Role.COORDINATOR]

    # Of twenty protected facilities one shows its address in the list.
    assert len(protected) == 1
    assert all(
        not addresses & protected for role, addresses in seen.items() if role is not Role.ADMINISTRATOR
    )
    store.close()


def test_the_official_code_list_becomes_the_areas_of_the_country(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)

    report = ingest_file(
        store, REAL / "codes" / "mois_admin_dong_codes_20260701.xlsx", scope=EVERYTHING
    ).tables[0]

    levels = Counter(node.text("level") for node in find_all(store.view(EVERYTHING), "area"))
    assert (report.rows_read, report.kept) == (3923, 3923)
    assert levels == {"province": 16, "district": 280, "neighbourhood": 3627}
    store.close()


def test_the_closed_places_of_the_old_workbook_are_known_as_closed(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)

    report = ingest_file(store, LISTS / "울산_어린이집_현황_202411.xls", scope=EVERYTHING).tables[0]

    view = store.view(EVERYTHING)
    said = [
        edge.text("status")
        for some in batches(node.id for node in find_all(view, "record"))
        for edge in view.edges(some, ("describes",))
        if edge.end.startswith("agency:")
    ]
    assert (report.rows_read, report.kept) == (1180, 1180)
    assert said.count("closed") == 551
    store.close()


HSDS = REAL.parent / "hsds"


@pytest.mark.parametrize(
    ("name", "rows", "kept", "agencies"),
    [
        ("hsds-1.1-sample/simple", 13, 13, 10),
        ("oruk-mocks/V3.0-UK-Test/service_list.json", 128, 85, 1),
    ],
)
def test_open_referral_files_are_read_and_orphans_refused(
    tmp_path: Path, name: str, rows: int, kept: int, agencies: int
) -> None:
    store = fresh_store(tmp_path)

    report = ingest_file(store, HSDS / name, scope=EVERYTHING).tables[0]

    assert (report.rows_read, report.kept, report.described["agency"]) == (rows, kept, agencies)
    assert {each.why for each in report.refused} <= {"name-missing"}
    store.close()


# Files of the folders that ``test_every_real_file`` leaves out, with why they are no lists; the rest are.
NO_LISTS = {
    "AUTHORED_need_domains.csv": "no-header",
    "AUTHORED_service_classes.csv": "no-header",
    "mois_admin_legal_crosswalk_20260701.xlsx": "not-a-resource-list",
    "mois_incheon_change_detail_20260701_1.xlsx": "not-a-resource-list",
    "mois_legal_dong_codes_20260701.xlsx": "not-a-resource-list",
    "demographics_admin_dong_202607.csv": "not-a-resource-list",
}


def real_files() -> list[Path]:
    return sorted(path for folder in ("codes", "stats", "geo") for path in (REAL / folder).glob("*"))


@pytest.mark.parametrize("path", real_files(), ids=lambda path: path.name)
def test_a_real_table_of_codes_or_counts_is_read_or_refused_for_the_right_reason(path: Path) -> None:
    expected = "file-unsupported" if path.parent.name == "geo" else NO_LISTS.get(path.name, "a list")

    try:
        outcome = "a list" if find_mapping(read_tables(path)[0]).rows else "no rows"
    except BadFileError as error:
        outcome = error.code

    assert outcome == expected
