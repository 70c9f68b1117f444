"""Findings, notes and changes in words."""

from __future__ import annotations

from datetime import date

from resnet.matching.asking import ToAsk
from resnet.matching.finding import (
    Argument,
    Arguments,
    Change,
    Clock,
    Codes,
    Distance,
    Finding,
    Often,
    Source,
)
from resnet.matching.matches import ConsentNeed, Note, Step
from resnet.messages import Argument as Given
from resnet.messages import Messages, messages_for
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_day, say_times_a_week, say_when

# Nothing was said or asked: there is no word that could be old.
_NO_VALUE = ("-not-asked", "-not-stated")


def finding_words(finding: Finding, language: str) -> str:
    """What a rule found, with whose word it is and of when."""
    return say_why(finding, messages_for(language))


def note_words(note: Note, language: str) -> str:
    """A point for or against."""
    return say_note(note, messages_for(language))


def change_words(change: Change, language: str) -> str:
    """What would have to change."""
    return say_change(change, messages_for(language))


def reason_words(reason: str, language: str) -> str:
    """What the council's tables call a reason."""
    return messages_for(language).text(f"match-reason-{reason}")


def ask_words(ask: ToAsk, names: tuple[str, ...], language: str) -> str:
    """What to ask of whom, and what hangs on it; ``names`` are those whose facts count beside the client."""
    return say_ask(ask, names, messages_for(language))


def say_ask(ask: ToAsk, names: tuple[str, ...], say: Messages) -> str:
    """What to ask of whom, and what hangs on it."""
    given: dict[str, Given] = {
        "what": ", ".join(say.text(f"match-rule-{rule}") for rule in ask.rules),
        "who": ask.name or say.text("match-nobody"),
        "phone": ask.phone,
        "names": ", ".join(names),
    }
    variant = "-phone" if ask.phone else "-about" if names and ask.whom == "client" else ""
    return say.text(
        "match-ask-settles",
        ask=say.text(f"match-ask-{ask.whom}{variant}", **given),
        settles=ask.settles,
        opens=ask.opens,
        closes=ask.closes,
    )


def step_words(step: Step, language: str) -> list[str]:
    """What may be said to who is called, how fresh the tie is, and how much leans on them."""
    return say_about_step(step, messages_for(language))


def say_about_step(step: Step, say: Messages) -> list[str]:
    """What may be said to who is called, how fresh the tie is, and how much leans on them."""
    said: list[str] = []
    if step.may_say:
        said.append(say.text("match-may-say", items=say_codes(Codes("categories", step.may_say), say)))
    if step.not_yet:
        said.append(say.text("match-not-yet", items=say_codes(Codes("categories", step.not_yet), say)))
    if step.fresh_at is not None:
        said.append(say.text(f"match-fresh-{step.tie}", day=say_day(step.fresh_at, say.language)))
    if step.load:
        said.append(say.text("match-leans", count=step.load))
    return said


def say_consent_needed(need: ConsentNeed, say: Messages) -> str:
    """Which consents are still needed, and for whom."""
    categories = say_codes(Codes("categories", need.categories), say)
    return say.text("match-consent-needed", who=need.receiver_name, categories=categories)


def say_note(note: Note, say: Messages) -> str:
    """A point for or against."""
    if note.code.startswith("tier-"):
        return say.text(f"match-{note.code}")
    key = f"match-note-{note.code}"
    return say.text(key if say.has(key) else f"match-why-{note.code}", **_given(note.args, say))


def say_change(change: Change, say: Messages) -> str:
    """What would have to change."""
    given = _given(change.args, say)
    if change.kind == "ask":
        # What is not known, in the words of its rule.
        rule = str(dict(change.args)["code"]).partition("-")[0]
        return say.text("match-change-ask", what=say.text(f"match-rule-{rule}"))
    return say.text(f"match-change-{change.kind}", **given)


def say_why(finding: Finding, say: Messages) -> str:
    """What a rule found, with whose word it is and of when."""
    why = say.text(f"match-why-{finding.code}", **_given(finding.args, say))
    if finding.code.endswith(_NO_VALUE):
        return why
    word = next((found for source in finding.sources if (found := _word(source, say))), "")
    return say.text("match-source", why=why, word=word) if word else why


def _word(source: Source, say: Messages) -> str:
    said: list[str] = []
    if source.stated_at is not None:
        key = "match-word-checked" if source.is_verified else "match-word-said"
        said.append(say.text(key, day=say_day(source.stated_at, say.language)))
    if source.is_disputed:
        said.append(say.text("match-word-disputed"))
    return ", ".join(said)


def _given(args: Arguments, say: Messages) -> dict[str, Given]:
    return {name: _shown(value, say) for name, value in args}


def _shown(value: Argument, say: Messages) -> Given:
    match value:
        case Codes():
            return say_codes(value, say)
        case Clock(minute):
            return f"{minute // 60:02d}:{minute % 60:02d}"
        case Distance(metres):
            return f"{metres / 1000:.1f}"
        case Often(per_week):
            return say_times_a_week(per_week, say.language)
        case date():
            return say_when(value, say.language)
        case _:
            return value


def say_codes(value: Codes, say: Messages) -> str:
    """The words of codes, in their order."""
    vocabulary = load_vocabulary(value.vocabulary)
    words = (
        vocabulary.term(code).label.of(say.language) if code in vocabulary else code for code in value.codes
    )
    return ", ".join(words)
