"""How a store mints ids."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from typing import Final, Protocol
from uuid import UUID

from resnet.graph.elements import EdgeId, NodeId

RANDOM_BYTES: Final = 16
_SEPARATOR: Final = "\x1f"
_BLOCK, _INNER_PAD, _OUTER_PAD = 64, 0x36, 0x5C


class Randomness(Protocol):
    """Where the unguessable comes from."""

    def __call__(self, size: int) -> bytes:
        """That many bytes."""
        ...


def system_randomness(size: int) -> bytes:
    """From the operating system: what every real store uses."""
    return secrets.token_bytes(size)


def seeded_randomness(seed: bytes) -> Randomness:
    """The same bytes in the same order for the same seed: for the demo, whose two runs must be equal."""
    numbers: Iterator[int] = count()

    def draw(size: int) -> bytes:
        number = next(numbers).to_bytes(8, "big")
        numbered = (number + block.to_bytes(4, "big") for block in range(-(-size // 32)))
        return b"".join(hmac.digest(seed, each, "sha256") for each in numbered)[:size]

    return draw


def derive(secret: bytes, purpose: str) -> bytes:
    """A 32-byte secret of its own for one purpose."""
    return hmac.digest(secret, purpose.encode(), "sha256")


# Of the digit that holds a UUID's variant, the upper two bits are given (RFC 9562).
_WITH_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


class StoreIds:
    """Random ids, and ids keyed with the store's secret: equal parts give equal ids, nobody else can tell."""

    def __init__(self, secret: bytes, randomness: Callable[[int], bytes] = system_randomness) -> None:
        key = derive(secret, "ids").ljust(_BLOCK, b"\0")
        self._inner, self._outer = (bytes(each ^ pad for each in key) for pad in (_INNER_PAD, _OUTER_PAD))
        self._draw = randomness

    def _mint(self, kind: str) -> str:
        return f"{kind}:{UUID(bytes=self._draw(RANDOM_BYTES), version=4)}"

    def _key(self, kind: str, parts: tuple[str, ...]) -> str:
        name = _SEPARATOR.join((kind, *parts)).encode("utf-8", "surrogatepass")
        # HMAC (RFC 2104) of a key that was laid out once: a list asks for a dozen of these a row, and the
        # library lays out the key each time.
        digits = sha256(self._outer + sha256(self._inner + name).digest()).hexdigest()
        # As ``UUID(bytes=…, version=5)`` writes the first sixteen bytes, in a third of its time.
        half = f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{_WITH_VARIANT[digits[16]]}{digits[17:20]}"
        return f"{kind}:{half}-{digits[20:32]}"

    def mint(self, kind: str) -> NodeId:
        """A new random id ``kind:…``."""
        return NodeId(self._mint(kind))

    def mint_edge(self, kind: str) -> EdgeId:
        """A new random id ``kind:…`` for an edge."""
        return EdgeId(self._mint(kind))

    def key(self, kind: str, *parts: str) -> NodeId:
        """The id that these parts always have in this store."""
        return NodeId(self._key(kind, parts))

    def edge_key(self, kind: str, *parts: str) -> EdgeId:
        """The edge id that these parts always have in this store."""
        return EdgeId(self._key(kind, parts))
