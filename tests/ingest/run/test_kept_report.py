"""What is kept of a reading tells the same file's report again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from resnet.graph.elements import Where
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.kept_report import lines_of, tell_again, told_before, told_with
from resnet.ingest.report import Refused, TableReport
from resnet.ingest.taken_file import last_came_in
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, ingest

# What is told of the store and not of the rows.
OF_THE_STORE = ("created", "elements_changed", "uncertain")


def as_told(report: TableReport) -> dict[str, object]:
    told = {name: value for name, value in report.as_json().items() if name not in OF_THE_STORE}
    told["rows"] = {**told["rows"], "new": 0, "unchanged": report.kept}
    return told


def test_every_count_and_place_of_a_reading_is_told_again(tmp_path: Path, district: GraphStore) -> None:
    report = ingest(district, text_list(tmp_path, "facilities.csv"))
    report.unknown_areas["없는 구"] += 2
    report.protected, report.has_no_areas = 3, True
    where = report.columns.table.where(7, 2)
    report.refused += [Refused(where, "name-missing"), Refused(replace(where, row=None), "more-cells")]
    assert report.unread_cells
    assert report.rules

    again = TableReport(report.columns, report.source, report.as_of)
    tell_again(again, lines_of(report) or ())

    assert as_told(again) == as_told(report)


def test_what_is_too_much_to_keep_is_not_kept(tmp_path: Path, district: GraphStore) -> None:
    report = ingest(district, text_list(tmp_path, "facilities.csv"))
    report.refused += [Refused(report.columns.table.where(row), "name-missing") for row in range(1, 4000)]

    assert lines_of(report) is None
    assert told_with(report, {}) == {}


def test_what_was_told_is_of_this_file_read_in_this_way_alone(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    view = district.view(EVERYTHING, as_of=EVERY_MOMENT)
    (source,) = view.find("source", Where(equals={"name": "facilities"})).nodes
    came = last_came_in(view, source.id)

    assert told_before(came, {**source.fields, "read_at": source.fields["as_of"]})
    assert told_before(came, {**source.fields, "digest": "another"}) == ()
    assert told_before(None, source.fields) == ()
