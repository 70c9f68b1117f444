"""4 Plan and evaluation (ISP): goals, action, how often, who answers for it, until when, what came of it."""

from __future__ import annotations

from resnet.drawing.forms.form import Form, Section, Table, table
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.graph.elements import Node


def plan_form(papers: Papers) -> Form:
    """The plan. Source: domain.md §9: presented need, severity, goals, action, period, evaluation."""
    say = papers.say
    return papers.form(
        "plan",
        heading(papers),
        Section(say.text("form-plan-needs"), (_needs(papers),)),
        Section(say.text("form-plan-items"), (_items(papers),)),
        signed(papers, "client", "manager", "provider"),
        note=say.text("form-plan-copies"),
        is_wide=True,
    )


def _needs(papers: Papers) -> Table:
    say = papers.say
    heads = (
        papers.label("agreed_need", "priority"),
        say.text("form-presented"),
        papers.label("statement", "spoken_by"),
        papers.label("statement", "severity_before"),
        papers.label("statement", "severity_after"),
        say.text("form-agreed"),
    )
    rows = [
        (
            papers.value("agreed_need", "priority", need),
            f"“{said.text('words')}”",
            papers.value("statement", "spoken_by", said),
            papers.value("statement", "severity_before", said),
            papers.value("statement", "severity_after", said),
            need.text("text"),
        )
        for need in papers.of("agreed_need")
        for said in papers.ends_of(need, "settled_into")
    ]
    return table(heads, (2, 12, 4, 2, 2, 8), rows, blank=3)


def _items(papers: Papers) -> Table:
    say = papers.say
    heads = (
        papers.label("plan_item", "long_goal"),
        papers.label("plan_item", "short_goal"),
        papers.label("plan_item", "action"),
        say.text("form-where"),
        papers.label("plan_item", "per_week"),
        papers.label("plan_item", "responsible"),
        say.text("form-period"),
        say.text("form-evaluation"),
    )
    rows = (_item(papers, each) for each in papers.of("plan_item"))
    return table(heads, (4, 4, 4, 3, 2, 2, 2, 3), rows, blank=4)


def _item(papers: Papers, item: Node) -> tuple[str, ...]:
    value = papers.value
    used = (each.text("name") for each in papers.ends_of(item, "uses"))
    days = " ~ ".join(value("plan_item", name, item) for name in ("begins_on", "ends_on"))
    return (
        value("plan_item", "long_goal", item),
        value("plan_item", "short_goal", item),
        value("plan_item", "action", item),
        " · ".join(filter(None, (value("plan_item", "place", item), *used))),
        value("plan_item", "per_week", item),
        value("plan_item", "responsible", item),
        days.strip(" ~") and days,
        " · ".join(filter(None, (value("plan_item", name, item) for name in ("verdict", "score")))),
    )
