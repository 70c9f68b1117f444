"""The sharing of scarce places, compiled."""

from __future__ import annotations

import numpy as np

from resnet.matching.kernel import floors
from resnet.matching.kernel import serve as plain
from resnet.matching.kernel.area_arrays import number_areas
from resnet.matching.kernel.loops.heap import pop, push
from resnet.matching.kernel.loops.jit import jit, jit_with
from resnet.matching.kernel.options import Options, make_room

serve = jit_with(
    plain.serve,
    find_nearest=jit_with(plain.find_nearest, push=push, pop=pop),
    move_up=jit(plain.move_up),
)

_reach = jit(floors.reach)
_stand_back = jit_with(floors.stand_back, await_turn=jit(floors.await_turn))
_find_way = jit_with(
    floors.find_way,
    reach=_reach,
    ask_holders=jit_with(floors.ask_holders, stand_back=_stand_back, reach=_reach),
    open_area=jit_with(floors.open_area, reach=_reach),
)
_serve_too = jit_with(floors.serve_too, find_way=_find_way, move_along=jit(floors.move_along))
keep_floors = jit_with(
    floors.keep_floors,
    fill_floor=jit_with(floors.fill_floor, serve_too=_serve_too),
    serve_too=_serve_too,
)


def compile_all() -> None:
    """Compile everything, or fetch what was compiled before."""
    none, slots = np.zeros(0, dtype=np.int32), np.zeros(2, dtype=np.int64)
    options = Options(np.zeros(2, dtype=np.int64), none, none, slots)
    held = make_room(options)
    serve(options, held)
    keep_floors(options, held, number_areas([""], {}, options, held))
