"""Choices and referrals: what was shown and taken, the letter, the receivers' answers, the client's word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from resnet.access.role import Role
from resnet.casework.assignment import Judgement, judge
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.demo.authored import maybe_number, moment
from resnet.demo.clock import Event
from resnet.demo.people import consent_given
from resnet.demo.story import Story, numbered, soon_after
from resnet.graph.elements import NodeId
from resnet.matching.policy import STANDARD
from resnet.ontology.authored import Table
from resnet.ontology.category import Category


def letter_events(story: Story) -> Iterator[Event]:
    """Choices, letters, answers and feedback, each at its moment."""
    for place, choice in numbered(story.table, "choice"):
        yield Event(moment(choice, "chosen_at"), partial(_choose, story, choice, f"asked-{place}"))
    first = min(moment(each, "chosen_at") for each in story.table.tables("referral"))
    yield Event(soon_after(first), partial(_begin, story))
    for referral in story.table.tables("referral"):
        yield from _referral_events(story, referral)


def _referral_events(story: Story, referral: Table) -> Iterator[Event]:
    yield Event(moment(referral, "chosen_at"), partial(_choose, story, referral, referral.text("key")))
    sent, *answers = referral.tables("steps")
    yield Event(moment(sent, "at"), partial(_send, story, referral))
    for answer in answers:
        yield Event(moment(answer, "at"), partial(_answer, story, referral, answer))
    if answers and referral.maybe_text("feedback"):
        yield Event(soon_after(moment(answers[-1], "at"), 30), partial(_feed_back, story, referral))


def _choose(story: Story, choice: Table, key: str) -> None:
    options = choice.texts("options")
    given = ChoiceGiven(
        need=story.need(choice, choice.text("need")),
        options=tuple(_option(story, choice, each) for each in options),
        chosen=_option(story, choice, choice.maybe_text("person") or choice.text("service")),
        decided_by=choice.text("decided_by"),
        reason=choice.text("reason"),
        override_ground=choice.maybe_text("override_ground"),
        policy=STANDARD,
    )
    kept = choose(story.stage.store, story.scope, given, commit=story.commit("choice", key))
    story.choices[key] = kept.choice
    story.stage.heard(kept.warnings)


def _option(story: Story, choice: Table, called: str) -> NodeId:
    """A service ``agency/programme``, somebody of the story, or a group by its name."""
    if "/" in called:
        return story.stage.service(choice, "options", called)
    return story.people.get(called) or story.stage.provider_called(choice, "options", called)


def _begin(story: Story) -> None:
    """With the first choice the agreed work has begun."""
    given = Judgement(case=story.open_case, state="action")
    kept = judge(story.stage.store, story.scope, given, commit=story.commit("action"))
    story.stage.heard(kept.warnings)


def _send(story: Story, referral: Table) -> None:
    key, store = referral.text("key"), story.stage.store
    given = ReferralGiven(
        choice=story.choices[key],
        passes_on=frozenset(Category(code) for code in referral.texts("passes_on")),
        summary=referral.text("summary"),
        goal=referral.text("goal"),
        per_week=maybe_number(referral, "per_week"),
        monitoring=referral.text("monitoring"),
        is_arranged=True,
    )
    draft = prepare_referral(store, story.scope, given, commit=story.commit("letter", key))
    consents = tuple(
        consent_given(story, consent, story.stage.provider(consent.table("to"), "agency"))
        for consent in story.table.tables("consent")
        if consent.maybe_text("letter") == key
    )
    sent = send_referral(store, story.scope, draft.referral, consents, commit=story.commit("sent", key))
    story.referrals[key] = draft.referral
    story.stage.heard((*draft.warnings, *sent.warnings))


def _answer(story: Story, referral: Table, answer: Table) -> None:
    key, state = referral.text("key"), answer.text("state")
    worker = story.stage.worker(answer, "by", answer.text("by"))
    is_last = answer == referral.tables("steps")[-1]
    given = AnswerGiven(
        referral=story.referrals[key],
        state=state,
        reason=answer.maybe_text("reason") or "",
        enrolment=answer.maybe_text("enrolment"),
        outcome=referral.maybe_text("outcome") if is_last else None,
        outcome_said=(referral.maybe_text("outcome_said") or "") if is_last else "",
    )
    scope = story.stage.scope_of(worker, Role.PARTNER)
    name = story.commit("answer", key, state)
    story.stage.heard(answer_referral(story.stage.store, scope, given, commit=name).warnings)


def _feed_back(story: Story, referral: Table) -> None:
    key = referral.text("key")
    given = FeedbackGiven(referral=story.referrals[key], feedback=referral.text("feedback"))
    name = story.commit("feedback", key)
    story.stage.heard(take_feedback(story.stage.store, story.scope, given, commit=name).warnings)
