"""6 Referral letter (서비스 의뢰서): every letter of the case that the reader may see."""

from __future__ import annotations

from resnet.drawing.forms.form import Boxes, Form, Pairs, Section
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.graph.elements import Node

_FIELDS = ("sent_at", "summary", "need", "goal", "service_asked", "per_week", "monitoring", "passes_on")
_ANSWER = ("state", "answered_at", "reason", "outcome", "outcome_said")


def referral_form(papers: Papers) -> Form:
    """The letters. Source: domain.md §7.6 and §9: summary, need, goal, service, monitoring, attachments."""
    say = papers.say
    letters = papers.of("referral") or (None,)
    copies = tuple((False, say.text(f"form-copy-{each}")) for each in ("intake", "consent"))
    return papers.form(
        "referral",
        heading(papers),
        *(_letter(papers, each) for each in letters),
        Section(say.text("form-attached"), (Boxes(copies),)),
        signed(papers, "manager", "receiver"),
        note=say.text("form-referral-note"),
    )


def _letter(papers: Papers, letter: Node | None) -> Section:
    say = papers.say
    title = (
        say.text("form-letter") if letter is None else letter.text("service_asked") or say.text("form-letter")
    )
    return Section(
        title,
        (
            Pairs(
                (
                    (say.text("form-letter-to"), _names(papers, letter, "addressed_to")),
                    (say.text("form-letter-from"), _names(papers, letter, "sent_by")),
                    *papers.pairs("referral", (*_FIELDS, *_ANSWER), letter),
                )
            ),
        ),
        say.text("form-letter"),
    )


def _names(papers: Papers, letter: Node | None, kind: str) -> str:
    return "" if letter is None else ", ".join(each.text("name") for each in papers.ends_of(letter, kind))
