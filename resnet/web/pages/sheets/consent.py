"""The sheets of consent: given to one receiver for one purpose, and taken back at any time."""

from __future__ import annotations

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.circle import consent_circle
from resnet.casework.consent import give_consent
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.vocabulary import load_vocabulary
from resnet.web.desk import Asked
from resnet.web.pages.sheets.agree import CONSENT_AT, consent_groups, consents_of
from resnet.web.pages.sheets.around import (
    CaseDesk,
    case_desk,
    field_ask,
    find_by_name,
    named,
)
from resnet.web.render import CONSENTERS, Onward, category_choices, onward
from resnet.web.sheet import Ask, Filled, Group, Options, RefusedAtError, Sheet, Way, show_sheet, take_sheet

# Of all that may be seen; a receiver's id is never this word.
_ALL = "all"


def show_consent(asked: Asked) -> Response:
    """The empty sheet of a consent."""
    at = case_desk(asked, CONSENTERS)
    return show_sheet(at.desk, _consent_sheet(at))


def take_consent(asked: Asked) -> Response:
    """Record what the client agreed to."""
    at = case_desk(asked, CONSENTERS)

    def act(filled: Filled) -> Onward:
        words = at.desk.words
        other = find_by_name(at.desk, at.view, "agency", filled.text("other_receiver"), "other_receiver")
        receiver = other or filled.text("receiver")
        if not receiver:
            raise RefusedAtError("receiver", words.text("sheet-missing-pick"))
        consents = consents_of(at.desk, filled, NodeId(receiver), filled.text("purpose"))
        client, commit = at.case.client.id, asked.commit("consent")
        kept = give_consent(at.desk.store, at.desk.scope, client, consents, commit=commit)
        return onward(at.desk, f"{at.href}#circle", "sheet-consent-kept", kept.warnings)

    return take_sheet(asked, _consent_sheet(at), act)


def show_withdrawal(asked: Asked) -> Response:
    """The empty sheet of a withdrawal."""
    at = case_desk(asked, CONSENTERS)
    return show_sheet(at.desk, _withdrawal_sheet(at))


def take_withdrawal(asked: Asked) -> Response:
    """End the consent at once."""
    at = case_desk(asked, CONSENTERS)

    def act(filled: Filled) -> Onward:
        receiver = filled.text("receiver")
        items = frozenset(Category(each) for each in filled.codes("categories"))
        given = Withdrawal(
            client=at.case.client.id,
            receiver=None if receiver == _ALL else NodeId(receiver),
            categories=items or None,
        )
        done = withdraw_consent(at.desk.store, at.desk.scope, given, commit=asked.commit("withdraw"))
        # What was open to this very visitor may be closed now.
        is_readable = at.case.id in at.desk.view().nodes([at.case.id])
        href = f"{at.href}#circle" if is_readable else "/cases"
        return onward(at.desk, href, "sheet-withdrawn", done.warnings)

    return take_sheet(asked, _withdrawal_sheet(at), act)


def _receivers(at: CaseDesk) -> Options:
    own = [at.desk.scope.actor] if at.desk.scope.actor is not None else []
    teams = [edge.end for edge in edges_out(at.view, own, "member_of")]
    teams += [team.id for team in at.teams()]
    return (*at.agencies(), *named(at.view, teams, "team"))


def _consent_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    purpose = field_ask(desk, "consent", "purpose", Way.PICK, is_required=True)
    exceptions = {"emergency"}
    options = tuple(pair for pair in purpose.options if pair[0] not in exceptions)
    return Sheet(
        title=words.text("sheet-consent"),
        address=f"{at.href}/consent",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-consent-says"),
        at=CONSENT_AT,
        groups=(
            Group(
                "",
                (
                    Ask(
                        name="receiver",
                        label=words.text("sheet-receiver"),
                        way=Way.PICK,
                        options=_receivers(at),
                    ),
                    Ask(
                        name="other_receiver",
                        label=words.text("sheet-other-receiver"),
                        hint=words.text("sheet-other-receiver-hint"),
                    ),
                    Ask(name="purpose", label=purpose.label, way=Way.PICK, options=options, is_required=True),
                ),
            ),
            *consent_groups(desk),
            Group("", (field_ask(desk, "consent", "remarks", Way.TEXT),)),
        ),
    )


def _withdrawal_sheet(at: CaseDesk) -> Sheet:
    words = at.desk.words
    circle = consent_circle(at.view, at.case.client.id)
    items = load_vocabulary("categories")
    held = [node for node in circle.receivers.values() if node.kind != "referral" and node.text("name")]
    receivers = tuple(sorted(((node.id, node.text("name")) for node in held), key=lambda pair: pair[1]))
    opened = {each.category for each in circle.openings if each.category in items} & PERSONAL
    return Sheet(
        title=words.text("sheet-withdrawal"),
        address=f"{at.href}/withdraw",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-withdraw"),
        says=words.text(
            "sheet-withdrawal-says-client"
            if at.desk.scope.roles == {Role.CLIENT}
            else "sheet-withdrawal-says"
        ),
        at={"nothing-to-withdraw": "receiver"},
        groups=(
            Group(
                "",
                (
                    Ask(
                        name="receiver",
                        label=words.text("sheet-withdraw-from"),
                        way=Way.PICK,
                        options=(*receivers, (_ALL, words.text("sheet-withdraw-all"))),
                        is_required=True,
                    ),
                    Ask(
                        name="categories",
                        label=words.text("sheet-withdraw-items"),
                        way=Way.PICKS,
                        options=category_choices(opened, at.desk.language),
                        hint=words.text("sheet-withdraw-items-hint"),
                    ),
                ),
            ),
        ),
    )
