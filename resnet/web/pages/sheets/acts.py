"""The list of what can be recorded in a case, each with its sheet."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.open_case import ENDED
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import case_desk
from resnet.web.render import CONSENTERS, WORKERS, page

# What belongs together → addresses of its sheets, their words, and who has them.
_SHEETS: Final[tuple[tuple[str, tuple[tuple[str, str, tuple[Role, ...]], ...]], ...]] = (
    (
        "acts-assessment",
        (
            ("statement", "sheet-statement", WORKERS),
            ("need", "sheet-need", WORKERS),
            ("strength", "sheet-strength", WORKERS),
            ("obstacle", "sheet-obstacle", WORKERS),
            ("supporter", "sheet-supporter", WORKERS),
            ("received", "sheet-received", WORKERS),
            ("ended", "sheet-ended", WORKERS),
            ("judgement", "sheet-judgement", WORKERS),
        ),
    ),
    (
        "acts-family",
        (
            ("relative", "sheet-relative", WORKERS),
            ("tie", "sheet-tie", WORKERS),
            ("triangle", "sheet-triangle", WORKERS),
            ("emotion-ended", "sheet-emotion-ended", WORKERS),
            ("person", "sheet-person", WORKERS),
            ("genogram-note", "sheet-genogram-note", WORKERS),
            ("ecomap", "ecomap-together", CONSENTERS),
        ),
    ),
    (
        "acts-work",
        (
            ("contact", "sheet-contact", WORKERS),
            ("plan", "sheet-plan", WORKERS),
            ("evaluation", "sheet-evaluation", WORKERS),
            ("advocacy", "sheet-advocacy", WORKERS),
            ("advocacy-result", "sheet-advocacy-result", WORKERS),
            ("conference", "sheet-conference", WORKERS),
            ("assignment", "sheet-assignment", WORKERS),
            ("team-form", "sheet-team-form", WORKERS),
        ),
    ),
    (
        "acts-consent",
        (
            ("consent", "sheet-consent", CONSENTERS),
            ("withdraw", "sheet-withdrawal", CONSENTERS),
            ("emergency", "sheet-emergency", WORKERS),
            ("emergency-review", "sheet-emergency-review", WORKERS),
        ),
    ),
    ("acts-end", (("closing", "sheet-closing", WORKERS),)),
)
# A closed case takes nothing new but follow-up; consent lives as long as the facts.
_ALWAYS: Final = frozenset({"consent", "withdraw", "contact", "emergency", "emergency-review"})


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
        groups=[
            (at.desk.words.text(group), sheets)
            for group, listed in _SHEETS
            if (
                sheets := [
                    (f"{at.href}/{address}", at.desk.words.text(key))
                    for address, key, roles in listed
                    if at.desk.has_role(*roles) and (is_open or address in _ALWAYS)
                ]
            )
        ],
    )
