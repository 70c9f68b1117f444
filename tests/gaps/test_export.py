"""The council's tables as a file and a chart: they go on without their page, so they say all that it says."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.export import chart_title, draw_chart, notes, written_csv
from resnet.gaps.report import GapReport
from resnet.gaps.table import GapTable, Group, Row, make_table
from resnet.gaps.verdict import JudgedNeed, Verdict
from resnet.ingest.export.cell import neutral
from resnet.messages import messages_for

KO = messages_for("ko")
# Eight in the evening of the day before, in Korea five in the morning of this one.
AT = datetime(2026, 11, 1, 20, tzinfo=UTC)


def _needs(count: int) -> list[JudgedNeed]:
    one = JudgedNeed(domain="1000000", area="", household_type="", level="", verdict=Verdict.MET)
    return [one] * count


def _report(count: int, *, withdrawn: int = 0) -> GapReport:
    tables = tuple(make_table(_needs(count), group, least=5) for group in (Group.WHOLE, Group.DOMAIN))
    return GapReport(tables, (), AT, 5, withdrawn)


def _bar(met: int, total: int) -> str:
    row = Row(key="1000000", cells=(met,), total=total, supply=None)
    return draw_chart(GapTable(Group.DOMAIN, ("met",), (row,), 9), KO, str)


def test_the_file_opens_in_a_spreadsheet_with_korean_right_and_no_formula() -> None:
    written = written_csv(_report(7), KO, str)

    assert written.startswith(b"\xef\xbb\xbf")
    assert "건강" in written.decode("utf-8-sig")
    assert neutral("=HYPERLINK()").startswith("'")


def test_the_file_says_of_which_day_it_is_and_what_withheld_means() -> None:
    rows = list(csv.reader(io.StringIO(written_csv(_report(7), KO, str).decode("utf-8-sig"))))

    told = {row[0]: row[1] for row in rows[1:4]}
    assert rows[0] == [KO.text("gaps-title")]
    assert told[KO.text("gaps-note-day")] == "2026. 11. 2."
    assert told[KO.text("gaps-withheld")] == KO.text("gaps-note-withheld-says", least=5)


@pytest.mark.parametrize(
    ("withdrawn", "says"),
    [
        pytest.param(0, "", id="none, and nothing is said"),
        pytest.param(6, KO.text("gaps-note-withdrawn", count=6), id="as many as may be told"),
        pytest.param(WITHHELD, KO.text("gaps-note-withdrawn-withheld"), id="fewer"),
    ],
)
def test_needs_that_were_withdrawn_are_said_not_to_be_counted(withdrawn: int, says: str) -> None:
    counted = dict(notes(_report(7, withdrawn=withdrawn), KO))[KO.text("gaps-note-counted")]

    assert counted == f"{KO.text('gaps-note-counted-says', count=7)} {says}".strip()


def test_too_few_needs_are_told_not_even_in_the_notes() -> None:
    assert "4" not in dict(notes(_report(4), KO))[KO.text("gaps-note-counted")]


def test_a_bar_whose_met_part_is_withheld_looks_like_neither_met_nor_unmet() -> None:
    none_met, some_met, withheld = _bar(0, 7), _bar(3, 7), _bar(WITHHELD, 7)

    assert withheld.count("<path") > some_met.count("<path") == none_met.count("<path")
    assert "9 of" not in withheld


def test_a_withheld_total_has_no_telling_length() -> None:
    widths = {re.findall(r"<rect[^>]*stroke-dasharray[^>]*>", _bar(WITHHELD, WITHHELD))[0] for _ in range(2)}

    assert len(widths) == 1
    assert 'width="24"' in widths.pop()


def test_stripes_stay_inside_their_bar() -> None:
    drawn = _bar(WITHHELD, 7)

    bar = next(each for each in re.findall(r"<rect[^>]*>", drawn) if 'stroke="#14507a"' in each)
    sides = dict(re.findall(r' (x|y|width|height)="([^"]+)"', bar))
    left, top, width, height = (float(sides[name]) for name in ("x", "y", "width", "height"))
    for line in re.findall(r'<path d="M([^"]+)"[^>]*stroke-width="1.6"', drawn):
        for x, y in (map(float, point.split()) for point in line.split("L")):
            assert left - 0.01 <= x <= left + width + 0.01
            assert top - 0.01 <= y <= top + height + 0.01


def test_the_chart_of_the_whole_district_is_called_so() -> None:
    whole, domain = _report(7).tables

    assert chart_title(whole, KO) == KO.text("gaps-chart-title-whole")
    assert KO.text("gaps-group-domain") in chart_title(domain, KO)
