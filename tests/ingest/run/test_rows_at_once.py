"""A new list is written while its rows are read: the same stands, however many rows are taken at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.ingest import run
from resnet.ingest.terms import write_terms
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import facts, ingest

HEAD = "시설종류,시설명,시군구,주소,전화번호\n"
# What one list tells in the open, another shows to be a refuge: first in a row that does not say so.
OPEN = "기타시설,가람쉼터,나래구,가람도 나래구 물결로 1,032-555-0001\n"
ORDINARY = "기타시설,가람쉼터,나래구,가람도 나래구 물결로 1,032-555-0001\n"
REFUGE = "가정폭력피해자보호시설,가람쉼터,나래구,가람도 나래구 햇살로 3,032-555-0001\n"
OTHERS = "".join(
    f"경로당,물결{n}경로당,나래구,가람도 나래구 물결로 {n},032-555-01{n:02}\n" for n in range(1, 9)
)


def _read(folder: Path, files: dict[str, str]) -> dict[str, tuple[object, ...]]:
    folder.mkdir()
    store = fresh_store(folder, seed=b"rows at once")
    write_terms(store)
    ingest(store, text_list(folder, "areas.csv", "utf-8"))
    for name, rows in files.items():
        path = folder / name
        path.write_text(HEAD + rows, encoding="utf-8")
        ingest(store, path)
    told = {key: told for key, told in facts(store).items() if isinstance(told, tuple)}
    store.close()
    return told


@pytest.mark.parametrize(
    "second",
    [
        ORDINARY + OTHERS + REFUGE,
        REFUGE + OTHERS + ORDINARY,
        REFUGE + OTHERS,
        OTHERS + OTHERS,
        REFUGE + ORDINARY + ORDINARY,
    ],
)
def test_a_new_list_is_the_same_whether_read_row_by_row_or_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    files = {"first.csv": OPEN + OTHERS, "second.csv": second}
    at_once = _read(tmp_path / "at-once", files)

    monkeypatch.setattr(run, "_ROWS_AT_ONCE", 1)
    one_by_one = _read(tmp_path / "one-by-one", files)

    assert one_by_one == at_once


@pytest.mark.parametrize("second", [REFUGE, REFUGE + ORDINARY, ORDINARY + REFUGE])
def test_where_a_refuge_was_told_in_the_open_is_secret_whichever_of_its_rows_comes_first(
    tmp_path: Path, second: str
) -> None:
    told = _read(tmp_path / "lists", {"first.csv": OPEN, "second.csv": second})

    categories = {str(category) for key, (_, category, *_) in told.items() if key.startswith("located_at:")}
    assert categories == {"protected"}
