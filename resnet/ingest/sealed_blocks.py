"""Bytes that need not stand in memory: in a temporary file that only this process can read.

Lists hold names and telephone numbers of people, so nothing of them lies on a disk in the clear: each block
is sealed by a key that was drawn for this file and is nowhere but in this process. The file has no name, and
is gone with the process whatever ends it.
"""

from __future__ import annotations

import errno
import os
import tempfile
from array import array
from typing import Final
from weakref import finalize

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from resnet.errors import StoreFullError

_KEY_BITS: Final = 256
_NONCE_BYTES: Final = 12
_LARGE: Final = "/var/tmp"  # noqa: S108 the file in it has no name


class SealedBlocks:
    """Blocks in the order in which they were added."""

    def __init__(self) -> None:
        folder = _folder()
        with tempfile.TemporaryFile(dir=folder) as file:
            # It has no name, and is there as long as somebody has it open: as long as the blocks are.
            self._file = os.dup(file.fileno())
        finalize(self, os.close, self._file)
        self._seal = AESGCM(AESGCM.generate_key(_KEY_BITS))
        self._ends = array("Q", [0])
        self._place = folder or tempfile.gettempdir()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, block: bytes) -> int:
        """Keep one more block; its number, from 0, comes back.

        Raises:
            StoreFullError: If no room is left on the disk.
        """
        number = len(self)
        sealed = self._seal.encrypt(_nonce(number), block, None)
        at = self._ends[-1]
        try:
            while sealed:
                written = os.pwrite(self._file, sealed, at)
                sealed, at = sealed[written:], at + written
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise StoreFullError(self._place) from error
            raise
        self._ends.append(at)
        return number

    def __getitem__(self, number: int) -> bytes:
        begin, end = self._ends[number], self._ends[number + 1]
        return self._seal.decrypt(_nonce(number), os.pread(self._file, end - begin, begin), None)


def _folder() -> str | None:
    """Where it lies: as ``TMPDIR`` says, else where large files may: ``/tmp`` is often held in memory."""
    is_told = any(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    return None if is_told or not os.access(_LARGE, os.W_OK) else _LARGE


def _nonce(number: int) -> bytes:
    # Each number is used once under a key.
    return number.to_bytes(_NONCE_BYTES, "big")
