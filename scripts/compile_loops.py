"""Compiles the matcher's loops once, before several processes want them at the same time.

    python -m scripts.compile_loops

Does nothing where numba is not installed or its cache has them already.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pkgutil import iter_modules

from resnet.matching.kernel import loops

# Each compiles for itself what its modules call of others, so two do a third more than one; more do yet more.
PROCESSES = 2


def main() -> None:
    """Compile what is not kept from before."""
    if find_spec("numba") is None:
        return
    names = [found.name for found in iter_modules(loops.__path__, f"{loops.__name__}.")]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        list(pool.map(compile_module, names))


def compile_module(name: str) -> None:
    """Compile the loops of a module; one without ``compile_all`` is a part of others."""
    module = import_module(name)
    if hasattr(module, "compile_all"):
        module.compile_all()


if __name__ == "__main__":
    main()
