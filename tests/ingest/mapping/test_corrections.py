"""A person corrects how columns are read; the correction is found again by the next list with these heads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from resnet.ingest.bad_file import Where
from resnet.ingest.mapping.correction import UnknownColumnError, UnknownRoleError, read_correction
from resnet.ingest.mapping.mapping import Mapping, Told, find_mapping
from resnet.ingest.mapping.part import BadRangeError, NoSuchPartError, Part, read_range
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.preview import preview_columns, preview_lines, role_choices
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.saved import BadSavedPresetError, SavedPresets
from resnet.ingest.mapping.synonym import Why
from resnet.ingest.readers.read import read_tables
from resnet.ingest.readers.table import RawRow, RawTable
from resnet.messages import messages_for
from tests.ingest.lists import book, plain_table
from tests.ingest.run.reading import agency, ingest

HEADS = ["시설명", "주소", "관리 연락", "층", "", "기타"]
ROWS = [
    ["가온관", "나래구 해오름로 1", "032-555-0112", "2", "여수진", "월요일 쉼"],
    ["다솜관", "나래구 해오름로 2", "032-555-0113", "3", "한바다", ""],
]


def table(rows: Sequence[Sequence[str]], sheet: str | None = None) -> RawTable:
    return RawTable("list.csv", sheet, None, tuple(RawRow(n, tuple(row)) for n, row in enumerate(rows, 1)))


def understood(*said: str, saved: SavedPresets | None = None) -> Mapping:
    told = Told(correction=read_correction(said), saved=saved.read() if saved else ())
    return find_mapping(table([HEADS, *ROWS]), told)


def roles(mapping: Mapping) -> dict[str, Role | None]:
    return {mapping.key_of(column.number): column.role for column in mapping.columns}


def test_a_person_decides_over_head_and_values_and_it_says_so() -> None:
    mapping = understood("관리 연락=전화번호", "#5=contact_person", "기타=none")

    assert roles(mapping) == {
        "시설명": Role.FACILITY_NAME,
        "주소": Role.ADDRESS,
        "관리 연락": Role.PHONE,
        "층": None,
        "#5": Role.CONTACT_PERSON,
        "기타": None,
    }
    assert [column.why for column in mapping.columns[2:]] == [Why.TOLD, Why.UNKNOWN, Why.TOLD, Why.TOLD]


def test_a_column_that_a_person_names_takes_the_role_from_the_one_the_program_chose() -> None:
    mapping = understood("기타=address")

    assert roles(mapping)["기타"] is Role.ADDRESS
    assert mapping.columns[1].role is None
    assert mapping.columns[1].why is Why.DUPLICATE


def test_names_of_people_are_no_samples() -> None:
    assert understood("#5=contact_person").columns[4].samples == ()


def test_a_saved_correction_is_found_again_by_the_same_heads_only(tmp_path: Path) -> None:
    saved = SavedPresets(tmp_path / "presets")
    saved.save(understood("관리 연락=phone", "#5=contact_person", "기타=none"), "나래구 시설")

    again = understood(saved=saved)
    other = find_mapping(
        table([["시설명", "주소", "관리 연락"], *[row[:3] for row in ROWS]]), Told(saved=saved.read())
    )

    assert roles(again) == roles(understood("관리 연락=phone", "#5=contact_person", "기타=none"))
    assert again.preset is not None
    assert again.preset.title.ko == "나래구 시설"
    assert {column.why for column in again.columns if column.role} == {Why.TOLD}
    assert other.preset is None


def test_a_saved_layout_is_a_readable_file_and_replaced_by_the_next_correction(tmp_path: Path) -> None:
    saved = SavedPresets(tmp_path / "presets")
    saved.save(understood("관리 연락=phone"), "나래구 시설")
    saved.save(understood("관리 연락=manager_phone", saved=saved), "다른 이름")

    (path,) = (tmp_path / "presets").iterdir()

    assert path.name.startswith("나래구-시설-")
    assert '"관리 연락" = "manager_phone"' in path.read_text(encoding="utf-8")
    assert "가온관" not in path.read_text(encoding="utf-8")
    assert roles(understood(saved=saved))["관리 연락"] is Role.MANAGER_PHONE


def test_what_a_row_is_can_be_told_and_is_saved_too(tmp_path: Path) -> None:
    saved = SavedPresets(tmp_path)
    correction = read_correction(["기타=service_content"], Subject.RESOURCE)
    mapping = find_mapping(table([HEADS, *ROWS]), Told(correction=correction))

    kept = saved.save_corrected(correction, [(mapping, "자원")])

    assert mapping.subject is Subject.RESOURCE
    assert [preset.subject for preset in kept] == [Subject.RESOURCE]
    assert understood(saved=saved).subject is Subject.RESOURCE


@pytest.mark.parametrize("text", ["heads = [", 'heads = ["가"]', 'subject = "nothing"\nheads = ["가"]'])
def test_a_saved_layout_that_is_none_stops_the_reading(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")

    with pytest.raises(BadSavedPresetError, match=r"broken\.toml"):
        SavedPresets(tmp_path).read()


def test_a_correction_of_a_column_that_is_not_there_is_refused(tmp_path: Path, store: GraphStore) -> None:
    path = book(tmp_path, [HEADS[:4], *[row[:4] for row in ROWS]])

    with pytest.raises(UnknownColumnError, match="연락처"):
        ingest(store, path, told=Told(correction=read_correction(["연락처=phone"])))


@pytest.mark.parametrize("said", ["연락처=화성", "연락처", "=phone"])
def test_a_role_that_is_none_is_wrong_use(said: str) -> None:
    with pytest.raises(UnknownRoleError):
        read_correction([said])


def test_the_correction_reaches_the_store(tmp_path: Path, store: GraphStore) -> None:
    path = book(tmp_path, [HEADS[:4], *[row[:4] for row in ROWS]])
    told = Told(correction=read_correction(["층=remarks"]))

    ingest(store, path, told=told)

    assert agency(store, "가온관").text("remarks") == "2"


def test_one_sheet_and_one_range_can_be_named() -> None:
    tables = [
        table([["가"]], "첫째"),
        table([["x", "", ""], ["", "시설명", "주소"], ["", "가온관", "나"], ["", "", "끝"]], "둘 째"),
    ]
    where = Where("list.xlsx")

    (named,) = Part("둘  째", read_range("B2:C3")).of(tables, where)
    (by_place,) = Part("#1").of(tables, where)

    assert [(row.number, row.cells) for row in named.rows] == [
        (2, ("", "시설명", "주소")),
        (3, ("", "가온관", "나")),
    ]
    assert by_place.sheet == "첫째"


@pytest.mark.parametrize(
    ("part", "variant"), [(Part("셋째"), "sheet"), (Part(None, read_range("A9:B12")), "range")]
)
def test_a_part_that_is_not_there_is_refused(part: Part, variant: str) -> None:
    with pytest.raises(NoSuchPartError) as refused:
        part.of([table([["가"]], "첫째")], Where("list.xlsx"))

    assert refused.value.variant == variant


@pytest.mark.parametrize("said", ["A5", "H5:A2", ":", "A0:B2", "A5-B7"])
def test_a_range_that_is_none_is_wrong_use(said: str) -> None:
    with pytest.raises(BadRangeError):
        read_range(said)


def test_the_preview_tells_each_column_and_each_line_left_out_in_words(tmp_path: Path) -> None:
    words = messages_for("ko")
    rows: list[list[object]] = [
        ["나래구 시설 현황", None, None],
        ["시설명", "주소", "층"],
        ["가온관", "나래구 해오름로 1", "2"],
        ["합계", "1", ""],
    ]
    mapping = find_mapping(read_tables(book(tmp_path, rows))[0])

    columns, lines = preview_columns(mapping, words), preview_lines(mapping, words)

    assert [(column.letters, column.role_label, column.why_label) for column in columns] == [
        ("A", "기관 이름", "열 이름을 보고"),
        ("B", "주소", "열 이름을 보고"),
        ("C", "쓰지 않음(기록에는 보관)", "알 수 없음"),
    ]
    assert [(line.why_label, line.numbers) for line in lines] == [("제목", (1,)), ("합계", (4,))]
    assert dict(role_choices(words))[Role.PHONE] == "전화"


def test_nothing_is_saved_of_a_list_without_heads(tmp_path: Path) -> None:
    names = ("가온노인복지관", "다솜노인복지관", "두레노인복지관")
    rows = [[name, f"032-555-011{number}", "안내"] for number, name in enumerate(names)]
    correction = read_correction(["#3=remarks"])
    mapping = find_mapping(plain_table(rows), Told(correction=correction, is_looked_at=True))

    assert mapping.column_of(Role.REMARKS) == 3
    assert SavedPresets(tmp_path).save_corrected(correction, [(mapping, "목록")]) == []
