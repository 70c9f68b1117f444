"""Compiled loops where numba is installed; whoever asks must have another way for where it is not."""

from __future__ import annotations

import importlib
import importlib.util
from threading import Lock, Thread
from types import ModuleType

_LOOPS = "resnet.matching.kernel.loops"
_loaded: dict[str, ModuleType] = {}
_lock = Lock()


def ready(name: str) -> ModuleType | None:
    """A module of loops, once it is loaded; None before, and without numba."""
    return _loaded.get(name)


def loaded(name: str) -> ModuleType:
    """A module of loops of which whoever asks has seen that it is ready.

    Raises:
        RuntimeError: If it is not.
    """
    loops = ready(name)
    if loops is None:
        raise RuntimeError(f"the loops {name} are asked for before they are ready")
    return loops


def load(*names: str) -> bool:
    """Load modules of loops and wait for it; no where numba is not installed.

    Importing numba takes a second, and what was never compiled on this machine some seconds more: pages let
    ``load_behind`` do it, a batch waits.
    """
    if importlib.util.find_spec("numba") is None:
        return False
    with _lock:
        for name in names:
            if name not in _loaded:
                module = importlib.import_module(f"{_LOOPS}.{name}")
                module.compile_all()
                _loaded[name] = module
    return True


def load_behind(*names: str) -> Thread:
    """Load modules of loops in another thread, while questions are answered without them."""
    thread = Thread(target=load, args=names, daemon=True)
    thread.start()
    return thread
