from __future__ import annotations

from resnet.graph.ids import seeded_randomness


def test_a_seed_gives_as_many_bytes_as_asked_for_however_many_that_are() -> None:
    draw = seeded_randomness(b"demo")

    assert [len(draw(size)) for size in (0, 1, 33, 300_000)] == [0, 1, 33, 300_000]


def test_the_same_seed_gives_the_same_bytes_in_the_same_order() -> None:
    first, second, other = (seeded_randomness(seed) for seed in (b"demo", b"demo", b"other"))

    drawn = [first(16), first(9_000)]

    assert drawn == [second(16), second(9_000)]
    assert drawn[0] not in {drawn[1][:16], other(16)}
