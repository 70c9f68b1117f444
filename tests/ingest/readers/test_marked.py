"""Rows that people cross out or shade in a workbook are read as they stand, and told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from resnet.graph.store import GraphStore
from resnet.ingest.mapping.mapping import Mapping, find_mapping
from resnet.ingest.readers.read import read_tables
from resnet.ingest.tell import tell
from resnet.messages import messages_for
from tests.ingest.formats import ROWS
from tests.ingest.lists import book
from tests.ingest.run.conftest import store
from tests.ingest.run.reading import ingest_whole

__all__ = ["store"]
GREY = PatternFill("solid", fgColor="BFBFBF")


def made(folder: Path, mark: Callable[[Worksheet], None]) -> Path:
    path = book(folder, ROWS)
    workbook = load_workbook(path)
    mark(workbook.worksheets[0])
    workbook.save(path)
    return path


def read(folder: Path, mark: Callable[[Worksheet], None]) -> Mapping:
    (table,) = read_tables(made(folder, mark))
    return find_mapping(table)


def shade(*rows: int, fill: PatternFill = GREY) -> Callable[[Worksheet], None]:
    def mark(sheet: Worksheet) -> None:
        for row in rows:
            for cell in sheet[row]:
                cell.fill = fill

    return mark


def strike(sheet: Worksheet) -> None:
    sheet["A3"].font = Font(strike=True)
    sheet["D4"] = CellRichText(TextBlock(InlineFont(strike=True), "032-555-0119"), " 032-555-0120")
    sheet["B4"].font = Font(strike=False)


def test_crossed_out_cells_are_told_also_where_a_part_of_their_words_is(tmp_path: Path) -> None:
    mapping = read(tmp_path, strike)

    assert mapping.table.struck == ("A3", "D4")
    assert len(mapping.rows) == 3


@pytest.mark.parametrize(
    ("fill", "is_told"),
    [
        (GREY, True),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.25)), True),
        (PatternFill("lightGray"), True),
        (PatternFill("solid", fgColor="FFFFFF"), False),
        (PatternFill("solid", fgColor="FFFF00"), False),
        (PatternFill("solid", fgColor=Color(theme=0, tint=0.0)), False),
    ],
)
def test_a_grey_row_is_told_and_one_of_another_colour_is_not(
    tmp_path: Path, fill: PatternFill, is_told: bool
) -> None:
    assert read(tmp_path, shade(1, 3, fill=fill)).shaded == ((3,) if is_told else ())


def test_rows_that_are_shaded_to_be_read_more_easily_are_not_told(tmp_path: Path) -> None:
    assert read(tmp_path, shade(2, 4)).shaded == ()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_report_says_where_they_are(tmp_path: Path, store: GraphStore, language: str) -> None:
    def mark(sheet: Worksheet) -> None:
        strike(sheet)
        shade(3)(sheet)

    path = made(tmp_path, mark)

    lines = tell(ingest_whole(store, path, is_dry_run=True), messages_for(language))

    assert any("A3, D4" in line and "폐업" in line for line in lines)
    assert any("(3)" in line and "폐업" in line for line in lines)
