"""The snapshot follows the store: export at a version, then idempotent replay of the feed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Lock
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.bulk import BulkView
from resnet.graph.elements import Commit, Entry, Version
from resnet.graph.network.gather import gather_tables
from resnet.graph.network.make import NetworkMaker
from resnet.graph.network.public_tables import PublicTables
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import REFERRAL_KINDS, Successes, count_successes, success_rule
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView

_AT_ONCE: Final = 100


class NetworkFollower:
    """Keeps one snapshot up to date; one a process, shared by all its requests and threads."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._lock = Lock()
        self._tables, self._maker = PublicTables(), NetworkMaker()
        self._successes: Successes = {}
        self._network: Network | None = None
        self._seen = Version(0)
        self._counted_on: date | None = None

    def network(self) -> Network:
        """The network after every commit that the store has acknowledged by now.

        The same object while nothing public changed, so that what was derived from it stays good.
        """
        return self.followed()[0]

    def followed(self) -> tuple[Network, Version]:
        """The network, and the version of the whole store that it was brought up to."""
        with self._lock:
            view = self._store.view(Scope.everything(reason="network snapshot"), as_of=EVERY_MOMENT)
            if self._network is None:
                # The version first: what is committed during the export is replayed over it, harmlessly.
                self._seen = last_version(view)
                self._tables = gather_tables(view)
            is_touched = self._catch_up(view)
            if self._network is None or is_touched:
                self._network = self._maker.make(self._tables, self._successes, self._seen, view.now)
            return self._network, self._seen

    def _catch_up(self, view: GraphView) -> bool:
        """Bring what was gathered after the feed, and say whether anything of the snapshot changed."""
        is_touched = has_referrals = False
        # Many at once: what a list of commits changes in one kind is changed once.
        for some in in_batches(view.feed(self._seen), _AT_ONCE):
            is_touched |= self._tables.replay(some)
            has_referrals |= any(_may_be_referral(entry) for commit in some for entry in commit.entries)
            self._seen = some[-1].version
        # A count also changes by the passing of days, since only referrals of a dated window count.
        if has_referrals or view.now.date() != self._counted_on:
            counted = count_successes(view, view.now, success_rule())
            is_touched |= counted != self._successes
            self._successes, self._counted_on = counted, view.now.date()
        return is_touched


def make_network(store: GraphStore) -> Network:
    """The public network of the store as it is now."""
    return NetworkFollower(store).network()


def _may_be_referral(entry: Entry) -> bool:
    # What was erased no longer says its kind.
    return entry.element is None or entry.element.kind in REFERRAL_KINDS


def last_version(view: GraphView) -> Version:
    """The newest version in the feed, 0 when it is empty.

    Where only the feed tells, it goes forwards only: the step doubles while it meets commits and is halved
    when it does not.
    """
    if isinstance(view, BulkView):
        return view.newest()
    known, step = 0, 1
    while True:
        found = _first(view.feed(Version(known + step - 1)))
        if found is not None:
            known, step = found.version, step * 2
        elif step == 1:
            return Version(known)
        else:
            step //= 2


def _first(commits: Iterator[Commit]) -> Commit | None:
    return next(commits, None)
