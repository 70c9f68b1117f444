"""Words of facility names, as shipped."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from resnet.shipped import shipped


@dataclass(frozen=True, slots=True)
class NameWords:
    """``kinds`` say what a facility is, ``apart`` tell two of one name apart, ``areas`` end areas' names.

    ``attached`` are facilities that others run under their own name, ``attached_by`` the word that says so.
    """

    kinds: tuple[str, ...]
    apart: frozenset[str]
    areas: frozenset[str]
    attached: frozenset[str]
    attached_by: str


@cache
def name_words() -> NameWords:
    """The words in ``data/identity/name_words.toml``."""
    read = tomllib.loads(shipped("identity/name_words.toml").read_text(encoding="utf-8"))
    apart, areas, attached = (frozenset(read[name]) for name in ("apart", "areas", "attached"))
    return NameWords(tuple(read["kinds"]), apart, areas, attached, read["attached_by"])
