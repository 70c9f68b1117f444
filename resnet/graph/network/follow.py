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
from resnet.graph.network.saved.kept import Opened, SavedNetwork, Stand
from resnet.graph.network.saved.sealed import UnsealedError
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import REFERRAL_KINDS, Successes, count_successes, success_rule
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.graph.values import kind_of

_AT_ONCE: Final = 100
# So many commits behind, a saved network is saved anew although nothing of it changed: each start reads them.
_FAR: Final = 1_000


class NetworkFollower:
    """Keeps one snapshot up to date; one a process, shared by all its requests and threads.

    Where a network was ``saved`` that can be believed, it begins with that and replays what came since;
    ``is_from_saved`` says that it did.
    """

    def __init__(self, store: GraphStore, saved: SavedNetwork | None = None) -> None:
        self._store, self._saved = store, saved
        self._lock = Lock()
        self._tables, self._maker = PublicTables(), NetworkMaker()
        self._successes: Successes = {}
        self._network: Network | None = None
        self._seen = Version(0)
        self._counted_on: date | None = None
        # While nothing public changed since: the tables are not read for as long.
        self._opened: Opened | None = None
        self._saved_at = Version(0)
        self._is_new = False
        self.is_from_saved = False

    def network(self) -> Network:
        """The network after every commit that the store has acknowledged by now.

        The same object while nothing public changed, so that what was derived from it stays good.
        """
        return self.followed()[0]

    def followed(self) -> tuple[Network, Version]:
        """The network, and the version of the whole store that it was brought up to."""
        with self._lock:
            view = self._view()
            if self._network is None:
                self._begin(view)
            is_touched = self._catch_up(view)
            if self._network is None or is_touched:
                self._read_tables(view)
                self._network = self._maker.make(self._tables, self._successes, self._seen, view.now)
                self._is_new = True
            return self._network, self._seen

    def save(self) -> bool:
        """Save the network for the next start, where it is another than the saved one; whether it was.

        Of a network that is small, or where the store tells no history, nothing is saved.

        Raises:
            StoreError: If the store cannot be asked.
        """
        with self._lock:
            if self._saved is None or self._network is None:
                return False
            view, is_far = self._view(), self._seen - self._saved_at >= _FAR
            if not (self._is_new or is_far or self._saved.has_more(self._network, view.now)):
                return False
            if not isinstance(view, BulkView) or self._counted_on is None:
                return False
            self._read_tables(view)
            stand = Stand(self._seen, view.mark(self._seen), self._counted_on)
            if not self._saved.write(self._network, self._tables, stand, view.now):
                return False
            self._saved_at, self._is_new = self._seen, False
            # Whoever erases takes the file away afterwards; whoever saves looks for erasures afterwards.
            if any(_is_erased(entry) for commit in view.feed(self._seen) for entry in commit.entries):
                self._saved.forget()
                return False
            return True

    def _view(self) -> GraphView:
        return self._store.view(Scope.everything(reason="network snapshot"), as_of=EVERY_MOMENT)

    def _begin(self, view: GraphView) -> None:
        if self._saved is not None and isinstance(view, BulkView):
            self._opened = self._saved.read(view.now, view.mark)
        if self._opened is None:
            # The version first: what is committed during the export is replayed over it, harmlessly.
            self._seen = last_version(view)
            self._tables = gather_tables(view)
        else:
            stand, self.is_from_saved = self._opened.stand, True
            self._network, self._successes = self._opened.network, self._opened.successes()
            self._seen = self._saved_at = stand.version
            self._counted_on = stand.counted_on

    def _read_tables(self, view: GraphView) -> None:
        """The tables behind a network that was opened, once they are needed."""
        if self._opened is None:
            return
        try:
            self._tables = self._opened.tables()
            self._maker.go_on_from(self._tables, self._opened.network)
        except UnsealedError:
            # What comes after the version of the network is replayed in any case.
            self._tables = gather_tables(view)
        self._opened = None

    def _catch_up(self, view: GraphView) -> bool:
        """Bring what was gathered after the feed, and say whether anything of the snapshot changed."""
        is_touched = has_referrals = has_erased = False
        # Many at once: what a list of commits changes in one kind is changed once.
        for some in in_batches(view.feed(self._seen), _AT_ONCE):
            entries = [entry for commit in some for entry in commit.entries]
            if any(kind_of(entry.id) in self._tables.by_kind for entry in entries):
                self._read_tables(view)
                is_touched |= self._tables.replay(some)
            has_referrals |= any(map(_may_be_referral, entries))
            has_erased |= any(map(_is_erased, entries))
            self._seen = some[-1].version
        # A count also changes by the passing of days, since only referrals of a dated window count.
        if has_referrals or view.now.date() != self._counted_on:
            counted = count_successes(view, view.now, success_rule())
            is_touched |= counted != self._successes
            self._successes, self._counted_on = counted, view.now.date()
        if has_erased and self._saved is not None:
            self._saved.forget()
        return is_touched


def make_network(store: GraphStore, saved: SavedNetwork | None = None) -> Network:
    """The public network of the store as it is now; begun with what was saved of it, and saved anew."""
    follower = NetworkFollower(store, saved)
    network = follower.network()
    follower.save()
    return network


def _is_erased(entry: Entry) -> bool:
    return entry.element is None


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
