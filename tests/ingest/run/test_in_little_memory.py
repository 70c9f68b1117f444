"""What a run keeps of a long list beside the store."""

from __future__ import annotations

import pytest

from resnet.ingest import seen
from resnet.ingest.packed_rows import PackedRows
from resnet.ingest.readers.table import RawRow
from resnet.ingest.seen import CountedIds, Seen

ROWS = [RawRow(number, (str(number), "온새구", "노인·복지관", "반\ud800쪽")) for number in range(3, 603)]


def test_packed_rows_are_the_rows_in_order_place_and_slice() -> None:
    packed = PackedRows(ROWS)

    assert list(packed) == ROWS
    assert (len(packed), packed[0], packed[-1], packed[300]) == (600, ROWS[0], ROWS[-1], ROWS[300])
    assert packed[250:520:7] == tuple(ROWS[250:520:7])
    assert list(PackedRows([])) == []
    with pytest.raises(IndexError):
        packed[600]


def test_what_was_seen_is_what_was_added_each_once() -> None:
    met = Seen(["agency:0"])
    for begin in range(0, 900, 60):
        ids = [f"agency:{number}" for number in range(begin, begin + 90)]
        # The last thirty come again in the next round, and each twice in its own.
        new = met.add([*ids, *ids])
        assert new == [each for each in ids if begin == 0 or each not in ids[:30]][begin == 0 :]

    assert len(met) == 930
    assert met.are_in(["agency:0", "agency:929", "agency:930", "group:0"]) == [True, True, False, False]
    assert met.among(["agency:7", "place:7"]) == {"agency:7"}
    assert Seen().are_in(["agency:0"]) == [False]


def test_ids_whose_digests_begin_alike_are_still_two(monkeypatch: pytest.MonkeyPatch) -> None:
    class AllBeginAlike:
        def __init__(self, text: bytes, *, digest_size: int) -> None:
            self._text, self._size = text, digest_size

        def digest(self) -> bytes:
            return bytes(8) + self._text[-8:].rjust(self._size - 8, b"\0")

    monkeypatch.setattr(seen, "blake2b", AllBeginAlike)
    met = Seen(["a:1", "a:3", "a:2"])

    assert met.are_in(["a:3", "a:1", "a:4", "a:2"]) == [True, True, False, True]
    assert met.add(["a:2", "a:4"]) == ["a:4"]


def test_different_ids_are_counted_by_kind() -> None:
    counted = CountedIds()
    for number in range(5000):
        counted.add([f"agency:{number // 2}", f"place:{number}"])

    assert counted.by_kind() == {"agency": 2500, "place": 5000}
