"""Lists are taken back, and the directory is taken along, from the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.command import resnet

HEADS = "시설명,시설종류,주소,전화"
ROWS = "\n".join(
    f"{name},지역아동센터,가람도 나래구 해오름로 {number},032-555-01{number}"
    for number, name in enumerate(["햇살센터", "=2+3센터", "달빛센터"], start=10)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert resnet(tmp_path, "init").code == 0
    (tmp_path / "centres_20250101.csv").write_text(f"{HEADS}\n{ROWS}\n", encoding="utf-8")
    done = resnet(tmp_path, "ingest", str(tmp_path / "centres_20250101.csv"))
    assert done.code == 0, done.err + done.out
    return tmp_path


def names(folder: Path) -> list[str]:
    path = folder / "out.csv"
    assert resnet(folder, "export", "-o", str(path)).code == 0
    return [row[0] for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))][1:]


def test_a_list_is_taken_back_once(folder: Path) -> None:
    (taken,) = resnet(folder, "withdraw", "--json").facts["files"]
    before = names(folder)

    done = resnet(folder, "withdraw", taken["id"])
    again = resnet(folder, "withdraw", taken["id"])
    listed = resnet(folder, "withdraw", RESNET_LANGUAGE="ko").out

    assert (taken["name"], taken["withdrawn_at"]) == ("centres_20250101.csv", None)
    assert len(before) == 3
    assert done.code == 0, done.err
    assert names(folder) == []
    assert (again.code, "Traceback" in again.err) == (1, False)
    assert "철회함" in listed


def test_a_later_file_of_the_list_goes_first(folder: Path) -> None:
    later = folder / "centres_20260101.csv"
    later.write_text(f"{HEADS}\n{ROWS.replace('0110', '0199')}\n", encoding="utf-8")
    assert resnet(folder, "ingest", str(later)).code == 0
    newest, first = resnet(folder, "withdraw", "--json").facts["files"]

    refused = resnet(folder, "withdraw", first["id"], "--json")

    assert (newest["withdraw_first"], first["withdraw_first"]) == ([], ["centres"])
    assert (refused.code, refused.facts["error"]) == (1, "later-file")
    assert len(names(folder)) == 3


@pytest.mark.parametrize("form", ["directory", "resource-list"])
def test_no_cell_of_an_export_is_a_formula(folder: Path, form: str) -> None:
    for ending in ("csv", "xlsx"):
        done = resnet(folder, "export", "--form", form, "-o", str(folder / f"out.{ending}"))
        assert done.code == 0, done.err

    cells = [
        cell for row in csv.reader(io.StringIO((folder / "out.csv").read_text("utf-8-sig"))) for cell in row
    ]
    book = load_workbook(folder / "out.xlsx")
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
    assert "f" not in {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert any("햇살센터" in cell for cell in cells)


def test_a_file_of_another_format_is_not_written(folder: Path) -> None:
    refused = resnet(folder, "export", "-o", str(folder / "out.hwp"))

    assert refused.code == 2
    assert ".xlsx" in refused.err
    assert not (folder / "out.hwp").exists()


def test_what_a_row_is_can_be_corrected_and_is_found_again(folder: Path) -> None:
    path = folder / "helpers_20250101.csv"
    path.write_text("기관명,협력내용,전화\n별빛상회,쌀 나눔,032-555-0133\n", encoding="utf-8")

    corrected = resnet(folder, "ingest", str(path), "--subject", "resource", "--json")
    again = resnet(folder, "ingest", str(path), "--json")

    (told,) = corrected.facts["files"]
    assert corrected.code == 0, corrected.err
    assert told["saved_presets"]
    assert again.facts["files"][0]["saved_presets"] == []
    assert "별빛상회" in names(folder)
