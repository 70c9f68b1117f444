"""One at a time: reading a list in and taking a file back rest on what the other would change meanwhile."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn_at_lists(lock: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Ours alone, among all processes of this machine, until the end; waits for its turn.

    A list that is read compares its rows with those that an earlier issue left: were that taken back at the
    same time, rows that "did not change" would be gone with it. A lock ends with its process. ``on_wait`` is
    told once when another has the turn. Processes on two machines that share a server are not kept apart.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if on_wait is not None:
                on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
