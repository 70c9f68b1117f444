"""An access log carried to another place with its store: every row, every chain, still checkable."""

from __future__ import annotations

import json
from hashlib import sha256

from resnet.access.audit import AccessLog


def copy_log(source: AccessLog, target: AccessLog) -> int:
    """Brings the rows over that the target does not have; how many. Again, it goes on where it was."""
    with source.reading() as reader:
        return sum(
            target.take_in(chain, reader.rows("WHERE chain = ? AND seq <= ?", (chain.id, chain.head)))
            for chain in reader.chains()
        )


def digest_of_log(log: AccessLog, chains: frozenset[str] | None = None) -> str:
    """SHA-256 (64 hexadecimal digits) over every row, or over those of some chains."""
    whole = sha256()
    with log.reading() as reader:
        for row in reader.rows():
            if chains is None or row.chain in chains:
                whole.update(json.dumps([*row.parts, row.digest.hex()], ensure_ascii=False).encode() + b"\n")
    return whole.hexdigest()


def chains_of(log: AccessLog) -> frozenset[str]:
    """The names of all chains."""
    with log.reading() as reader:
        return frozenset(chain.id for chain in reader.chains())
