"""Every format gives the list that a spreadsheet gives; what cannot be opened is called by its reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from resnet.ingest.bad_file import (
    BadFileError,
    EmptyFileError,
    LockedFileError,
    NotAResourceListError,
    PersonNumberError,
    UnsupportedFileError,
)
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.read import read_tables
from resnet.ingest.readers.table import RawTable
from tests.ingest import formats
from tests.ingest.formats import ROWS
from tests.ingest.lists import book, book_bytes, registration_number

# What a format makes of rows; each reader is held to the same answer.
MADE: dict[str, Callable[[formats.Rows], bytes]] = {
    "xlsx": book_bytes,
    "xls": formats.xls,
    "ods": formats.ods,
    "hwpx": lambda rows: formats.hwpx(formats.spanned(rows)),
    "hwp": lambda rows: formats.hwp(formats.spanned(rows)),
    "docx": lambda rows: formats.docx(formats.spanned(rows)),
    "html": formats.html,
    "html-cp949": lambda rows: formats.html(rows, charset="euc-kr"),
    "pdf": lambda rows: formats.pdf([rows]),
}


def read(folder: Path, content: bytes, name: str = "list.bin") -> list[RawTable]:
    path = folder / name
    path.write_bytes(content)
    return read_tables(path)


@pytest.mark.parametrize("name", MADE)
def test_every_format_gives_the_same_rows(tmp_path: Path, name: str) -> None:
    (table,) = read(tmp_path, MADE[name](ROWS))

    assert [row.cells for row in table.rows] == list(ROWS)
    assert len(find_mapping(table).rows) == 3


@pytest.mark.parametrize("name", MADE)
def test_a_registration_number_refuses_the_file_in_every_format_and_shows_no_digit(
    tmp_path: Path, name: str
) -> None:
    number = registration_number("850312", "2")
    rows = [*ROWS[:3], ("미르노인복지관", "노인복지관", f"{number[:6]}-{number[6:]}", "")]

    with pytest.raises(PersonNumberError) as caught:
        read(tmp_path, MADE[name](rows))

    assert (caught.value.where.row, caught.value.where.column) == (4, 3)
    assert number[:6] not in str(caught.value)
    assert number[6:] not in str(caught.value)


@pytest.mark.parametrize("name", MADE)
def test_a_list_of_persons_is_refused_in_every_format(tmp_path: Path, name: str) -> None:
    rows = [("성명", "생년월일", "휴대폰"), ("○○○", "1985", "-"), ("△△△", "1990", "-")]

    (table,) = read(tmp_path, MADE[name](rows))

    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table)
    assert caught.value.reason == "persons"


@pytest.mark.parametrize("name", ["hwpx", "hwp", "docx"])
def test_merged_cells_of_a_document_are_filled_and_told(tmp_path: Path, name: str) -> None:
    cells = [
        (0, 0, "구분", 1, 1),
        (0, 1, "시설명", 1, 1),
        (0, 2, "전화번호", 1, 1),
        (1, 0, "노인복지관", 2, 1),
        (1, 1, "가온", 1, 1),
        (1, 2, "032-555-0112", 1, 1),
        (2, 1, "다솜", 1, 1),
        (2, 2, "032-555-0113", 1, 1),
    ]

    made = {"hwpx": formats.hwpx(cells), "hwp": formats.hwp(cells), "docx": formats.docx(cells)}
    (table,) = read(tmp_path, made[name])

    assert [row.cells[0] for row in table.rows] == ["구분", "노인복지관", "노인복지관"]
    assert table.filled == {(3, 1)}


def test_spans_of_a_page_are_filled_and_push_what_stands_beside(tmp_path: Path) -> None:
    page = (
        b"<table><tr><th rowspan=2>name</th><th colspan=2>contact</th></tr>"
        b"<tr><th>phone</th><th>mail</th></tr>"
        b"<tr><td>a<br>b<td>1<td>2</table><script>var x = '<table><tr><td>no</table>'</script>"
    )

    (table,) = read(tmp_path, page)

    assert [row.cells for row in table.rows] == [
        ("name", "contact", "contact"),
        ("name", "phone", "mail"),
        ("a\nb", "1", "2"),
    ]


def test_a_table_that_goes_on_over_the_page_is_one(tmp_path: Path) -> None:
    (table,) = read(tmp_path, formats.pdf([ROWS[:3], [ROWS[0], ROWS[3]]]))

    mapping = find_mapping(table)

    assert [row.text(1) for row in mapping.rows] == [row[0] for row in ROWS[1:]]


def test_a_formula_without_its_value_is_read_as_empty_and_told(tmp_path: Path) -> None:
    counted, uncounted = book(tmp_path, ROWS, name="counted.xlsx"), book(tmp_path, ROWS, name="list.xlsx")
    made = load_workbook(uncounted)
    made.worksheets[0]["B3"] = '=CONCATENATE("032-", "100-0001")'
    made.save(uncounted)

    (plain,), (table,) = read_tables(counted), read_tables(uncounted)

    assert (plain.uncounted, table.uncounted) == ((), ("B3",))
    assert table.rows[2].text(2) == ""


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    (old,) = read(tmp_path, formats.xls(hidden_row=3))
    path = book(tmp_path, ROWS)
    _hide(path)
    (new,) = read_tables(path)

    assert (old.hidden_rows, old.hidden_columns, old.is_hidden) == ((3,), (), False)
    assert (new.hidden_rows, new.hidden_columns, new.is_hidden) == ((2, 4), (3,), False)
    assert len(new.rows) == 4


def _hide(path: Path) -> None:
    workbook = load_workbook(path)
    for row in (2, 4):
        workbook.worksheets[0].row_dimensions[row].hidden = True
    # Those beyond the list are nobody's business.
    for column in ("C", "XFD"):
        workbook.worksheets[0].column_dimensions[column].hidden = True
    workbook.save(path)


def test_merged_cells_of_an_old_workbook_are_filled(tmp_path: Path) -> None:
    rows = [("구분", "시설명"), ("노인복지관", "가온"), ("", "다솜")]

    (table,) = read(tmp_path, formats.xls(rows, merge=(1, 2, 0, 0)))

    assert table.rows[2].cells == ("노인복지관", "다솜")
    assert (3, 1) in table.filled


@pytest.mark.parametrize(
    ("content", "error", "variant"),
    [
        pytest.param(formats.hwp(properties=3), LockedFileError, "password", id="hwp with a password"),
        pytest.param(formats.hwp(properties=5), LockedFileError, "distribution", id="hwp for distribution"),
        pytest.param(
            formats.hwpx(manifest="<m><encryption-data/></m>"),
            LockedFileError,
            "password",
            id="hwpx with a password",
        ),
        pytest.param(formats.hwpx([]), EmptyFileError, "no-tables", id="hwpx without a table"),
        pytest.param(formats.docx([]), EmptyFileError, "no-tables", id="docx without a table"),
        pytest.param(b"<html><p>nothing</p></html>", EmptyFileError, "no-tables", id="page without a table"),
        pytest.param(formats.pdf(is_scan=True), EmptyFileError, "scan", id="scan"),
        pytest.param(b'[{"name": "a"}]', UnsupportedFileError, "", id="json of something else"),
        pytest.param(b"0 HEAD\n1 GEDC\n", UnsupportedFileError, "family", id="family file"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(
    tmp_path: Path, content: bytes, error: type[BadFileError], variant: str
) -> None:
    with pytest.raises(error) as caught:
        read(tmp_path, content)

    assert caught.value.variant == variant


def test_an_open_referral_answer_is_a_list_of_services(tmp_path: Path) -> None:
    (table,) = read(tmp_path, formats.hsds_page())

    mapping = find_mapping(table)

    assert mapping.preset is not None
    assert mapping.preset.name == "hsds"
    assert [row.text(1) for row in mapping.rows] == [row[0] for row in ROWS[1:]]


def test_a_service_of_an_answer_without_organisation_is_a_row_and_no_silence(tmp_path: Path) -> None:
    (table,) = read(tmp_path, formats.hsds_page(without_organization=1))

    assert [row.text(1) for row in table.rows[1:]] == ["", ROWS[2][0], ROWS[3][0]]


@pytest.mark.parametrize("is_early", [True, False], ids=["1.1", "3"])
@pytest.mark.parametrize("is_folder", [True, False], ids=["folder", "zip"])
def test_a_package_of_tables_is_joined_by_its_keys(tmp_path: Path, is_early: bool, is_folder: bool) -> None:
    members = formats.hsds_package(is_early=is_early)
    path = tmp_path / "package"
    if is_folder:
        path.mkdir()
        for name, content in members.items():
            (path / name).write_text(str(content), encoding="utf-8")
    else:
        path.write_bytes(formats.zipped(members))

    (table,) = read_tables(path)

    assert [(row.text(1), row.text(5), row.text(9)) for row in table.rows[1:]] == [
        ("가온종합사회복지관", "종합사회복지관", "나래구 해오름로 12"),
        ("가온종합사회복지관", "종합사회복지관", "나래구 해오름로 31"),
        ("햇살지역아동센터", "지역아동센터", "나래구 해오름로 31"),
        ("미르노인복지관", "노인복지관", "미르구 달빛로 77"),
        ("", "누구의 것도 아닌 서비스", ""),
        ("두레협의회", "", ""),
    ]


def test_one_table_of_a_package_alone_is_refused_with_the_way_to_bring_it(tmp_path: Path) -> None:
    (table,) = read(tmp_path, str(formats.hsds_package()["services.csv"]).encode(), "services.csv")

    with pytest.raises(NotAResourceListError) as caught:
        find_mapping(table)

    assert caught.value.reason == "not_hsds_table"


def test_comments_of_a_workbook_are_read_with_their_place_and_without_who_wrote_them(tmp_path: Path) -> None:
    path = book(tmp_path, ROWS)
    made = load_workbook(path)
    made.worksheets[0]["A2"].comment = Comment("김○○:\n032-555-0199", "김○○")
    made.save(path)

    (table,) = read_tables(path)

    assert table.comments == ((2, 1, "032-555-0199"),)
    assert not any("0199" in cell for row in table.rows for cell in row.cells)


def test_a_document_whose_fonts_tell_no_letters_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(formats.pdf().replace(b"/UniKS-UCS2-H/", b"/Identity-H  /"))

    with pytest.raises(EmptyFileError) as refused:
        read_tables(path)

    assert refused.value.variant == "no-letters"
