"""Word documents: cells in content controls, tracked changes, tables in tables, rows that begin later."""

from __future__ import annotations

from resnet.ingest.bad_file import Where
from resnet.ingest.readers.docx import read_docx
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from tests.ingest import formats


def rows(body: str) -> list[list[tuple[str, ...]]]:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc"'
    content = formats.zipped(
        {"word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>"}
    )
    tables = read_docx(content, Where("list.docx"), DEFAULT_LIMITS)
    return [[row.cells for row in table.rows] for table in tables]


def cell(inside: str, *, of: str = "") -> str:
    return f"<w:tc><w:tcPr>{of}</w:tcPr><w:p>{inside}</w:p></w:tc>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_what_a_tracked_change_took_out_is_not_read_and_what_it_put_in_is() -> None:
    changed = f"<w:del><w:r><w:delText>옛이름</w:delText></w:r></w:del><w:ins>{run('새이름')}</w:ins>"
    moved = f"<w:moveFrom>{run('여기')}</w:moveFrom>{run('남음')}"

    assert rows(f"<w:tbl><w:tr>{cell(changed)}{cell(moved)}</w:tr></w:tbl>") == [[("새이름", "남음")]]


def test_cells_in_content_controls_are_cells_and_lines_are_kept() -> None:
    held = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(run('가온'))}</w:sdtContent></w:sdt>"
    lines = "<w:r><w:t>첫째</w:t><w:br/><w:t>둘째</w:t></w:r>"

    assert rows(f"<w:tbl><w:tr>{held}{cell(lines)}</w:tr></w:tbl>") == [[("가온", "첫째\n둘째")]]


def test_a_table_in_a_cell_is_a_table_of_its_own_and_a_text_box_is_no_word_of_the_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell(run('안'))}</w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('상자')}</w:p></w:txbxContent></w:pict></w:r>"
    outer = f"<w:tc><w:p>{run('밖')}{box}</w:p>{inner}</w:tc>"

    assert rows(f"<w:tbl><w:tr>{outer}</w:tr></w:tbl>") == [[("밖",)], [("안",)]]


def test_a_row_that_begins_later_and_cells_that_reach_down_and_across_keep_their_columns() -> None:
    restart, below, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    first = cell(run("구분"), of=restart) + cell(run("연락처"), of=wide)
    second = cell("", of=below) + cell(run("전화")) + cell(run("팩스"))
    later = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'

    found = rows(
        f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr><w:tr>{later}{cell(run('1'))}{cell(run('2'))}</w:tr>"
        "</w:tbl>"
    )

    assert found == [[("구분", "연락처", "연락처"), ("구분", "전화", "팩스"), ("", "1", "2")]]


def test_a_cell_that_goes_on_below_nothing_is_a_cell() -> None:
    assert rows(f"<w:tbl><w:tr>{cell(run('가온'), of='<w:vMerge/>')}</w:tr></w:tbl>") == [[("가온",)]]
