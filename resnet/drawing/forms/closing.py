"""9 Closing report (종결 보고서): why it ends, what was done, what changed, what comes after."""

from __future__ import annotations

from resnet.drawing.forms.contacts import contact_sums
from resnet.drawing.forms.form import Boxes, Form, Pairs, Section, Table, table, words_or_space
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.drawing.forms.pictures import Pictures
from resnet.drawing.forms.scales import scales
from resnet.ontology.vocabulary import load_vocabulary


def closing_form(papers: Papers, pictures: Pictures) -> Form:
    """The report. Source: domain.md §9: reason, sums of contacts, change with eco-map, follow-up."""
    say, entry = papers.say, papers.last("closing")

    def written(name: str, lines: int) -> Section:
        return Section(
            papers.label("closing", name), (words_or_space(papers.value("closing", name, entry), lines),)
        )

    sections = (
        heading(papers, *papers.pairs("case", ("opened_at", "closed_at"), papers.case)),
        Section(
            papers.label("closing", "reason"),
            (_reasons(papers), Pairs((papers.pair("closing", "reason_said", entry),))),
        ),
        Section(say.text("form-sums"), (contact_sums(papers),)),
        Section(say.text("form-severity"), (_severity(papers),)),
        Section(say.text("form-scales"), (scales(papers),)),
        written("change", 5),
        *pictures.sections(say),
        written("follow_up", 5),
        Section(say.text("form-until"), (Pairs((papers.pair("closing", "follow_up_until", entry),)),)),
        signed(papers, "client", "manager", "supervisor"),
    )
    return Form(
        name="closing", title=say.text("form-closing"), language=say.language, at=papers.at, sections=sections
    )


def _reasons(papers: Papers) -> Boxes:
    entry = papers.last("closing")
    given = "" if entry is None else entry.text("reason")
    terms = load_vocabulary("closing_reasons").terms
    return Boxes(tuple((term.code == given, term.label.of(papers.language)) for term in terms))


def _severity(papers: Papers) -> Table:
    names = ("words", "spoken_by", "severity_before", "severity_after")
    rows = (tuple(papers.value("statement", name, each) for name in names) for each in papers.of("statement"))
    return table((papers.label("statement", name) for name in names), (6, 2, 2, 2), rows, blank=3)
