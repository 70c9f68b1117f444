"""The sheet that sends a letter which was prepared and not sent, with the consents it still needs."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.casework.draft import DRAFT
from resnet.casework.referral import send_referral
from resnet.casework.referral_answer import SENDER, sides_at
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from resnet.web.desk import Asked
from resnet.web.pages.sheets.agree import CONSENT_AT, consent_groups, consents_of
from resnet.web.render import WORKERS, Onward, onward
from resnet.web.sheet import Filled, Sheet, show_refused, show_sheet, take_sheet

PURPOSE = "referral"


@dataclass(frozen=True)
class _Draft:
    node: Node
    receiver: NodeId
    passes_on: frozenset[Category]


def show_draft(asked: Asked) -> Response:
    """The consents that the letter needs; none is ticked."""
    draft = _draft(asked)
    return show_sheet(asked.desk, _sheet(asked, draft))


def take_draft(asked: Asked) -> Response:
    """Send the letter."""
    draft, desk = _draft(asked), asked.desk

    def act(filled: Filled) -> Onward:
        consents = consents_of(desk, filled, draft.receiver, PURPOSE)
        commit = asked.commit("send-draft")
        sent = send_referral(desk.store, desk.scope, draft.node.id, consents, commit=commit)
        return onward(desk, f"/referrals/{sent.referral}", "web-letter-sent", sent.warnings)

    return take_sheet(asked, _sheet(asked, draft), act)


def show_left_behind(asked: Asked, referral: NodeId, says: str) -> Response:
    """The sheet of a letter that was just written and whose consent was refused; nothing ticked is lost."""
    desk = asked.desk
    node = get_node(desk.view(), referral, "referral")
    draft = _Draft(node, addressee(desk.view(), referral), _passed(node))
    ticked = asked.lines("passes_on")
    typed = {**asked.form, "ordinary": ticked, "sensitive": ticked}
    amiss = {"": f"{says} {desk.words.text('sheet-draft-left')}"}
    return show_refused(desk, _sheet(asked, draft), typed, amiss)


def addressee(view: GraphView, referral: NodeId) -> NodeId:
    """Whom a letter is for.

    Raises:
        NodeNotFoundError: If that is hidden.
    """
    for edge in edges_out(view, [referral], "addressed_to"):
        return edge.end
    raise NodeNotFoundError


def _passed(node: Node) -> frozenset[Category]:
    return frozenset(Category(each) for each in node.texts("passes_on") or ())


def _draft(asked: Asked) -> _Draft:
    """The draft in the address; whatever else is there has no such page.

    Raises:
        ForbiddenError: If the visitor writes no letters.
        NodeNotFoundError: If there is no such draft, it is hidden, or it is not the visitor's side's.
    """
    asked.desk.require(*WORKERS)
    view = asked.desk.view()
    node = get_node(view, asked.node(), "referral")
    # A form that is sent twice finds its letter sent: that page says so.
    is_again = asked.form and node.get("sent_at") is not None
    if (node.text("state") != DRAFT and not is_again) or SENDER not in sides_at(view, node.id):
        raise NodeNotFoundError
    return _Draft(node, addressee(view, node.id), _passed(node))


def _sheet(asked: Asked, draft: _Draft) -> Sheet:
    words = asked.desk.words
    return Sheet(
        title=words.text("sheet-draft"),
        address=f"/referrals/{draft.node.id}/send",
        back=f"/referrals/{draft.node.id}",
        back_words=words.text("web-referral-letter"),
        send=words.text("web-send-letter"),
        says=words.text("sheet-draft-says"),
        at={**CONSENT_AT, "passed-without-consent": "ordinary", "more-than-passed": "ordinary"},
        groups=consent_groups(asked.desk, draft.passes_on),
    )
