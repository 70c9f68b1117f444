"""The council's report, judged once for all that one page asks of it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.gaps.report import GapReport, read_gaps
from resnet.graph.elements import NodeId, Version
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore

# What ends by the clock alone (an agreement, a consent) is out of the tables at most so much later; what
# somebody ends is a commit, and is out at once.
_MOST_AGE: Final = timedelta(minutes=1)
_MOST_READERS: Final = 32
Reader = tuple[NodeId | None, frozenset[Role], bool]


@dataclass(frozen=True, slots=True)
class _Kept:
    version: Version
    network: Network
    report: GapReport


class KeptReports:
    """The newest report of each reader, good for one version of the store; never one reader's for another."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: OrderedDict[Reader, _Kept] = OrderedDict()

    def read(self, scope: Scope, network: Network, version: Version) -> GapReport:
        """What ``read_gaps`` gives for the store at ``version``, to which ``network`` was brought up.

        Raises:
            ForbiddenError: If the scope is of nobody who reads the council's tables.
        """
        # In which roles is part of whose a report is: a role that was lost finds nothing here.
        reader = (scope.actor, scope.roles, scope.sees_everything)
        with self._lock:
            kept = self._kept.get(reader)
        if kept is not None and kept.network is network and kept.version == version and self._is_new(kept):
            return kept.report
        report = read_gaps(self._store, scope, network)
        with self._lock:
            self._kept[reader] = _Kept(version, network, report)
            self._kept.move_to_end(reader)
            while len(self._kept) > _MOST_READERS:
                self._kept.popitem(last=False)
        return report

    def _is_new(self, kept: _Kept) -> bool:
        return timedelta(0) <= self._store.now() - kept.report.at < _MOST_AGE
