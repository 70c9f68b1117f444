"""5 Process record (과정 기록지): every contact, direct or by a resource, as SOAP, with the next step."""

from __future__ import annotations

from resnet.drawing.forms.form import Form, Section, Table, Words, table
from resnet.drawing.forms.heading import heading
from resnet.drawing.forms.papers import Papers
from resnet.graph.elements import Node
from resnet.ontology.vocabulary import load_vocabulary


def process_form(papers: Papers) -> Form:
    """The record. Source: domain.md §9: date, D or R, way, SOAP with a mandatory P, minutes."""
    say = papers.say
    return papers.form(
        "process",
        heading(papers),
        Section(say.text("form-contacts"), (Words(say.text("form-process-key")), _contacts(papers))),
        is_wide=True,
    )


def _contacts(papers: Papers) -> Table:
    names = ("at", "directness", "way", "minutes", "subjective", "objective", "assessment", "plan")
    heads = (papers.label("contact", name) for name in names)
    return table(
        heads, (4, 3, 4, 3, 7, 7, 7, 7), (_contact(papers, each) for each in papers.of("contact")), blank=6
    )


def _contact(papers: Papers, contact: Node) -> tuple[str, ...]:
    ways = load_vocabulary("directness")
    code = contact.text("directness")
    letter = (ways.term(code).text("letter") if code in ways else "") or ""
    rest = ("way", "minutes", "subjective", "objective", "assessment", "plan")
    return (
        papers.value("contact", "at", contact),
        letter,
        *(papers.value("contact", name, contact) for name in rest),
    )
