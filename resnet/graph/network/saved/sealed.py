"""A file of named parts, sealed: nobody reads or changes it without the key, and a torn one is told.

Head, parts, index, seals. Every page of a part is encrypted by itself (AES-256-GCM), so that it can be read
by itself; the seals are over all bytes before them, so that damage anywhere is told when the file is opened,
at the speed of memory, and not when some part of it is asked for.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import struct
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Final

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from resnet.errors import StoreError
from resnet.graph.erased import sync_folder

_MAGIC: Final = b"resnetNW"
# What stands first: the mark, the salt of the file's own keys, where the index begins and how long it is.
_HEAD: Final = struct.Struct(">8s32sQQ")
_NONCE: Final = struct.Struct(">IQ")
_SALT_BYTES: Final = 32
_TAG_BYTES: Final = 16
# One seal for so many bytes: what is read at a time when the file is opened. Room for more would cost more
# than the reading, since new memory is slow.
_PIECE: Final = 1 << 20
# What is decrypted to read one text, and the pages that are kept for the next.
PAGE: Final = 1 << 16
_PAGES_KEPT: Final = 256
_RUN: Final = 16
Bytes = NDArray[np.uint8]


class UnsealedError(StoreError):
    """The file is not one that this key sealed whole.

    Whoever opens it reads the network from the store instead; a person meets this only where the file was
    changed in place after that.
    """

    code: ClassVar[str] = "network-unsealed"

    def __init__(self, finding: str) -> None:
        self.finding = finding
        super().__init__(f"the saved network is damaged ({finding}). Take its file away and start again.")


@dataclass(frozen=True, slots=True)
class _Keys:
    parts: AESGCM
    whole: AESGCM

    @classmethod
    def of(cls, key: bytes, salt: bytes) -> _Keys:
        # Keys of this file alone, so that the numbers of its parts never come twice under one key.
        return cls(*(AESGCM(hmac.digest(key, purpose + salt, "sha256")) for purpose in (b"parts", b"whole")))


@dataclass(slots=True)
class Sealing:
    """Writes the parts of a new file one after the other."""

    _file: BinaryIO
    _keys: _Keys
    _salt: bytes
    _places: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    _pages: int = 0

    def add(self, name: str, content: bytes | memoryview) -> None:
        """Keep a part."""
        self._places[name] = self._pages, self._file.tell(), len(content)
        said = name.encode()
        for first in range(0, len(content), PAGE):
            page = content[first : first + PAGE]
            self._file.write(self._keys.parts.encrypt(_NONCE.pack(0, self._pages), page, said))
            self._pages += 1

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the index with these facts, and the seals."""
        said = json.dumps({"facts": facts, "parts": self._places}, separators=(",", ":")).encode()
        sealed = self._keys.parts.encrypt(_NONCE.pack(1, 0), said, b"index")
        place = self._file.tell()
        self._file.write(sealed)
        end = self._file.tell()
        self._file.seek(0)
        self._file.write(_HEAD.pack(_MAGIC, self._salt, place, len(sealed)))
        self._file.flush()
        self._file.seek(0, os.SEEK_END)
        self._file.write(b"".join(_seals(self._file.fileno(), end, self._keys.whole)))


def write_sealed(path: Path, key: bytes, fill: Callable[[Sealing], Mapping[str, Any]]) -> None:
    """Put a new file at ``path``, whole or not at all; ``fill`` adds the parts and returns the facts.

    Raises:
        OSError: If it cannot be written; what was there stays.
    """
    salt = secrets.token_bytes(_SALT_BYTES)
    # Made for its owner only (mode 0600).
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(number, "w+b") as file:
            file.write(bytes(_HEAD.size))
            sealing = Sealing(file, _Keys.of(key, salt), salt)
            sealing.finish(fill(sealing))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    # Of crashes; somebody who writes at the same time keeps nothing, which is told and does no harm.
    for each in _drafts(path):
        each.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_sealed(path: Path) -> None:
    """Take the file away, and drafts of it that a crash left or that somebody is still writing.

    Raises:
        OSError: If it cannot be taken away.
    """
    for each in (path, *_drafts(path)):
        each.unlink(missing_ok=True)
    sync_folder(path.parent)


def _drafts(path: Path) -> Iterator[Path]:
    return path.parent.glob(f".{path.name}.*.part")


