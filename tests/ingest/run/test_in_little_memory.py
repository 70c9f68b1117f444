"""What a run keeps of a long list beside the store."""

from __future__ import annotations

from hashlib import blake2b

import pytest

from resnet.ingest import seen
from resnet.ingest.notes import Notes
from resnet.ingest.readers.long_rows import LongRows
from resnet.ingest.readers.table import RawRow
from resnet.ingest.seen import CountedIds, Seen

ROWS = [RawRow(number, (str(number), "온새구", "노인·복지관", "반\ud800쪽")) for number in range(3, 603)]


def test_long_rows_are_the_rows_in_order_place_and_slice() -> None:
    packed = LongRows(ROWS)

    assert list(packed) == ROWS
    assert (len(packed), packed[0], packed[-1], packed[300]) == (600, ROWS[0], ROWS[-1], ROWS[300])
    assert packed[250:520:7] == tuple(ROWS[250:520:7])
    assert list(LongRows([])) == []
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


def test_ids_of_one_hash_are_still_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "hash", lambda _: -1, raising=False)
    met = Seen(["a:1", "a:3", "a:2"])

    assert met.are_in(["a:3", "a:1", "a:4", "a:2"]) == [True, True, False, True]
    assert met.add(["a:2", "a:4"]) == ["a:4"]


def test_different_ids_are_counted_by_kind() -> None:
    counted = CountedIds()
    for number in range(5000):
        counted.add([f"agency:{number // 2}", f"place:{number}"])

    assert counted.by_kind() == {"agency": 2500, "place": 5000}


def test_notes_are_found_by_key_the_newest_of_each_however_many_there_are() -> None:
    notes, plain = Notes(), dict[bytes, bytes]()
    for number in range(75_000):
        # Every third key was noted before, near or far back.
        key = blake2b(str(number if number % 3 else number // 2).encode(), digest_size=16).digest()
        assert (notes.get(key) == plain.get(key)) if number % 50 == 0 else True
        plain[key] = b"note %d" % number
        notes.put(key, plain[key])

    asked = [*list(plain)[::397], *list(plain)[-300:]]
    assert [notes.get(key) for key in asked] == [plain[key] for key in asked]
    assert notes.get(bytes(16)) is None


def test_keys_that_begin_alike_have_notes_of_their_own() -> None:
    notes = Notes()
    for number in range(45_000):
        notes.put(bytes(8) + number.to_bytes(8, "big"), b"%d" % number)

    assert notes.get(bytes(8) + (17).to_bytes(8, "big")) == b"17"
    assert notes.get(bytes(8) + (50_000).to_bytes(8, "big")) is None
