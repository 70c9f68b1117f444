"""What takes long to make, made when somebody first wants it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Something that is made once for all threads; whoever asks for it waits until it is there."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._made: list[T] = []
        self._lock, self._is_begun = Lock(), False

    @classmethod
    def of(cls, made: T) -> Once[T]:
        """What is there already."""
        found = cls(lambda: made)
        found()
        return found

    def __call__(self) -> T:
        """The thing itself."""
        if not self._made:
            with self._lock:
                if self._make is not None:
                    self._made.append(self._make())
                    # What it was made of is not held any longer.
                    self._make = None
        return self._made[0]

    @property
    def is_made(self) -> bool:
        """Whether nobody would have to wait for it."""
        return bool(self._made)

    def begin(self) -> None:
        """Make it in another thread, if nobody has begun to."""
        if not self._is_begun:
            self._is_begun = True
            Thread(target=self, daemon=True).start()
