"""Compiles the matcher's loops once, before several processes want them at the same time.

    python -m scripts.compile_loops

Does nothing where numba is not installed or its cache has them already.
"""

from __future__ import annotations

from pkgutil import iter_modules

from resnet.matching.kernel import loops
from resnet.matching.kernel.compiled import load

# What the others are made with: they have nothing of their own to compile.
_PARTS = {"heap", "jit", "near"}


def main() -> None:
    """Compile what is not kept from before."""
    load(*(module.name for module in iter_modules(loops.__path__) if module.name not in _PARTS))


if __name__ == "__main__":
    main()
