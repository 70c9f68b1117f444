"""The questions of a consent, the same at intake and later: nothing is ticked before the client says so."""

from __future__ import annotations

from datetime import datetime

from resnet.casework.consent import ConsentGiven
from resnet.graph.elements import NodeId
from resnet.ontology.category import PERSONAL, SENSITIVE, Category
from resnet.ontology.clock import end_of
from resnet.web.desk import Desk
from resnet.web.pages.sheets.around import field_ask
from resnet.web.render import category_choices
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Way

# Where a refused consent is told.
CONSENT_AT = {
    "nothing-asked": "ordinary",
    "intake-consent": "ordinary",
    "right-to-refuse": "told_right_to_refuse",
    "consent-period": "until",
    "signs-oneself": "given_by",
    "under-age": "given_as",
    "who-signs": "given_by",
    "signs-only-legal": "given_by",
    "no-consent-purpose": "purpose",
}


def consent_groups(desk: Desk, items: frozenset[Category] = PERSONAL) -> tuple[Group, ...]:
    """The ``items`` that may be agreed to, ordinary and sensitive apart; how and by whom; until when."""
    words = desk.words
    return (
        Group(
            words.text("sheet-consent-items"),
            (
                Ask(
                    name="ordinary",
                    label=words.text("sheet-ordinary-items"),
                    way=Way.PICKS,
                    options=category_choices(items - SENSITIVE, desk.language),
                ),
                Ask(
                    name="sensitive",
                    label=words.text("sheet-sensitive-items"),
                    way=Way.PICKS,
                    options=category_choices(items & SENSITIVE, desk.language),
                    hint=words.text("web-sensitive-says"),
                ),
            ),
        ),
        Group(
            words.text("sheet-consent-given"),
            (
                field_ask(desk, "consent", "given_how", Way.PICK, is_required=True),
                field_ask(desk, "consent", "given_as", Way.PICK, is_required=True),
                Ask(name="given_by", label=words.text("web-given-by")),
                Ask(name="until", label=words.text("web-consent-until"), way=Way.DAY, is_required=True),
                Ask(
                    name="told_right_to_refuse",
                    label=words.text("web-right-to-refuse"),
                    way=Way.TICK,
                    is_required=True,
                ),
            ),
        ),
    )


def consents_of(desk: Desk, filled: Filled, receiver: NodeId, purpose: str) -> tuple[ConsentGiven, ...]:
    """The consents that were filled in: ordinary and sensitive items are one each.

    Raises:
        RefusedAtError: If no item was ticked, or there is no last day.
    """
    until = filled.day("until")
    if until is None:
        raise RefusedAtError("until", desk.words.text("sheet-missing-entry"))
    groups = [frozenset(Category(each) for each in filled.codes(name)) for name in ("ordinary", "sensitive")]
    if not any(groups):
        raise RefusedAtError("ordinary", desk.words.text("sheet-missing-pick"))
    return tuple(_consent(filled, each, receiver, (purpose, end_of(until))) for each in groups if each)


def _consent(
    filled: Filled, items: frozenset[Category], receiver: NodeId, asked_for: tuple[str, datetime]
) -> ConsentGiven:
    purpose, until = asked_for
    return ConsentGiven(
        purpose=purpose,
        categories=items,
        receiver=receiver,
        until=until,
        given_how=filled.text("given_how"),
        given_as=filled.text("given_as"),
        given_by=filled.text("given_by") or None,
        is_right_to_refuse_told=filled.is_ticked("told_right_to_refuse"),
        remarks=filled.text("remarks"),
    )
