"""Python's search for circles of objects, held back where very many are made and none of them is in one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Fifty thousand rows would set off one search after the other of all that the caller holds.

    What takes long makes ``collect_young`` search what is new now and then: others run beside it.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def collect_young() -> None:
    """Free the circles among what was made since the last search; what is kept is not searched again."""
    gc.collect(0)
