"""What was erased, noted in a plain file on this machine, so that no backup brings it back.

It lies beside the file of a store, or beside the access log of a store on a server, and outlives the store.
It holds ids only, which tell nothing by themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_OWNERS_ONLY: Final = 0o600
_MARK: Final = "erased from resnet store"


def ledger_path(path: Path) -> Path:
    """Where the note of a store is."""
    return path.with_name(path.name + ".erased")


def note_erased(path: Path, store_id: str, erased: Iterable[tuple[int, str]]) -> None:
    """Add (version, id) of what was erased, durably."""
    target, mark = ledger_path(path), f"{_MARK} {store_id}"
    is_new = not target.exists()
    is_marked = _last_mark(_lines(target)) == mark
    opened = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNERS_ONLY)
    with os.fdopen(opened, "a", encoding="ascii") as file:
        if not is_marked:
            file.write(f"\n{mark}\n")
        # A line that a crash cut short must not run into the next.
        file.write("".join(f"\n{version} {element}\n" for version, element in erased))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def read_erased(path: Path, store_id: str) -> Mapping[str, int]:
    """Per id noted beside ``path`` for this store, the version that last erased it."""
    found: dict[str, int] = {}
    own, mark = f"{_MARK} {store_id}", ""
    for line in _lines(ledger_path(path)):
        if line.startswith(_MARK):
            mark = line
        version, _, element = line.partition(" ")
        if mark == own and version.isdecimal() and element:
            found[element] = max(int(version), found.get(element, 0))
    return found


def _lines(target: Path) -> list[str]:
    try:
        return target.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []


def _last_mark(lines: list[str]) -> str:
    """Whose the lines at the end are: where one store took another's place, both are noted in one file."""
    return next((line for line in reversed(lines) if line.startswith(_MARK)), "")


def sync_folder(folder: Path) -> None:
    """Make names that were made or changed in a folder durable."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def note_what_is_missing(path: Path, store_id: str, graves: Mapping[str, int]) -> None:
    """Note what the store itself knows to be erased, and a crash or another machine kept from being noted."""
    known = read_erased(path, store_id)
    missing = [(version, element) for element, version in graves.items() if element not in known]
    if missing:
        note_erased(path, store_id, missing)
