"""From one store to another: batch after batch of commits, to be taken up again wherever it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Final

from resnet.errors import StoreError
from resnet.graph.batches import in_batches
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.moving.parts import CommitPart, Portable

# How many entries go over at once: enough to be quick, little enough to be one transaction anywhere.
BATCH: Final = 10_000
_RECEIPTS: Final = 5_000
Tell = Callable[[int, int], None]


class NotThisStoreError(StoreError):
    """What stands at the other place is no part of the store that is to be copied there."""

    code: ClassVar[str] = "not-this-store"

    def __init__(self, target: str) -> None:
        self.target = target
        super().__init__(
            f"{target}: holds another store, or has gone its own way since. Copy to a place where nothing is."
        )


class CopyDiffersError(StoreError):
    """The copy does not give the digest of what was copied."""

    code: ClassVar[str] = "copy-differs"

    def __init__(self, target: str) -> None:
        self.target = target
        super().__init__(
            f"{target}: the copy is not what was copied. Run `resnet check` on both, and copy again to a "
            "place where nothing is."
        )


def copy_store(
    source: Portable, target: Portable, *, name: str, tell: Tell = lambda *_: None, size: int = BATCH
) -> str:
    """Carry everything that the target does not have yet, and compare; the digest of both.

    The comparison needs those who write to the source to rest. Arguments as for ``carry_over``.

    Raises:
        NotThisStoreError: If the target is not an earlier state of the source.
        CopyDiffersError: If the two differ in the end.
    """
    carry_over(source, target, name=name, tell=tell, size=size)
    found = digest_of_store(target)
    if found != digest_of_store(source):
        raise CopyDiffersError(name)
    target.finish()
    return found


def carry_over(
    source: Portable, target: Portable, *, name: str, tell: Tell = lambda *_: None, size: int = BATCH
) -> None:
    """Carry everything that the target does not have yet.

    ``tell`` is given (version reached, version of the whole) after each batch of about ``size`` entries.
    Stopped at any moment, it goes on where it was when it is called again. What others write to the source
    meanwhile comes along as long as they write.

    Raises:
        NotThisStoreError: If the target is not an earlier state of the source.
    """
    last, chain = target.last()
    if target.facts() != source.facts() or (last and source.chain_at(last) != chain):
        raise NotThisStoreError(name)
    whole, _ = source.last()
    for batch in _batches(source.commits_after(last), size):
        target.take_in(batch)
        reached = batch[-1].stamp.version
        tell(reached, max(whole, reached))
    for receipts in in_batches(source.receipts(), _RECEIPTS):
        target.take_in_receipts(receipts)


def _batches(commits: Iterable[CommitPart], size: int) -> Iterator[list[CommitPart]]:
    """Whole commits, together at most ``size`` entries, unless one has more."""
    batch: list[CommitPart] = []
    count = 0
    for commit in commits:
        if batch and count + len(commit.entries) > size:
            yield batch
            batch, count = [], 0
        batch.append(commit)
        count += len(commit.entries)
    if batch:
        yield batch
