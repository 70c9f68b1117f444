"""Compiles the matcher's loops once, before several processes want them at the same time.

    python -m scripts.compile_loops

Does nothing where numba is not installed or its cache has them already.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from resnet.matching.kernel import loops


def main() -> None:
    """Compile what is not kept from before; a module without ``compile_all`` is a part of others."""
    if find_spec("numba") is None:
        return
    for found in iter_modules(loops.__path__, f"{loops.__name__}."):
        module = import_module(found.name)
        if hasattr(module, "compile_all"):
            module.compile_all()


if __name__ == "__main__":
    main()
