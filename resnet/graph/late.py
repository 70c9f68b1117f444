"""A store on a server that need not be there yet: what serves it starts, says so, and goes on by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Receipt
from resnet.graph.faults import ServerUnreachableError
from resnet.graph.store import GraphStore, GraphView, Ids, Moment

# For so long after it was not there the server is taken to be away still: nobody queues up to find that out.
_PAUSE_S: Final = 1.0


class LateStore:
    """A GraphStore that is opened by the first call that finds its server.

    Until then every call is refused with ``ServerUnreachableError``; whatever else ``make`` raises is raised
    by the call that met it, and tried again by the next.
    """

    def __init__(self, make: Callable[[], GraphStore], clock: Callable[[], datetime]) -> None:
        self._make, self._clock = make, clock
        self._lock = threading.Lock()
        self._opened: GraphStore | None = None
        self._missed: ServerUnreachableError | None = None
        self._missed_at = 0.0

    def opened(self) -> GraphStore:
        """The store itself.

        Raises:
            ServerUnreachableError: If its server does not answer.
        """
        with self._lock:
            if self._opened is None:
                if self._missed is not None and time.monotonic() - self._missed_at < _PAUSE_S:
                    raise ServerUnreachableError(self._missed.address)
                try:
                    self._opened = self._make()
                except ServerUnreachableError as missed:
                    self._missed, self._missed_at = missed, time.monotonic()
                    raise
            return self._opened

    @property
    def ids(self) -> Ids:
        """Mints this store's ids."""
        return self.opened().ids

    def now(self) -> datetime:
        """The store's injected clock, UTC."""
        return self._clock()

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """As ``GraphStore.write``."""
        return self.opened().write(changes, scope=scope, why=why, commit=commit)

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        """As ``GraphStore.view``."""
        return self.opened().view(scope, as_of=as_of)

    def close(self) -> None:
        """Let go of what was opened."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
