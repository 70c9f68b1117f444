"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from resnet.errors import BadInputError


class CannotWriteError(BadInputError):
    """A file that was asked for cannot be written."""

    code: ClassVar[str] = "cannot-write"

    def __init__(self, path: Path, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(f"{path}: cannot be written ({finding}). Choose a folder that exists and is yours.")


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content``; what was there before stays until all of it is down.

    Raises:
        CannotWriteError: If the folder is missing, closed or full.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        # What is drawn or exported may be somebody's family: its owner's alone, until they pass it on.
        beside.touch(mode=0o600)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWriteError(path, error.strerror or type(error).__name__) from error
