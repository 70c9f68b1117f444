"""The compiler, behind one typed name."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def jit(function: Function) -> Function:
    """The function compiled when it is first called.

    The machine code is kept beside the source or in the user's cache, where one of them can be written.
    """
    return _compiled(function, is_inlined=False)


def inlined(function: Function) -> Function:
    """The function compiled into whatever calls it: handing over tuples of arrays takes longer."""
    return _compiled(function, is_inlined=True)


def _compiled(function: Function, *, is_inlined: bool) -> Function:
    try:
        return cast("Function", njit(cache=True, nogil=True, forceinline=is_inlined)(function))
    except RuntimeError:
        return cast("Function", njit(nogil=True, forceinline=is_inlined)(function))


def jit_with(function: Function, **compiled: Callable[..., object]) -> Function:
    """The function compiled, with these in place of the plain functions it calls by the same names."""
    names = {**function.__globals__, **compiled}
    return jit(cast("Function", FunctionType(function.__code__, names, function.__name__)))