@dataclass(slots=True, eq=False)
class Sealed:
    """An open file whose seals were right; parts are read from the very file that was opened."""

    facts: Mapping[str, Any]
    _number: int
    _keys: _Keys
    _places: Mapping[str, tuple[int, int, int]]
    _kept: dict[tuple[str, int], bytes] = field(default_factory=dict, repr=False)

    def part(self, name: str) -> Bytes:
        """All that a part holds, read-only.

        Raises:
            UnsealedError: If the file was changed under our hands.
        """
        length = self._places[name][2]
        found = np.empty(length, dtype=np.uint8)
        for first in range(0, length, _RUN * PAGE):
            for page, content in self._pages(name, first // PAGE, _RUN):
                found[page * PAGE : page * PAGE + len(content)] = np.frombuffer(content, dtype=np.uint8)
        found.setflags(write=False)
        return found

    def cut(self, name: str, first: int, end: int) -> bytes:
        """The bytes of a part from ``first`` to before ``end``; costs the pages that they lie on.

        Raises:
            UnsealedError: If the file was changed under our hands.
        """
        pages = range(first // PAGE, -(-end // PAGE))
        found = b"".join(self._page(name, page) for page in pages)
        return found[first - pages.start * PAGE : end - pages.start * PAGE] if pages else b""

    def length(self, name: str) -> int:
        """How many bytes a part holds."""
        return self._places[name][2]

    def _page(self, name: str, page: int) -> bytes:
        kept = self._kept.get((name, page))
        if kept is None:
            ((_, kept),) = self._pages(name, page, 1)
            if len(self._kept) >= _PAGES_KEPT:
                self._kept.clear()
            self._kept[name, page] = kept
        return kept

    def _pages(self, name: str, first: int, most: int) -> Iterator[tuple[int, bytes]]:
        """Some pages of a part, with their numbers."""
        number, place, length = self._places[name]
        sizes = [min(PAGE, length - at) for at in range(first * PAGE, length, PAGE)[:most]]
        try:
            step, said = PAGE + _TAG_BYTES, name.encode()
            read = os.pread(self._number, sum(sizes) + len(sizes) * _TAG_BYTES, place + first * step)
            for page in range(len(sizes)):
                sealed = read[page * step : (page + 1) * step]
                yield (
                    first + page,
                    self._keys.parts.decrypt(_NONCE.pack(0, number + first + page), sealed, said),
                )
        except (OSError, InvalidTag) as error:
            raise UnsealedError(name) from error

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._number)


def open_sealed(path: Path, key: bytes) -> Sealed:
    """The file, after every byte of it was checked.

    Raises:
        FileNotFoundError: If there is none.
        UnsealedError: If it is torn, changed, sealed with another key or no such file at all.
    """
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return _opened(number, key)
    except BaseException as error:
        os.close(number)
        if isinstance(error, OSError | ValueError | KeyError | TypeError | InvalidTag | struct.error):
            raise UnsealedError(path.name) from error
        raise


def _opened(number: int, key: bytes) -> Sealed:
    magic, salt, place, length = _HEAD.unpack(os.pread(number, _HEAD.size, 0))
    end = place + length
    if magic != _MAGIC or end > os.fstat(number).st_size:
        raise UnsealedError("head")
    keys = _Keys.of(key, salt)
    seals = b"".join(_seals(number, end, keys.whole))
    # One byte more is asked for than there should be: nothing may follow.
    if not hmac.compare_digest(os.pread(number, len(seals) + 1, end), seals):
        raise UnsealedError("seals")
    said = json.loads(keys.parts.decrypt(_NONCE.pack(1, 0), os.pread(number, length, place), b"index"))
    places = {name: (each[0], each[1], each[2]) for name, each in said["parts"].items()}
    return Sealed(said["facts"], number, keys, places)


def _seals(number: int, end: int, cipher: AESGCM) -> Iterator[bytes]:
    """The seal of each piece; how many there are is part of each, so that none can be left out."""
    room = memoryview(bytearray(min(_PIECE, end)))
    pieces = -(-end // _PIECE)
    for piece in range(pieces):
        place = piece * _PIECE
        part = room[: min(_PIECE, end - place)]
        if os.preadv(number, [part], place) != len(part):
            raise UnsealedError("short")
        yield cipher.encrypt(_NONCE.pack(pieces, piece), b"", part)
