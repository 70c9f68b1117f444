"""One number for all that a store holds, equal for equal stores wherever they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from hashlib import sha256
from typing import Any

from resnet.graph.moving.parts import Portable


def digest_of_store(store: Portable) -> str:
    """SHA-256 (64 hexadecimal digits) over facts, every commit and entry, every receipt, every element."""
    whole = sha256()
    facts = store.facts()
    _add(whole, (facts.id, facts.secret))
    for commit in store.commits_after(0):
        _add(whole, (*astuple(commit.stamp), commit.chain))
        for entry in commit.entries:
            _add(whole, entry)
    for receipt in store.receipts():
        _add(whole, receipt)
    for state in store.states():
        _add(whole, state)
    return whole.hexdigest()


def _add(whole: Any, cells: Iterable[object]) -> None:  # noqa: ANN401
    told = [cell.hex() if isinstance(cell, bytes) else cell for cell in cells]
    whole.update(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
