"""A written CSV holds no formula, whichever separator the program that opens it goes by."""

from __future__ import annotations

import csv
import io

import pytest

from resnet.ingest.export.files import written_csv
from resnet.ingest.export.rows import Sheet

CELLS = (
    "가온;=1+1",
    "상담\n=1+1",
    "돌봄\t@SUM(A1)",
    "=1+1",
    "급식; ＋1",
    '"=1+1"',
    "032-555-0101; 032-555-0102",
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_a_written_csv_is_a_formula(separator: str) -> None:
    content = written_csv(Sheet("목록", ("이름", *CELLS), iter([("가온", *CELLS)]))).decode("utf-8-sig")

    read = [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator) for cell in row]

    assert not [cell for cell in read if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋"))]
    assert "032-555-0101; 032-555-0102" in content
