"""What is noted under many keys, in bounded memory: the newest as they are, the others in a sealed file."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.batches import in_batches
from resnet.ingest.sealed_blocks import SealedBlocks

# So many keys and notes are some 7 MB.
_MOST_FRESH: Final = 20_000
_IN_A_BLOCK: Final = 128
_MOST_OPEN: Final = 64
_EFFORT: Final = 1
_LENGTH: Final = 4
_BEGINS: Final = 8
# Of a million keys six in a hundred that are new are looked for in vain.
_FLAG_BYTES: Final = 3
_Block = dict[bytes, bytes]


class Notes:
    """Notes by key, both bytes; a later note under a key takes the place of an earlier one.

    Keys are digests of 16 bytes. In memory stand of the older ones eight bytes and the number of a block; the
    whole key is compared in the block. Two megabytes of bits tell most keys that were never noted.
    """

    def __init__(self) -> None:
        self._fresh: _Block = {}
        self._blocks: SealedBlocks | None = None
        # Sorted by the beginning of the key; runs are joined when one is not much longer than the next.
        self._runs: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []
        self._open: OrderedDict[int, _Block] = OrderedDict()
        # A bit for each way in which a key that was sealed begins: hardly any key is asked for a second time.
        self._flags = bytearray()

    def get(self, key: bytes) -> bytes | None:
        """The note under the key; None where there is none."""
        note = self._fresh.get(key)
        if note is not None or self._blocks is None:
            return note
        at = _flag(key)
        return self._noted_before(key, self._blocks) if self._flags[at >> 3] >> (at & 7) & 1 else None

    def put(self, key: bytes, note: bytes) -> None:
        """Note this under the key."""
        self._fresh[key] = note
        if len(self._fresh) >= _MOST_FRESH:
            self._seal()

    def _noted_before(self, key: bytes, blocks: SealedBlocks) -> bytes | None:
        begins = np.frombuffer(key, dtype=np.uint64, count=1)[0]
        for starts, numbers in reversed(self._runs):
            place = int(np.searchsorted(starts, begins, side="right"))
            # Of several notes under a key the last in the run is the newest.
            while place and starts[place - 1] == begins:
                place -= 1
                note = self._opened(int(numbers[place]), blocks).get(key)
                if note is not None:
                    return note
        return None

    def _opened(self, number: int, blocks: SealedBlocks) -> _Block:
        found = self._open.get(number)
        if found is None:
            found = self._open[number] = _unpacked(blocks[number])
            if len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(number)
        return found

    def _seal(self) -> None:
        blocks = self._blocks = self._blocks or SealedBlocks()
        keys = list(self._fresh)
        self._flags = self._flags or bytearray(1 << 8 * _FLAG_BYTES - 3)
        for at in map(_flag, keys):
            self._flags[at >> 3] |= 1 << (at & 7)
        starts = np.frombuffer(b"".join(each[:_BEGINS] for each in keys), dtype=np.uint64)
        order = np.argsort(starts, kind="stable")
        numbers: list[int] = []
        for places in in_batches(order.tolist(), _IN_A_BLOCK):
            some = {keys[place]: self._fresh[keys[place]] for place in places}
            numbers += [blocks.add(_packed(some))] * len(some)
        self._runs.append((starts[order], np.array(numbers, dtype=np.uint32)))
        self._fresh = {}
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            later, earlier = self._runs.pop(), self._runs.pop()
            joined = np.concatenate([earlier[0], later[0]])
            order = np.argsort(joined, kind="stable")
            self._runs.append((joined[order], np.concatenate([earlier[1], later[1]])[order]))


def _flag(key: bytes) -> int:
    return int.from_bytes(key[:_FLAG_BYTES], "big")


def _packed(notes: _Block) -> bytes:
    parts = [part for note in notes.items() for each in note for part in (_length(each), each)]
    return zlib.compress(b"".join(parts), _EFFORT)


def _length(part: bytes) -> bytes:
    return len(part).to_bytes(_LENGTH, "big")


def _unpacked(packed: bytes) -> _Block:
    whole = zlib.decompress(packed)
    parts: list[bytes] = []
    at = 0
    while at < len(whole):
        begin = at + _LENGTH
        at = begin + int.from_bytes(whole[at:begin], "big")
        parts.append(whole[begin:at])
    return dict(zip(parts[::2], parts[1::2], strict=True))
