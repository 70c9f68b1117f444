"""Case and household codes, such as 2009-01-001: labels for people, never ids.

The number after the month is drawn, not counted: a number that counts would tell every agency how many
cases the others took in. Further cases of one household share the household's code and add a person code.
Source: handbook 2011, 운영지침 (1) ①: 가구코드+개인코드; decision 0005.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from resnet.access.upkeep import NUMBERING
from resnet.casework.act import Act
from resnet.graph.elements import NodeId, Where
from resnet.ontology.words import KOREA

# After so many draws that hit a taken number the next longer number is drawn from.
_DRAWS_A_LENGTH: Final = 40
_SERIAL_DIGITS: Final = 3
_PERSON_DIGITS: Final = 1


def household_code(act: Act) -> str:
    """A code of this month (Korean time) that no case and no household has."""
    month = act.now.astimezone(KOREA).strftime("%Y-%m")
    return _free(act, f"{month}-", _SERIAL_DIGITS, lambda code: _is_taken(act, code))


def code_in_household(act: Act, household: str) -> str:
    """The code of a further independent case in a household: its code and a person code."""
    return _free(act, f"{household}-", _PERSON_DIGITS, lambda code: _is_taken(act, code))


def _free(act: Act, prefix: str, digits: int, is_taken: Callable[[str], bool]) -> str:
    attempt = 0
    while True:
        length = digits + attempt // _DRAWS_A_LENGTH
        code = f"{prefix}{_draw(act, prefix, attempt, 10**length - 1):0{length}d}"
        if not is_taken(code):
            return code
        attempt += 1


def _draw(act: Act, prefix: str, attempt: int, largest: int) -> int:
    """1 to ``largest``, by the store's secret and this act: the same again for the same act."""
    drawn: NodeId = act.store.ids.key("case", "code", str(act.actor), act.commit, prefix, str(attempt))
    return int(drawn.rpartition(":")[2].replace("-", ""), 16) % largest + 1


def _is_taken(act: Act, code: str) -> bool:
    # Across all agencies, so with the program's own eyes; only a yes or no comes back, of a drawn number.
    view = act.store.view(NUMBERING)
    where = Where(equals={"code": code})
    return any(view.find(kind, where, limit=1).nodes for kind in ("case", "household"))
