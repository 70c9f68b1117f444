"""What may be done: a partner answers its referrals, others choose and close the loop. Casework decides."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import strawberry

from resnet.casework.allotment import confirm_allotment, take_back_allotment
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.feedback import FeedbackGiven, take_feedback
from resnet.casework.notice import Notice
from resnet.casework.referral_answer import AnswerGiven, answer_referral
from resnet.errors import BadInputError
from resnet.graph.elements import NodeId
from resnet.graphql.acts import commit_of, do_once
from resnet.graphql.allocation_types import AllotmentInput, allotment_given
from resnet.graphql.client_types import Referral
from resnet.graphql.context import Context, Info, id_of
from resnet.graphql.derive import described
from resnet.graphql.entry_types import EntryInput, EntrySaid, say_entry
from resnet.graphql.limits import PAGE_LIMIT
from resnet.graphql.match_types import Language
from resnet.serving.threads import in_thread


@strawberry.input(description="An answer that needs no words.")
class PlainAnswer:
    """``commit``: see Mutation. ``language`` is that of the warnings."""

    referral: strawberry.ID
    commit: str
    language: Language = Language.KO


@strawberry.input(description="An answer with its reason: a code of referral_reasons, or words.")
class ReasonedAnswer:
    """As PlainAnswer, and why."""

    referral: strawberry.ID
    commit: str
    reason: str
    language: Language = Language.KO


@strawberry.input(description="How it ended: a code of referral_outcomes, and words.")
class OutcomeAnswer:
    """As PlainAnswer, and what came of it."""

    referral: strawberry.ID
    commit: str
    outcome: str
    outcome_said: str = ""
    language: Language = Language.KO


@strawberry.input(description="What the client says of a referral that has ended; the sender takes it down.")
class FeedbackInput:
    """``need_state`` (a code of need_states) is how far the need is met now."""

    referral: strawberry.ID
    commit: str
    feedback: str
    need_state: str | None = None
    language: Language = Language.KO


@strawberry.input(description="What was shown for a need, what was taken, who decided and why.")
class ChoiceInput:
    """``chosen`` null: the client wants none of it. ``policy`` is that of needMatches."""

    need: strawberry.ID
    options: list[strawberry.ID]
    chosen: strawberry.ID | None
    decided_by: str
    commit: str
    reason: str = ""
    override_ground: str | None = None
    policy: str = ""
    language: Language = Language.KO


@strawberry.type(description="The state now, and what somebody should look at.")
class Answered:
    """``referral`` is null once its state closes the path by which the caller read it."""

    state: str
    warnings: list[str]
    referral: Referral | None


@strawberry.type(description="The choice that was kept.")
class Chosen:
    """Its id, and what somebody should look at."""

    choice: strawberry.ID
    warnings: list[str]


@described
@strawberry.type(
    description="Everything that may be done. `commit` is a text of your own, new for every act: the same "
    "act sent again with the same text is done once."
)
class Mutation:
    """One field an act."""

    @strawberry.mutation
    async def accept_referral(self, info: Info, answer: PlainAnswer) -> Answered:
        """The receiver takes the referral (state accepted)."""
        given = AnswerGiven(referral=id_of(answer.referral), state="accepted")
        return await _answer(info.context, given, answer)

    @strawberry.mutation
    async def decline_referral(self, info: Info, answer: ReasonedAnswer) -> Answered:
        """The receiver declines (state rejected); from then on it reads the referral no more."""
        given = AnswerGiven(referral=id_of(answer.referral), state="rejected", reason=answer.reason)
        return await _answer(info.context, given, answer)

    @strawberry.mutation
    async def waitlist_referral(self, info: Info, answer: ReasonedAnswer) -> Answered:
        """The receiver puts the client on its wait list (state on-hold)."""
        given = AnswerGiven(
            referral=id_of(answer.referral), state="on-hold", reason=answer.reason, enrolment="on-waitlist"
        )
        return await _answer(info.context, given, answer)

    @strawberry.mutation
    async def start_referral(self, info: Info, answer: PlainAnswer) -> Answered:
        """The service begins (state in-progress, enrolled)."""
        given = AnswerGiven(referral=id_of(answer.referral), state="in-progress", enrolment="enrolled")
        return await _answer(info.context, given, answer)

    @strawberry.mutation
    async def complete_referral(self, info: Info, answer: OutcomeAnswer) -> Answered:
        """The service has ended (state completed), with its outcome."""
        given = AnswerGiven(
            referral=id_of(answer.referral),
            state="completed",
            outcome=answer.outcome,
            outcome_said=answer.outcome_said,
        )
        return await _answer(info.context, given, answer)

    @strawberry.mutation
    async def take_feedback(self, info: Info, answer: FeedbackInput) -> Answered:
        """The sender closes the loop with what the client says."""
        context, referral = info.context, id_of(answer.referral)
        given = FeedbackGiven(referral=referral, feedback=answer.feedback, need_state=answer.need_state)
        commit = commit_of("feedback", referral, answer.commit)
        act = partial(take_feedback, context.store, context.scope, given, commit=commit)
        kept = await in_thread(do_once, context.store, context.scope, commit, act)
        return await _answered(context, referral, "", _says(kept.warnings if kept else (), answer.language))

    @strawberry.mutation
    async def choose(self, info: Info, choice: ChoiceInput) -> Chosen:
        """Keep the client's choice between the alternatives that were shown."""
        if len(choice.options) > PAGE_LIMIT:
            raise BadInputError(f"options: at most {PAGE_LIMIT} can have been shown at once.")
        context = info.context
        commit = commit_of("choice", choice.need, choice.commit)
        # Its id is made of its commit, so that a choice sent again answers with the same.
        kept = await in_thread(choose, context.store, context.scope, _chosen(choice), commit=commit)
        context.renew()
        return Chosen(choice=strawberry.ID(kept.choice), warnings=_says(kept.warnings, choice.language))

    @strawberry.mutation
    async def confirm_allotment(self, info: Info, allotment: AllotmentInput) -> Answered:
        """A place of the dry run becomes the client's choice and a draft of a letter, in one commit."""
        context = info.context
        given = allotment_given(allotment)
        commit = commit_of("allotment", allotment.need, allotment.commit)
        network = await context.network()
        # Its ids are made of its commit, so that the same sent again answers with the same letter.
        kept = await in_thread(confirm_allotment, context.store, context.scope, network, given, commit=commit)
        return await _answered(context, kept.referral, kept.state, _says(kept.warnings, allotment.language))

    @strawberry.mutation
    async def take_back_allotment(self, info: Info, answer: PlainAnswer) -> Answered:
        """A confirmation is undone before its letter is sent: the place is free again."""
        context, referral = info.context, id_of(answer.referral)
        commit = commit_of("allotment-back", referral, answer.commit)
        act = partial(take_back_allotment, context.store, context.scope, referral, commit=commit)
        done = await in_thread(do_once, context.store, context.scope, commit, act)
        warnings = _says(done.warnings if done else (), answer.language)
        return await _answered(context, referral, "entered-in-error", warnings)

    @strawberry.mutation
    async def say_entry(self, info: Info, entry: EntryInput) -> EntrySaid:
        """A provider confirms or corrects its own entry; it counts as its own word, as of now."""
        return await say_entry(info.context, entry)


