"""One number for all that a store holds, equal for equal stores wherever they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from hashlib import sha256

from resnet.graph.moving.parts import Portable


def digest_of_store(store: Portable) -> str:
    """SHA-256 (64 hexadecimal digits) over facts, every commit and entry, every receipt, every element."""
    whole = sha256()
    facts = store.facts()
    whole.update(_line((facts.id, facts.secret)))
    for commit in store.commits_after(0):
        whole.update(_line((*astuple(commit.stamp), commit.chain)))
        for entry in commit.entries:
            whole.update(_line(entry))
    # Stores order texts differently: receipts are a set.
    for receipt in sorted(sha256(_line(each)).digest() for each in store.receipts()):
        whole.update(receipt)
    for state in store.states():
        whole.update(_line(state))
    return whole.hexdigest()


def _line(cells: Iterable[object]) -> bytes:
    told = [cell.hex() if isinstance(cell, bytes) else cell for cell in cells]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
