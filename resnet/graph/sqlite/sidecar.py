"""The plain file beside a store that says what the encrypted file is, so that errors can be told apart."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from resnet.errors import NewerStoreError, NotAStoreError, StoreMissingError, WrongKeyError
from resnet.graph.erased import sync_folder

# The number of the newest form of a store this version writes; migrate.py brings older ones up.
FORMAT: Final = 3
_MARK: Final = "resnet store"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """``key`` is a fingerprint: of 256 random bits, it gives nothing away."""

    store: str
    key: str
    format: int = FORMAT
    is_a: str = _MARK


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a store is."""
    return path.with_name(path.name + ".meta")


def fingerprint(key: bytes) -> str:
    """What tells one key from another without telling the key."""
    return sha256(b"resnet store key" + key).hexdigest()[:32]


def write_sidecar(path: Path, sidecar: Sidecar) -> None:
    """Put the sidecar beside the store at ``path``, whole or not at all."""
    target = sidecar_path(path)
    draft = target.with_name(target.name + ".new")
    with draft.open("w", encoding="ascii") as file:
        file.write(json.dumps(asdict(sidecar)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    sync_folder(path.parent)


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of the store at ``path``.

    Raises:
        StoreMissingError: If there is nothing at ``path``.
        NotAStoreError: If what is there has no sidecar of ours.
        NewerStoreError: If a newer version wrote it.
    """
    if not path.exists():
        raise StoreMissingError(str(path))
    try:
        found = json.loads(sidecar_path(path).read_text(encoding="ascii"))
        sidecar = Sidecar(str(found["store"]), str(found["key"]), int(found["format"]), str(found["is_a"]))
    except (OSError, ValueError, TypeError, KeyError):
        raise NotAStoreError(str(path)) from None
    if sidecar.is_a != _MARK or not path.is_file():
        raise NotAStoreError(str(path))
    if sidecar.format > FORMAT:
        raise NewerStoreError(str(path))
    return sidecar


def check_key(path: Path, sidecar: Sidecar, key: bytes) -> None:
    """Refuse a key that is not the store's.

    Raises:
        WrongKeyError: If it is another.
    """
    if fingerprint(key) != sidecar.key:
        raise WrongKeyError(str(path))
