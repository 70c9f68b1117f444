"""A record of a client's case as a form, filled or blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Final

from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.forms.assessment import assessment_form
from resnet.drawing.forms.closing import closing_form
from resnet.drawing.forms.consent import consent_form
from resnet.drawing.forms.form import Form
from resnet.drawing.forms.intake import intake_form
from resnet.drawing.forms.papers import Papers, read_papers
from resnet.drawing.forms.pictures import Pictures, draw_pictures
from resnet.drawing.forms.plan import plan_form
from resnet.drawing.forms.process import process_form
from resnet.drawing.forms.referral import referral_form
from resnet.drawing.forms.report import report_form
from resnet.drawing.forms.supervision import supervision_form
from resnet.errors import BadInputError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView

_PLAIN: Final[dict[str, Callable[[Papers], Form]]] = {
    "intake": intake_form,
    "consent": consent_form,
    "plan": plan_form,
    "process": process_form,
    "referral": referral_form,
    "report": report_form,
    "supervision": supervision_form,
}
_DRAWN: Final[dict[str, Callable[[Papers, Pictures], Form]]] = {
    "assessment": assessment_form,
    "closing": closing_form,
}
# In the order in which they come up (domain.md §9).
FORMS: Final = (
    "intake",
    "consent",
    "assessment",
    "plan",
    "process",
    "referral",
    "report",
    "supervision",
    "closing",
)


class UnknownFormError(BadInputError):
    """A record was asked for that is none of the nine."""

    code: ClassVar[str] = "unknown-form"

    def __init__(self, asked: str) -> None:
        self.asked, self.forms = asked, ", ".join(FORMS)
        super().__init__(f"{asked!r} is no record: choose one of {self.forms}.")


def make_form(  # noqa: PLR0913 (what a record is made of)
    name: str, views: Views, always: GraphView, client: NodeId, *, language: str, case: NodeId | None = None
) -> Form:
    """The record of that case of the client, else of the newest, as far as the views show it.

    ``always`` is the same scope at every moment, for the family. A closing compares the eco-map at the two
    moments of ``views``; an assessment shows it now.

    Raises:
        UnknownFormError: If ``name`` is none of ``FORMS``.
        NodeNotFoundError: If there is no such client, or they are hidden.
    """
    _check(name)
    papers = read_papers(views.now, client, language, case)
    if name in _PLAIN:
        return _PLAIN[name](papers)
    moments = replace(views, always=always)
    if name != "closing":
        moments = replace(moments, then=None, then_at=None)
    return _DRAWN[name](papers, draw_pictures(moments, always, client, language, papers.standard))


def blank_form(name: str, language: str, at: datetime) -> Form:
    """The record with nothing filled in, to be written by hand.

    Raises:
        UnknownFormError: If ``name`` is none of ``FORMS``.
    """
    return form_of_papers(name, Papers(at=at, language=language))


def form_of_papers(name: str, papers: Papers) -> Form:
    """The record of these papers, without drawings.

    Raises:
        UnknownFormError: If ``name`` is none of ``FORMS``.
    """
    _check(name)
    return _PLAIN[name](papers) if name in _PLAIN else _DRAWN[name](papers, Pictures())


def _check(name: str) -> None:
    if name not in FORMS:
        raise UnknownFormError(name)
