"""8 Supervision log (슈퍼비전 일지): the graph keeps none yet, so it is written in by hand."""

from __future__ import annotations

from resnet.drawing.forms.form import Form, Pairs, Section, Space
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers


def supervision_form(papers: Papers) -> Form:
    """The log, with the case and its people filled in. Source: domain.md §2 and §9."""
    say = papers.say
    people = (
        (say.text("form-sign-supervisor"), papers.supervisors),
        *((say.text(f"form-supervision-{each}"), "") for each in ("place", "times", "way")),
    )
    parts = ("asked", "advised", "agreed", "next")
    return papers.form(
        "supervision",
        heading(papers),
        Section(say.text("form-supervision"), (Pairs(people),)),
        *(Section(say.text(f"form-supervision-{each}"), (Space(6),)) for each in parts),
        signed(papers, "manager", "supervisor"),
    )
