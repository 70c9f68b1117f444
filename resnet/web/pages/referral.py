"""One referral: its letter, its state, and what may become of it next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.letter import letter
from resnet.casework.referral_answer import SENDER, AnswerGiven, answer_referral, sides_at
from resnet.casework.values import values_of
from resnet.errors import RuleError
from resnet.graph.elements import Node
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.vocabulary import load_vocabulary
from resnet.web.desk import Asked, Desk
from resnet.web.pages.case_file import read_referrals
from resnet.web.problem import say_problem
from resnet.web.render import REFERRAL_ROLES, onward, page

_STATES: Final = (
    "state",
    "reason",
    "sent_at",
    "answered_at",
    "ended_at",
    "enrolment",
    "outcome",
    "outcome_said",
    "feedback",
)
_OTHER: Final = "other"
_REFUSED: Final = 422
_WAITING: Final = "on-waitlist"


@dataclass(frozen=True)
class NextState:
    """A state that the visitor may set now, with the reasons that it may have."""

    code: str
    name: str
    is_reason_needed: bool
    reasons: tuple[tuple[str, str], ...]


def show_referral(asked: Asked) -> Response:
    """The letter and where it stands, as far as the visitor may read it."""
    desk = asked.desk
    # The client may read what was told of them, and to whom.
    desk.require(*REFERRAL_ROLES, Role.CLIENT)
    return _shown(asked, "")


def _shown(asked: Asked, problem: str) -> Response:
    """The page; with what is amiss in an answer, as it was typed."""
    desk = asked.desk
    view = desk.view()
    node = get_node(view, asked.node(), "referral")
    sides = sides_at(view, node.id)
    is_final = load_vocabulary("referral_states").term(node.text("state")).flag("is_final")
    return page(
        desk,
        "referral.html",
        status=_REFUSED if problem else 200,
        problem=problem or None,
        typed=asked.text,
        referral=node,
        has_box=desk.has_role(*REFERRAL_ROLES),
        line=read_referrals(view, [node], frozenset(), desk.language)[0],
        letter=letter(view, node.id, desk.language),
        states=_say_states(node, desk),
        case=_case_of(view, node),
        following=next_states(node, sides, desk),
        may_close=SENDER in sides and is_final and not node.text("feedback"),
    )


def take_answer(asked: Asked) -> Response:
    """Set the next state."""
    desk = asked.desk
    desk.require(*REFERRAL_ROLES)
    reason, said = asked.line("reason"), asked.text("reason_said")
    state = asked.line("state")
    given = AnswerGiven(
        referral=asked.node(),
        state=state,
        # A code says more to statistics than words; "other" is the words.
        reason=said if said and reason in {"", _OTHER} else reason,
        enrolment=_WAITING if asked.is_ticked("waits") else asked.line("enrolment") or None,
        outcome=asked.line("outcome") or None,
        outcome_said=asked.text("outcome_said"),
    )
    try:
        answered = answer_referral(desk.store, desk.scope, given, commit=asked.commit(f"answer-{state}"))
    except RuleError as error:
        return _shown(asked, say_problem(desk, error))
    # What ended may be closed to the receiver from now on.
    is_readable = answered.referral in desk.view().nodes([answered.referral])
    href = f"/referrals/{answered.referral}" if is_readable else "/referrals"
    return onward(desk, href, "web-answered", answered.warnings)


def take_client_feedback(asked: Asked) -> Response:
    """Close the loop with the client's words."""
    desk = asked.desk
    desk.require(*REFERRAL_ROLES)
    given = FeedbackGiven(
        referral=asked.node(),
        feedback=asked.text("feedback"),
        need_state=asked.line("need_state") or None,
    )
    try:
        kept = take_feedback(desk.store, desk.scope, given, commit=asked.commit("feedback"))
    except RuleError as error:
        return _shown(asked, say_problem(desk, error))
    return onward(desk, f"/referrals/{kept.referral}", "web-feedback-kept", kept.warnings)


def next_states(node: Node, sides: frozenset[str], desk: Desk) -> list[NextState]:
    """What the visitor's side may make of it; an error of entry is the sender's, last."""
    states, reasons = load_vocabulary("referral_states"), load_vocabulary("referral_reasons").terms
    now = states.term(node.text("state"))
    return [
        NextState(
            code=term.code,
            name=term.label.of(desk.language),
            is_reason_needed=term.flag("needs_reason"),
            reasons=tuple(
                (each.code, each.label.of(desk.language)) for each in reasons if code in each.texts("states")
            ),
        )
        for code in now.texts("next")
        # Sending is the letter's own act.
        if code != "requested" and sides & set((term := states.term(code)).texts("set_by"))
    ]


def _say_states(node: Node, desk: Desk) -> tuple[tuple[str, str], ...]:
    reasons = load_vocabulary("referral_reasons")
    reason = node.text("reason")
    said = values_of(node, _STATES, desk.language)
    if reason not in reasons:
        return said
    words = reasons.term(reason).label.of(desk.language)
    return tuple((name, words if value == reason else value) for name, value in said)


def _case_of(view: GraphView, node: Node) -> str:
    return next((edge.end for edge in edges_out(view, [node.id], "in_case")), "")
