"""What is read of the directory in columns is what is read of it one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from resnet.graph.elements import End, Node, NodeId, Put
from resnet.graph.reading import edges_out
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.resolve.apart import apart
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.directory import profiles_one_by_one, read_entries
from resnet.ingest.resolve.judge import judge
from resnet.ingest.resolve.ledger import Verdict, read_ledger
from tests.ingest.lists import book
from tests.ingest.resolve.entries import DAY, KEEPER, keyed, listed, write
from tests.ingest.run.reading import ingest_whole

HEAD = ["시설종류", "시설명", "군구명", "주소", "연락처", "운영법인", "위도", "경도", "비고"]
ROWS = (
    ["복지관", "가온복지관", "남구", "남구 가온로 1, 2층", "052-221-0001", "가온", "35.5", "129.3", ""],
    ["종합사회복지관", "가온복지관", "남구", "남구 가온로 1", "052-221-0001, 052-221-0002", "", "", "", ""],
    ["경로당", "볕뉘 2차 경로당", "남구", "남구 볕뉘길 7-1", "", "", "", "", ""],
    ["경로당", "볕뉘경로당(폐업)", "남구", "", "052-221-0007", "", "", "", ""],
    ["가정폭력피해자보호시설", "너른쉼터", "남구", "남구 물꽃로 3", "052-221-0009", "", "", "", ""],
    ["", "들꽃모임", "남구", "남구 물꽃로 5", "052-221-0010", "", "", "", "비공식자원: 자조모임"],
    ["지역아동센터", "(사)누리 지역아동센터", "미르구", "미르구 누리로 4", "", "", "", "", ""],
)  # fmt: skip
KINDS = ("agency", "group")
ASKED = (
    *("name", "former", "brand", "begins", "ends", "number", "is_closed", "is_running", "site", "road"),
    *("unit", "province", "district", "operator", "form", "kind", "whereabouts", "sites_of_name"),
    *("sites_of_brand", "names_at_site", "names_on_phone"),
)


@pytest.fixture
def town(tmp_path: Path, store: GraphStore) -> GraphStore:
    """Five lists that tell of the same places, one of a judged pair, a shelter, one without a place."""
    for number in range(5):
        rows = [[*row[:1], f"{row[1]}{'' if number < 4 else ' 새'}", *row[2:]] for row in ROWS]
        ingest_whole(store, book(tmp_path, [HEAD, *rows], name=f"목록{number}_202601{number + 1:02}.xlsx"))
    return store


def both(store: GraphStore, kind: str) -> tuple[Entries, Entries]:
    """The entries in columns, and one by one; of the same are secret."""
    view = store.view(KEEPER, as_of=EVERY_MOMENT)
    ledger = read_ledger(view)
    secret: tuple[set[NodeId], set[NodeId]] = set(), set()
    in_columns = read_entries(view, store.ids, ledger, kind, secret[0])
    one_by_one = Entries(profiles_one_by_one(apart(view, store.ids, ledger), kind, secret[1]))
    assert secret[0] == secret[1]
    return in_columns, one_by_one


def numbered(values: Sequence[object]) -> list[int]:
    """The values as numbers of their first coming: which number stands for a word is nobody's matter."""
    met: dict[object, int] = {-1: -1}
    return [met.setdefault(each, len(met)) for each in values]


def told(entries: Entries) -> dict[str, object]:
    """All that identity asks of the entries."""
    found: dict[str, object] = {"keys": list(entries.keys), "names": list(entries.names)}
    found |= {name: numbered(getattr(entries, name).tolist()) for name in ASKED}
    found["phones"] = numbered([number for each in entries.phones for number in each.tolist()])
    found["points"] = [np.nan_to_num(each, nan=-1.0).tolist() for each in entries.points]
    found["days"] = [entries.state_since.tolist(), entries.said_on.tolist()]
    lists = [sorted(entries.told_by(row)) for row in range(len(entries))]
    found["lists"] = [[len(each) for each in lists], numbered([each for some in lists for each in some])]
    return found


def is_told_alike(store: GraphStore) -> bool:
    return all(told(one) == told(other) for one, other in (both(store, kind) for kind in KINDS))


def test_entries_in_columns_are_the_entries_one_by_one(town: GraphStore) -> None:
    assert is_told_alike(town)

    entries, _ = both(town, "agency")
    assert len(entries) >= 8
    assert max(len(entries.told_by(row)) for row in range(len(entries))) > 3
    # The shelter's place is no public one, and compared all the same.
    assert (entries.site[list(entries.names).index("너른쉼터")]) >= 0


def test_what_was_judged_one_is_read_by_itself_in_its_place(town: GraphStore) -> None:
    before = list(both(town, "agency")[0].keys)
    one, other = map(NodeId, before[:2])
    judge(town, KEEPER, (one, other), Verdict.SAME)

    assert is_told_alike(town)
    after = both(town, "agency")[0].keys
    assert sorted(after) == sorted(before)
    assert list(after) != before


def test_an_entry_is_where_its_one_service_is_else_in_its_one_area(store: GraphStore) -> None:
    moved, nowhere, at_two = (listed(store, name, at=f"나래구 가온로 {name}") for name in ("1", "2", "3"))
    view = store.view(KEEPER, as_of=EVERY_MOMENT)
    at = {edge.start: edge for edge in edges_out(view, [moved, nowhere, at_two], "located_at")}
    (service,) = edges_out(view, [moved], "offers")
    area = Node(id=NodeId("area:1"), kind="area", fields={"name": "미르구", "code": "11010"})
    write(
        store,
        *(End(at[each].id, DAY) for each in (moved, nowhere)),
        Put(keyed(store, "located_at", service.end, at[moved].end)),
        Put(area),
        *(Put(keyed(store, "in_area", each, area.id)) for each in (nowhere, at_two)),
        Put(keyed(store, "located_at", at_two, at[moved].end)),
    )

    assert is_told_alike(store)
    entries, _ = both(store, "agency")
    rows = {key: row for row, key in enumerate(entries.keys)}
    sites, districts = entries.site, entries.district
    assert sites[rows[moved]] >= 0
    assert sites[rows[nowhere]] == sites[rows[at_two]] == -1
    assert districts[rows[nowhere]] == districts[rows[at_two]] != districts[rows[moved]]
