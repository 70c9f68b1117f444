"""How often one caller may ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import ClassVar, Final

from resnet.errors import ResnetError

# Top-level fields a minute: several a second for hours, and a burst of a minute's worth.
POINTS_A_MINUTE: Final = 600
_CALLERS_KEPT: Final = 10_000


class TooOftenError(ResnetError):
    """A caller asks more often than the server lets one caller ask."""

    code: ClassVar[str] = "too-often"

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__(f"asked too often: wait {wait_s} seconds, and ask for more at a time.")


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class RateLimit:
    """A bucket of points for each caller, filled at an even pace. One process, any thread."""

    def __init__(self, a_minute: int = POINTS_A_MINUTE, *, clock: Callable[[], float] = monotonic) -> None:
        self._a_minute, self._clock = a_minute, clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = Lock()

    def take(self, caller: str, cost: int) -> None:
        """Take ``cost`` out of the caller's bucket.

        Raises:
            TooOftenError: If it does not hold so much; nothing is taken then.
        """
        with self._lock:
            bucket = self._bucket(caller)
            # A dear request is let through on a full bucket, or it never could be.
            cost = min(cost, self._a_minute)
            if bucket.left < cost:
                raise TooOftenError(int((cost - bucket.left) * 60 / self._a_minute) + 1)
            bucket.left -= cost

    def charge(self, caller: str, cost: int) -> None:
        """Take what an answer cost that was given already; a bucket may be left in debt."""
        with self._lock:
            self._bucket(caller).left -= cost

    def _bucket(self, caller: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.pop(caller, None) or _Bucket(self._a_minute, now)
        bucket.left = min(self._a_minute, bucket.left + (now - bucket.at) * self._a_minute / 60)
        bucket.at = now
        self._buckets[caller] = bucket
        if len(self._buckets) > _CALLERS_KEPT:
            # The one that has not asked for longest is full again by now.
            del self._buckets[next(iter(self._buckets))]
        return bucket