async def _answer(
    context: Context, given: AnswerGiven, answer: PlainAnswer | ReasonedAnswer | OutcomeAnswer
) -> Answered:
    commit = commit_of(given.state, given.referral, answer.commit)
    act = partial(answer_referral, context.store, context.scope, given, commit=commit)
    done = await in_thread(do_once, context.store, context.scope, commit, act)
    warnings = _says(done.warnings if done else (), answer.language)
    return await _answered(context, given.referral, given.state, warnings)


async def _answered(context: Context, referral: NodeId, state: str, warnings: list[str]) -> Answered:
    context.renew()
    node = await context.node(referral)
    return Answered(
        state=node.text("state") if node else state,
        warnings=warnings,
        referral=Referral(node=node) if node else None,
    )


def _chosen(choice: ChoiceInput) -> ChoiceGiven:
    return ChoiceGiven(
        need=id_of(choice.need),
        options=tuple(id_of(each) for each in choice.options),
        chosen=id_of(choice.chosen) if choice.chosen is not None else None,
        decided_by=choice.decided_by,
        reason=choice.reason,
        override_ground=choice.override_ground,
        policy=choice.policy,
    )


def _says(warnings: Iterable[Notice], language: Language) -> list[str]:
    return [each.says(language.value) for each in warnings]
