"""A long list is written by a second process while it is read: it comes to the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.keep import check
from resnet.graph.sqlite.beside import has_room
from resnet.ingest import writing
from resnet.ingest.terms import write_terms
from resnet.ingest.writing import INGEST, Writer
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, ingest, ingest_whole

HEAD = "시설종류,시설명,시군구,주소,전화번호\n"
ROWS = "".join(
    f"경로당,물결{n}경로당,나래구,가람도 나래구 물결로 {n},032-555-01{n:02}\n" for n in range(1, 41)
)


@pytest.mark.skipif(not has_room(), reason="one core: nothing is written beside")
def test_a_list_in_two_processes_is_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    came = []
    for name, at_once in (("one", 15_000), ("two", 100)):
        folder = tmp_path / name
        folder.mkdir()
        store = fresh_store(folder)
        write_terms(store)
        ingest(store, text_list(folder, "areas.csv", "utf-8"))
        monkeypatch.setattr(writing, "_AT_ONCE", at_once)
        report = ingest_whole(store, path)
        table, again = report.tables[0], ingest(store, path)
        came.append((table.new, table.created, table.elements_changed))
        assert (report.commits > 1) == (name == "two")
        assert (again.unchanged, again.elements_changed) == (40, 0)
        assert check(store) == []
        store.close()
    one, two = came
    assert one == two


@pytest.mark.skipif(not has_room(), reason="one core: nothing is written beside")
def test_the_second_process_is_there_before_the_first_row_of_a_long_list(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    begun = []
    for rows, is_dry_run in ((2999, False), (3000, True), (3000, False)):
        with Writer(store, EVERYTHING, INGEST, is_dry_run=is_dry_run) as writer:
            writer.begin([], rows=rows)
            begun.append(writer.is_beside)
    store.close()

    assert begun == [False, False, True]
