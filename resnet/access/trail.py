"""Reading the access log: is it whole, who looked at whom, what one actor saw."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from resnet.access.audit import ANCHOR, START, AccessLog, RawChain, RawRow
from resnet.access.look import LogRow, Look, chained, micros, moment, read_seen
from resnet.ontology.category import Category
from resnet.ontology.field import NodeId
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: in which chain, at which row, what."""

    chain: str
    seq: int
    says: str


def verify_log(log: AccessLog, known_heads: Mapping[str, tuple[int, str]] | None = None) -> list[Finding]:
    """What was altered, taken out or cut off since it was written; nothing when all is well.

    ``known_heads`` are heads noted outside (``heads``): with them even a log that was rewritten as a whole,
    by somebody who holds the key, is found.
    """
    named = [(chain, seq, digest) for chain, (seq, digest) in (known_heads or {}).items()]
    with log.reading() as reader:
        for row in reader.rows("WHERE verb = ?", (ANCHOR,)):
            named += [(chain, seq, digest) for chain, seq, digest in json.loads(row.path)]
        walk = _Walk(reader.chains(), {(chain, seq) for chain, seq, _ in named})
        for row in reader.rows():
            walk.pass_by(row)
    return (
        walk.findings
        + walk.missing_ends()
        + [
            Finding(chain, seq, "the chain does not hold what another chain, or a note, says of it")
            for chain, seq, digest in named
            if walk.should_hold(chain, seq) and walk.kept.get((chain, seq), "") != digest.lower()
        ]
    )


class _Walk:
    """One pass over all rows in order; ``kept`` are the digests of the rows that others name."""

    def __init__(self, chains: list[RawChain], wanted: set[tuple[str, int]]) -> None:
        self.chains = {chain.id: chain for chain in chains}
        self.wanted = wanted
        self.kept: dict[tuple[str, int], str] = {}
        self.findings: list[Finding] = []
        self._reached = {chain.id: (chain.floor, chain.floor_digest) for chain in chains}

    def pass_by(self, row: RawRow) -> None:
        last, before = self._reached.get(row.chain, (0, START))
        if row.seq != last + 1:
            self.findings.append(Finding(row.chain, last + 1, "rows are missing"))
        elif chained(before, row.parts) != row.digest:
            self.findings.append(Finding(row.chain, row.seq, "the row is not what was written"))
        self._reached[row.chain] = (row.seq, row.digest)
        if (row.chain, row.seq) in self.wanted:
            self.kept[row.chain, row.seq] = row.digest.hex()

    def missing_ends(self) -> list[Finding]:
        return [
            Finding(chain.id, chain.head, "the end of the chain is missing")
            for chain in self.chains.values()
            if self._reached[chain.id] != (chain.head, chain.head_digest)
        ]

    def should_hold(self, chain: str, seq: int) -> bool:
        return chain not in self.chains or seq > self.chains[chain].floor


def heads(log: AccessLog) -> dict[str, tuple[int, str]]:
    """The head of every chain, to be noted where nobody who can write the log can write."""
    with log.reading() as reader:
        return {chain.id: (chain.head, chain.head_digest.hex()) for chain in reader.chains()}


def looks_at(log: AccessLog, subject: NodeId) -> list[LogRow]:
    """Every look at one person's facts, oldest first, with upkeep that may have read anybody's.

    Source: the person's right to see, to whom facts were given included (domain.md §15).
    """
    found = _looks(log, "WHERE instr(seen, ?) OR (actor IS NULL AND seen = '{}')", (subject,))
    return [row for row in found if row.is_for_anybody or subject in row.look.seen]


def looks_by(log: AccessLog, actor: NodeId) -> list[LogRow]:
    """Every look of one actor, oldest first."""
    return _looks(log, "WHERE actor = ?", (actor,))


def looks_in_emergency(log: AccessLog) -> list[LogRow]:
    """Every look that danger to life alone opened, oldest first: what a reviewer reviews."""
    found = _looks(log, "WHERE instr(path, 'danger-to-life')", ())
    return [row for row in found if "danger-to-life" in row.look.path]


def kept_since(now: datetime) -> datetime:
    """The time before which rows need no longer be kept, for ``AccessLog.forget``.

    Source: today's standard, clock ``access-log`` (two years).

    >>> kept_since(datetime.fromisoformat("2028-02-29T00:00:00Z")).isoformat()
    '2026-02-28T00:00:00+00:00'
    """
    years = load_standard(DEFAULT_STANDARD).clock("access-log").count
    # The day before on the 29th of February: rather a day too many than one too few.
    day = min(now.day, 28) if now.month == 2 else now.day
    return now.replace(year=now.year - years, day=day)


def seen_between(
    log: AccessLog, since: datetime, until: datetime, actor: NodeId | None = None
) -> dict[NodeId, frozenset[Category]]:
    """Whose facts of which categories were shown in that time (to one actor): the list of a breach."""
    rows = _looks(log, "WHERE at >= ? AND at < ?", (micros(since), micros(until)))
    shown: dict[NodeId, frozenset[Category]] = {}
    for row in rows:
        if actor is None or row.look.actor == actor:
            for subject, categories in row.look.seen.items():
                shown[subject] = shown.get(subject, frozenset()) | categories
    return shown


def _looks(log: AccessLog, condition: str, given: tuple[str | int, ...]) -> list[LogRow]:
    with log.reading() as reader:
        rows = [_row(raw) for raw in reader.rows(condition, given) if raw.verb != ANCHOR]
    return sorted(rows, key=lambda row: (row.at, row.chain, row.seq))


def _row(raw: RawRow) -> LogRow:
    look = Look(
        actor=NodeId(raw.actor) if raw.actor is not None else None,
        verb=raw.verb,
        why=raw.why,
        seen=read_seen(raw.seen),
        path=tuple(raw.path.split()),
    )
    return LogRow(raw.chain, raw.seq, moment(raw.at), look, raw.digest)
