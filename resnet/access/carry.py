"""An access log carried to another place with its store: every row, every chain, still checkable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from resnet.access.audit import AccessLog


def copy_log(source: AccessLog, target: AccessLog) -> int:
    """Brings the rows over that the target does not have; how many. Again, it goes on where it was."""
    with source.reading() as reader:
        return sum(
            target.take_in(chain, reader.rows("WHERE chain = ? AND seq <= ?", (chain.id, chain.head)))
            for chain in reader.chains()
        )


def digest_of_log(log: AccessLog, heads: Mapping[str, int]) -> str:
    """SHA-256 (64 hexadecimal digits) over the rows of these chains, each up to its given row.

    Others look on meanwhile: what they add is no difference.
    """
    whole = sha256()
    with log.reading() as reader:
        for row in reader.rows():
            if row.seq <= heads.get(row.chain, 0):
                whole.update(json.dumps([*row.parts, row.digest.hex()], ensure_ascii=False).encode() + b"\n")
    return whole.hexdigest()


def heads_of(log: AccessLog) -> dict[str, int]:
    """How far each chain goes."""
    with log.reading() as reader:
        return {chain.id: chain.head for chain in reader.chains()}
