"""7 Case report (사례 보고서): what a conference needs to know, and what became of its advice."""

from __future__ import annotations

from resnet.drawing.forms.contacts import contact_sums
from resnet.drawing.forms.form import Boxes, Form, Pairs, Section, Space, Table, table
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers

_NEED = ("priority", "text", "domain", "state")


def report_form(papers: Papers) -> Form:
    """The report, first or follow-up. Source: domain.md §9: recommendations, and what became of each."""
    say = papers.say
    which = tuple((False, say.text(f"form-report-{each}")) for each in ("first", "follow-up"))
    return papers.form(
        "report",
        heading(papers, papers.pair("case", "opened_at", papers.case)),
        Section(say.text("form-report-which"), (Boxes(which),)),
        Section(
            papers.label("case", "level"),
            (Pairs(papers.pairs("case", ("level", "level_reason", "risk"), papers.case)),),
        ),
        Section(say.text("form-needs"), (papers.table("agreed_need", _NEED, (4, 18, 9, 6), blank=3),)),
        Section(say.text("form-sums"), (contact_sums(papers),)),
        Section(say.text("form-recommended"), (_recommended(papers),)),
        Section(say.text("form-report-ask"), (Space(6),)),
        signed(papers, "manager", "supervisor"),
    )


def _recommended(papers: Papers) -> Table:
    heads = (
        *(papers.label("conference", name) for name in ("at", "type", "decided")),
        papers.say.text("form-became"),
    )
    rows = (
        (*(papers.value("conference", name, each) for name in ("at", "type", "decided")), "")
        for each in papers.of("conference")
    )
    return table(heads, (2, 2, 6, 4), rows, blank=4)
