"""Where files that were handed in wait, and how far the work on each has come.

A folder beside the store, shared by all processes of this machine. What people hand in may be anything: so
content and state lie sealed, and nothing stays longer than a day after somebody hands in another file.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from resnet.errors import NodeNotFoundError, StoreError

_NONCE: Final = 12
_KEPT_S: Final = 24 * 60 * 60
_CONTENT, _STATE, _LOCK = ".list", ".state", ".lock"
_ID: Final = frozenset("0123456789abcdef")
_ID_LETTERS: Final = 32


class HandedFolderError(StoreError):
    """The folder of files that were handed in cannot be used."""

    code: ClassVar[str] = "handed-folder"

    def __init__(self, path: str, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(f"{path}: files cannot be handed in ({finding}). Free the disk or mend its rights.")


class Step(StrEnum):
    """How far the work on a file is."""

    WAITING = "waiting"
    LOOKING = "looking"
    SEEN = "seen"
    TAKING = "taking"
    TAKEN = "taken"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


BUSY: Final = frozenset({Step.WAITING, Step.LOOKING, Step.TAKING, Step.WITHDRAWING})


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person says of how the file is to be read.

    ``roles`` are corrections, each as ``column=role``; ``sheet`` names a part of the file, ``preset`` a
    layout, ``as_of`` the list's day where its file's name does not. ``may_go`` accepts that most rows of an
    earlier issue are gone, ``is_remembered`` keeps the corrections for the next list with these heads.
    """

    roles: tuple[str, ...] = ()
    sheet: str = ""
    preset: str = ""
    as_of: str = ""
    may_go: bool = False
    is_remembered: bool = False

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Wishes out of plain values."""
        return cls(**{**kept, "roles": tuple(kept["roles"])})


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A file that was handed in, by the person of that id.

    ``seen`` is what a look at it showed and ``report`` what came of taking it, as plain values; ``says`` is
    the refusal in each language, ``code`` its stable word. ``taken`` names the file in the store.
    """

    id: str
    name: str
    by: str
    size: int
    step: Step = Step.WAITING
    done: int = 0
    total: int = 0
    wishes: Wishes = field(default_factory=Wishes)
    seen: dict[str, Any] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    says: dict[str, str] = field(default_factory=dict)
    taken: str = ""


class HandedFiles:
    """The folder; every method may be called from any thread and process."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._seal = folder, AESGCM(key)

    def keep(self, name: str, content: bytes, by: str) -> Handed:
        """Keep a file that somebody hands in; those of another day are let go.

        Raises:
            HandedFolderError: If it cannot be kept.
        """
        handed = Handed(id=new_id(), name=name, by=by, size=len(content))
        with self._told():
            self._write(handed.id, _CONTENT, content)
            self.set(handed)
            self._forget_old(self._path(handed.id, _CONTENT).stat().st_mtime)
        return handed

    def get(self, handed_id: str, by: str) -> Handed:
        """What that person handed in.

        Raises:
            NodeNotFoundError: If there is no such file, or somebody else's.
        """
        handed = self._read_state(handed_id) if _is_id(handed_id) else None
        if handed is None or handed.by != by:
            raise NodeNotFoundError
        return handed

    def of(self, by: str) -> list[Handed]:
        """All that this person handed in and is still here, the newest first."""
        try:
            paths = sorted(self._folder.glob(f"*{_STATE}"), key=_changed_at, reverse=True)
        except OSError:
            return []
        found = (self._read_state(path.stem) for path in paths if _is_id(path.stem))
        return [handed for handed in found if handed is not None and handed.by == by]

    def set(self, handed: Handed) -> None:
        """The file's new state, whole or not at all.

        Raises:
            HandedFolderError: If it cannot be kept.
        """
        self._write(handed.id, _STATE, json.dumps(asdict(handed), ensure_ascii=False).encode())

    def content(self, handed: Handed) -> bytes:
        """The file's bytes.

        Raises:
            NodeNotFoundError: If it was let go meanwhile.
        """
        content = self._read(handed.id, _CONTENT)
        if content is None:
            raise NodeNotFoundError
        return content

    def let_go(self, handed: Handed, *, is_state_kept: bool = False) -> None:
        """The file's bytes are gone; its state too, unless it is still to be looked at."""
        for ending in (_CONTENT,) if is_state_kept else (_CONTENT, _STATE, _LOCK):
            with suppress(OSError):
                self._path(handed.id, ending).unlink(missing_ok=True)

    @contextmanager
    def working_on(self, handed: Handed) -> Iterator[bool]:
        """Whether the work on it is ours alone until the end; False when another process is at it."""
        with self._told(), self._path(handed.id, _LOCK).open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def is_worked_on(self, handed: Handed) -> bool:
        """Whether some process is at it now: a lock ends with its process."""
        with self.working_on(handed) as is_ours:
            return not is_ours

    def is_still(self, handed: Handed) -> bool:
        """Whether it is still here, and as far as that and no further."""
        kept = self._read_state(handed.id)
        return kept is not None and kept.step is handed.step

    def _path(self, handed_id: str, ending: str) -> Path:
        return self._folder / f"{handed_id}{ending}"

    def _write(self, handed_id: str, ending: str, content: bytes) -> None:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._seal.encrypt(nonce, content, f"{handed_id}{ending}".encode())
        path = self._path(handed_id, ending)
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
        with self._told():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(sealed)
            unfinished.replace(path)

    def _read(self, handed_id: str, ending: str) -> bytes | None:
        try:
            sealed = self._path(handed_id, ending).read_bytes()
            return self._seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], f"{handed_id}{ending}".encode())
        except (OSError, InvalidTag):
            return None

    def _read_state(self, handed_id: str) -> Handed | None:
        kept = self._read(handed_id, _STATE)
        if kept is None:
            return None
        facts = json.loads(kept)
        return Handed(**{**facts, "step": Step(facts["step"]), "wishes": Wishes.of(facts["wishes"])})

    def _forget_old(self, now: float) -> None:
        for path in self._folder.iterdir():
            if now - _changed_at(path) > _KEPT_S:
                with suppress(OSError):
                    path.unlink()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise HandedFolderError(str(self._folder), type(error).__name__) from error


def new_id() -> str:
    """A name that nobody guesses, for one more piece of work."""
    return secrets.token_hex(_ID_LETTERS // 2)


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _is_id(text: str) -> bool:
    return len(text) == _ID_LETTERS and set(text) <= _ID
