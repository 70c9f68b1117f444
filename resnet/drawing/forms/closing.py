"""9 Closing report (종결 보고서): why it ends, what was done, what changed, what comes after."""

from __future__ import annotations

from resnet.drawing.forms.contacts import contact_sums
from resnet.drawing.forms.form import Form, Pairs, Section, words_or_space
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.drawing.forms.pictures import Pictures
from resnet.drawing.forms.scales import scales

_SEVERITY = ("words", "spoken_by", "severity_before", "severity_after")


def closing_form(papers: Papers, pictures: Pictures) -> Form:
    """The report. Source: domain.md §9: reason, sums of contacts, change with eco-map, follow-up."""
    say, entry = papers.say, papers.last("closing")

    def written(name: str, lines: int) -> Section:
        return Section(
            papers.label("closing", name), (words_or_space(papers.value("closing", name, entry), lines),)
        )

    return papers.form(
        "closing",
        heading(papers, *papers.pairs("case", ("opened_at", "closed_at"), papers.case)),
        Section(
            papers.label("closing", "reason"),
            (
                papers.boxes("closing_reasons", "" if entry is None else entry.text("reason")),
                Pairs((papers.pair("closing", "reason_said", entry),)),
            ),
        ),
        Section(say.text("form-sums"), (contact_sums(papers),)),
        Section(say.text("form-severity"), (papers.table("statement", _SEVERITY, (6, 2, 2, 2), blank=3),)),
        Section(say.text("form-scales"), (scales(papers),)),
        written("change", 5),
        *pictures.sections(say),
        written("follow_up", 5),
        Section(say.text("form-until"), (Pairs((papers.pair("closing", "follow_up_until", entry),)),)),
        signed(papers, "client", "manager", "supervisor"),
    )
