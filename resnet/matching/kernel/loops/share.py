"""The sharing of scarce places, compiled."""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel import serve as plain
from resnet.matching.kernel.loops.heap import pop, push
from resnet.matching.kernel.loops.jit import jit, jit_with
from resnet.matching.kernel.options import Options, make_room

serve = jit_with(
    plain.serve,
    find_nearest=jit_with(plain.find_nearest, push=push, pop=pop),
    move_up=jit(plain.move_up),
)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    none, slots = np.zeros(0, dtype=np.int32), np.zeros(2, dtype=np.int64)
    options = Options(np.zeros(2, dtype=np.int64), none, none, slots)
    serve(options, make_room(options))
