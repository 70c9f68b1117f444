"""2 Consent (동의서): each purpose asked for itself, nothing ticked beforehand, two signed copies."""

from __future__ import annotations

from resnet.drawing.forms.form import Form, Section, Table, Words, table
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.graph.elements import Node
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_last_day

EMPTY_BOX = "□"


def consent_form(papers: Papers) -> Form:
    """What was consented to; blank, every purpose with two empty boxes.

    Source: domain.md §9 and §15: purpose, items, receiver, period, the right to refuse, how it was given.
    """
    say = papers.say
    told = tuple(
        Words(say.text(f"form-consent-{each}")) for each in ("process", "refuse", "withdraw", "keep")
    )
    given = papers.of("consent")
    return papers.form(
        "consent",
        heading(papers),
        Section(say.text("form-consent-told"), told),
        Section(say.text("form-consent-asked"), (_given(papers, given) if given else _asked(papers),)),
        signed(papers, "client", "legal-guardian", "manager", says=say.text("form-consent-copies")),
        is_wide=True,
    )


def _asked(papers: Papers) -> Table:
    say = papers.say
    heads = ("purpose", "items", "receiver", "until", "yes", "no")
    terms = load_vocabulary("consent_purposes").terms
    # Danger to life is an exception by law: it is not asked for.
    asked = [term.label.of(papers.language) for term in terms if term.code != "emergency"]
    rows = ((words, "", "", "", EMPTY_BOX, EMPTY_BOX) for words in asked)
    return table((say.text(f"form-consent-{each}") for each in heads), (4, 4, 4, 2, 1, 1), rows, blank=0)


def _given(papers: Papers, given: tuple[Node, ...]) -> Table:
    say = papers.say
    heads = ("purpose", "items", "receiver", "until", "given", "withdrawn")
    return table(
        (say.text(f"form-consent-{each}") for each in heads),
        (3, 5, 4, 2, 4, 2),
        (_row(papers, each) for each in given),
        blank=0,
    )


def _row(papers: Papers, consent: Node) -> tuple[str, ...]:
    opened = [edge for edge in papers.consents if edge.text("consent") == consent.id]
    receivers = dict.fromkeys(
        papers.ends[edge.end].text("name") for edge in opened if edge.end in papers.ends
    )
    until = dict.fromkeys(
        say_last_day(each, papers.language)
        for each in sorted(edge.until for edge in opened if edge.until is not None)
    )
    how = (
        papers.value("consent", name, consent) for name in ("given_at", "given_how", "given_by", "given_as")
    )
    return (
        papers.value("consent", "purpose", consent),
        papers.value("consent", "categories", consent),
        ", ".join(filter(None, receivers)),
        ", ".join(until),
        " · ".join(filter(None, how)),
        papers.value("consent", "withdrawn_at", consent),
    )
