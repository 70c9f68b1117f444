"""The list of what can be recorded in a case, each with its sheet."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.open_case import ENDED
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import case_desk
from resnet.web.render import CONSENTERS, WORKERS, page

# Address of the sheet → its words, and who has it.
_SHEETS: Final[tuple[tuple[str, str, tuple[Role, ...]], ...]] = (
    ("statement", "sheet-statement", WORKERS),
    ("need", "sheet-need", WORKERS),
    ("relative", "sheet-relative", WORKERS),
    ("tie", "sheet-tie", WORKERS),
    ("triangle", "sheet-triangle", WORKERS),
    ("person", "sheet-person", WORKERS),
    ("genogram-note", "sheet-genogram-note", WORKERS),
    ("ecomap", "ecomap-together", CONSENTERS),
    ("plan", "sheet-plan", WORKERS),
    ("conference", "sheet-conference", WORKERS),
    ("consent", "sheet-consent", CONSENTERS),
    ("withdraw", "sheet-withdrawal", CONSENTERS),
    ("closing", "sheet-closing", WORKERS),
)
# A closed case takes nothing new; consent lives as long as the facts.
_ALWAYS: Final = frozenset({"consent", "withdraw"})


def show_acts(asked: Asked) -> Response:
    """The sheets that the visitor has in this case."""
    at = case_desk(asked, CONSENTERS)
    is_open = at.case.node.text("state") not in ENDED
    return page(
        at.desk,
        "acts.html",
        back=at.href,
        back_words=at.back_words,
        is_open=is_open,
        sheets=[
            (f"{at.href}/{address}", at.desk.words.text(key))
            for address, key, roles in _SHEETS
            if at.desk.has_role(*roles) and (is_open or address in _ALWAYS)
        ],
    )
