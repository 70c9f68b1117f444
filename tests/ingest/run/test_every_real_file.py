"""Every public file that lies beside the checkout: read to these numbers, or refused for this reason.

Counted by the reader, then looked at: rows, agencies and services that the file speaks of, rows refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from resnet.ingest.bad_file import BadFileError
from tests.ingest.lists import NO_REAL, REAL
from tests.ingest.run.reading import ingest_whole

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=NO_REAL)
PUBLIC = REAL.parent
# A package that lies unpacked in a folder is one file.
PACKAGES = (
    "hsds/hsds-1.1-sample/all_resources",
    "hsds/hsds-1.1-sample/simple",
    "hsds/hsds-3.1-dev/examples/csv",
)

READ = {
    "hsds/dc_hsds2.zip": (2467, 399, 1635, 19),
    "hsds/hsds-3.1-dev/examples/organization_full.json": (1, 1, 1, 0),
    "hsds/hsds-3.1-dev/examples/organization_list.json": (1, 1, 0, 0),
    "hsds/hsds-3.1-dev/examples/service_at_location_full.json": (1, 1, 1, 0),
    "hsds/hsds-3.1-dev/examples/service_at_location_list.json": (1, 1, 1, 0),
    "hsds/hsds-3.1-dev/examples/service_full.json": (1, 1, 1, 0),
    "hsds/hsds-3.1-dev/examples/service_list.json": (1, 1, 1, 0),
    "hsds/hsds-3.1-dev/examples/tabular.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/organization.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/organization_list.json": (10, 10, 0, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/service_at_location_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/service_at_location_list.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/service_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Default/service_list.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/organization_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/organization_list.json": (1, 1, 0, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/service_at_location_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/service_at_location_list.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/service_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Fail/service_list.json": (4, 1, 0, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/organization_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/organization_list.json": (1, 1, 0, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/service_at_location_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/service_at_location_list.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/service_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Test/service_list.json": (128, 1, 1, 43),
    "hsds/oruk-mocks/V3.0-UK-Test/service_list_data.json": (128, 1, 1, 43),
    "hsds/oruk-mocks/V3.0-UK-Warn/organization_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Warn/organization_list.json": (1, 1, 0, 0),
    "hsds/oruk-mocks/V3.0-UK-Warn/service_at_location_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Warn/service_at_location_list.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Warn/service_full.json": (1, 1, 1, 0),
    "hsds/oruk-mocks/V3.0-UK-Warn/service_list.json": (1, 1, 1, 0),
    "kr/lists/disability_facilities.csv": (849, 849, 681, 0),
    "kr/lists/incheon_disabled_residential_facilities_20260228.csv": (68, 68, 68, 0),
    "kr/lists/incheon_programs.csv": (173, 49, 142, 23),
    "kr/lists/incheon_welfare_facilities_20250131.csv": (653, 653, 653, 0),
    "kr/lists/naocod_전국건강증진센터표준데이터.csv": (291, 290, 290, 0),
    "kr/lists/potoblue_전국무료급식소표준데이터.csv": (1254, 1073, 1218, 0),
    "kr/lists/서울시_주민센터_2024.csv": (3555, 3548, 3548, 0),
    "kr/lists/울산_어린이집_현황_202411.xls": (1180, 1180, 1180, 0),
    "kr/lists/인천광역시 강화군_노인복지시설 현황_2024-08-27.csv": (293, 293, 293, 0),
    "kr/lists/인천광역시 남동구_노인복지시설 현황_2024-08-23.csv": (454, 450, 450, 0),
    "kr/lists/인천광역시 동구_노인복지시설현황_2022-01-06.csv": (4, 4, 4, 0),
    "kr/lists/인천광역시 미추홀구_노인복지시설_2024-08-20.csv": (173, 173, 173, 0),
    "kr/lists/인천광역시 서구_노인복지시설_2024-08-08.csv": (238, 238, 238, 0),
    "kr/lists/인천광역시_계양구_노인복지시설현황_2019-08-23.xlsx": (151, 150, 151, 0),
    "kr/lists/지역별노인돌봄서비스기관.csv": (666, 662, 662, 0),
    "kr/lists/지역아동센터.csv": (430, 427, 427, 0),
    "hsds/hsds-1.1-sample/all_resources": (13, 10, 13, 0),
    "hsds/hsds-1.1-sample/simple": (13, 10, 13, 0),
    "hsds/hsds-3.1-dev/examples/csv": (1, 1, 1, 0),
}
REFUSED = {
    "hsds/hsds-3.1-dev/schema/simple/schema.csv": "not-a-resource-list/bare-names",
    "kr/hwp/bomibot_사업계획.hwpx": "not-a-resource-list/no-provider",
    "kr/hwp/hwplib_distribution.hwp": "file-locked/distribution",
    "kr/hwp/hwplib_merging-cell.hwp": "no-header",
    "kr/hwp/hwpxlib_SimpleTable.hwpx": "no-header",
    "kr/hwp/hwpxlib_no_manifest.hwpx": "no-header",
    "kr/hwp/pyhwp_password-12345.hwp": "file-locked/password",
    "kr/hwp/pyhwp_table.hwp": "file-empty/no-tables",
    "kr/lists/서울시 재가노인 복지시설 현황.xlsx": "not-a-resource-list/statistics",
}
# Schemas, taxonomies, places and answers about the service itself: nobody is named who offers anything.
NOT_OF_AGENCIES = "file-unsupported"


def public_files() -> list[str]:
    """The files of the folders, packages as one."""
    found = (path for folder in ("kr/lists", "kr/hwp", "hsds") for path in (PUBLIC / folder).rglob("*"))
    names = {path.relative_to(PUBLIC).as_posix() for path in found if path.is_file()}
    return sorted({name for name in names if not name.startswith(PACKAGES)} | set(PACKAGES))


@pytest.mark.parametrize("name", public_files())
def test_a_public_file_is_read_right_or_refused_for_the_right_reason(name: str, store: GraphStore) -> None:
    expected = READ.get(name) or REFUSED.get(name, NOT_OF_AGENCIES)

    assert outcome(store, PUBLIC / name) == expected


def outcome(store: GraphStore, path: Path) -> tuple[int, ...] | str:
    """Rows, agencies, services and refused rows of the file; or why it is refused."""
    try:
        tables = ingest_whole(store, path).tables
    except BadFileError as error:
        return "/".join(filter(None, (error.code, error.variant)))
    return (
        sum(table.rows_read for table in tables),
        sum(table.described["agency"] + table.described["group"] for table in tables),
        sum(table.described["service"] for table in tables),
        sum(len(table.refused) for table in tables),
    )
