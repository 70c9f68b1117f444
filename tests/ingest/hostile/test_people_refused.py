"""Lists of persons and registration numbers are refused in every format, and no digit is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.errors import ResnetError
from resnet.graph.elements import EVERYWHERE
from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.bad_file import NotAResourceListError, PersonNumberError
from resnet.ingest.readers.read import read_tables
from resnet.ingest.run import ingest_file
from resnet.messages import say_error
from tests.fresh_store import fresh_store
from tests.ingest import formats
from tests.ingest.lists import book_bytes, registration_number

NUMBER = registration_number("850312", "2")
TOLD = (
    NUMBER,
    f"{NUMBER[:6]}-{NUMBER[6:]}",
    f"{NUMBER[:6]}ㅡ{NUMBER[6:]}",
    f"문의 {NUMBER[:6]} - {NUMBER[6:]}",
)
PERSONS = (
    ("성명", "생년월일", "연락처", "주소"),
    ("김가람", "1950-01-02", "010-5550-0101", "나래구 해오름로 12"),
    ("이나루", "1948-11-30", "010-5550-0102", "나래구 해오름로 31"),
    ("박다솜", "1961-07-15", "010-5550-0103", "미르구 달빛로 77"),
)


def csv(rows: formats.Rows) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode("cp949", errors="replace")


def hsds(rows: formats.Rows) -> bytes:
    """An answer of the standard's API; its first row are heads."""
    contents = [
        {
            "id": f"s{number}",
            "name": row[0],
            "description": row[1],
            "organization": {"id": f"o{number}", "name": row[0], "description": row[2]},
            "phones": [{"number": row[3]}],
        }
        for number, row in enumerate(rows[1:])
    ]
    return json.dumps({"contents": contents}, ensure_ascii=False).encode()


def plain_json(rows: formats.Rows) -> bytes:
    heads, *rest = rows
    return json.dumps([dict(zip(heads, row, strict=True)) for row in rest], ensure_ascii=False).encode()


def package(rows: formats.Rows) -> bytes:
    services = "id,organization_id,name,status\n" + "".join(
        f"s{number},o{number},{row[1]},active\n" for number, row in enumerate(rows[1:])
    )
    organizations = "id,name,description\n" + "".join(
        f"o{number},{row[0]},{' '.join(row[2:])}\n" for number, row in enumerate(rows[1:])
    )
    tables: dict[str, bytes | str] = {"services.csv": services, "organizations.csv": organizations}
    return formats.zipped({"datapackage.json": "{}", **tables})


WRITERS: dict[str, Callable[[formats.Rows], bytes]] = {
    "csv": csv,
    "tsv": lambda rows: "\n".join("\t".join(row) for row in rows).encode(),
    "xlsx": book_bytes,
    "xls": formats.xls,
    "ods": formats.ods,
    "hwp": lambda rows: formats.hwp(formats.spanned(rows)),
    "hwpx": lambda rows: formats.hwpx(formats.spanned(rows)),
    "docx": lambda rows: formats.docx(formats.spanned(rows)),
    "pdf": lambda rows: formats.pdf((rows,)),
    "html": formats.html,
    "json records": plain_json,
    "xml": formats.answer,
}
# What has no table says of an organisation and its services; a person has no place in it.
ANSWERS: dict[str, Callable[[formats.Rows], bytes]] = {"json": hsds, "zip": package}


@pytest.mark.parametrize("said", TOLD)
@pytest.mark.parametrize("ending", [*WRITERS, *ANSWERS])
def test_a_registration_number_stops_the_file(tmp_path: Path, ending: str, said: str) -> None:
    rows = [*formats.ROWS[:2], (*formats.ROWS[2][:2], said, formats.ROWS[2][3])]
    path = tmp_path / f"list.{ending}"
    path.write_bytes((WRITERS | ANSWERS)[ending](rows))

    with pytest.raises(PersonNumberError) as caught:
        read_tables(path)

    for words in (str(caught.value), say_error(caught.value, "ko"), repr(caught.value.where)):
        assert NUMBER[:6] not in words
        assert NUMBER[6:] not in words


@pytest.mark.parametrize("ending", WRITERS)
def test_a_list_of_persons_is_refused_and_nothing_of_it_kept(tmp_path: Path, ending: str) -> None:
    store = fresh_store(tmp_path)
    everything = Scope.everything(reason="test")
    before = sum(1 for _ in store.view(everything).feed())
    path = tmp_path / f"list.{ending}"
    path.write_bytes(WRITERS[ending](PERSONS))

    with pytest.raises(ResnetError) as caught:
        ingest_file(store, path, scope=everything)

    assert isinstance(caught.value, NotAResourceListError)
    assert caught.value.reason == "persons"
    told = f"{caught.value} {say_error(caught.value, 'ko')}"
    assert not any(cell in told for row in PERSONS[1:] for cell in row)
    assert sum(1 for _ in store.view(everything).feed()) == before
    assert not list(find_all(store.view(everything, as_of=EVERY_MOMENT), "record", EVERYWHERE))
    store.close()
