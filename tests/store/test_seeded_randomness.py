from __future__ import annotations

import hmac
from uuid import UUID

from resnet.graph.ids import StoreIds, derive, seeded_randomness


def test_a_seed_gives_as_many_bytes_as_asked_for_however_many_that_are() -> None:
    draw = seeded_randomness(b"demo")

    assert [len(draw(size)) for size in (0, 1, 33, 300_000)] == [0, 1, 33, 300_000]


def test_the_same_seed_gives_the_same_bytes_in_the_same_order() -> None:
    first, second, other = (seeded_randomness(seed) for seed in (b"demo", b"demo", b"other"))

    drawn = [first(16), first(9_000)]

    assert drawn == [second(16), second(9_000)]
    assert drawn[0] not in {drawn[1][:16], other(16)}


def test_a_keyed_id_is_the_hmac_of_kind_and_parts_under_the_store_s_secret() -> None:
    for number, secret in enumerate((bytes(32), bytes(range(32)), b"\xff" * 32)):
        name = f"agency\x1f가온\x1f{number}".encode()
        digest = hmac.digest(derive(secret, "ids"), name, "sha256")

        key = StoreIds(secret).key("agency", "가온", str(number))

        assert key == f"agency:{UUID(bytes=digest[:16], version=5)}"


def test_a_keyed_id_is_a_uuid_of_the_fifth_version() -> None:
    ids = StoreIds(bytes(32))
    for number in range(200):
        digits = ids.key("agency", str(number)).removeprefix("agency:")
        assert str(UUID(bytes=UUID(digits).bytes, version=5)) == digits
        assert UUID(digits).version == 5
    assert ids.key("agency", "a", "b") == ids.key("agency", "a", "b") != ids.key("agency", "ab")
