"""3 Assessment (사정 기록지): needs, resources, obstacles, scales, level judged, genogram and eco-map."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.drawing.forms.form import Boxes, Form, Pairs, Part, Section, Space, Table, table
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.drawing.forms.pictures import Pictures
from resnet.drawing.forms.scales import scales
from resnet.graph.elements import Node
from resnet.ontology.vocabulary import load_vocabulary


def assessment_form(papers: Papers, pictures: Pictures) -> Form:
    """The record. Source: domain.md §9: by level of need, scales, level judged, comment, both drawings."""
    say = papers.say
    informants = dict.fromkeys(each.text("spoken_by") for each in papers.of("statement"))
    sections = (
        heading(papers, (say.text("form-informants"), ", ".join(filter(None, informants)))),
        Section(say.text("form-assessment-when"), (Boxes(_unticked(papers, "new", "again")),)),
        Section(say.text("form-needs"), tuple(_needs(papers))),
        Section(say.text("form-strengths"), (_strengths(papers),)),
        Section(say.text("form-obstacles"), (_obstacles(papers),)),
        Section(say.text("form-scales"), (scales(papers),)),
        Section(papers.label("case", "level"), (_levels(papers), Pairs((_reason(papers),)))),
        *pictures.sections(say),
        Section(say.text("form-overall"), (Space(7),)),
        signed(papers, "manager", "supervisor"),
    )
    return Form(
        name="assessment",
        title=say.text("form-assessment"),
        language=say.language,
        at=papers.at,
        sections=sections,
    )


def _needs(papers: Papers) -> Iterable[Part]:
    """A table for each level that has a need, or one empty table for each level."""
    levels = load_vocabulary("need_levels").terms
    listed = papers.of("agreed_need")
    for term in levels:
        of_level = [each for each in listed if (each.text("level") or levels[0].code) == term.code]
        if of_level or not listed:
            heads = (
                papers.label("agreed_need", "priority"),
                papers.say.text("form-presented"),
                f"{papers.say.text('form-agreed')} ({term.label.of(papers.language)})",
                papers.say.text("form-inner"),
                papers.say.text("form-outer"),
            )
            yield table(heads, (6, 18, 14, 10, 10), (_need(papers, each) for each in of_level), blank=2)


def _need(papers: Papers, need: Node) -> tuple[str, ...]:
    said = (
        f"“{each.text('words')}” {each.text('spoken_by')}" for each in papers.ends_of(need, "settled_into")
    )
    inner, outer = _sides(papers, papers.ends_of(need, "blocks"))
    return (
        papers.value("agreed_need", "priority", need),
        "\n".join(said),
        need.text("text"),
        inner,
        outer,
    )


def _sides(papers: Papers, obstacles: Iterable[Node]) -> tuple[str, str]:
    """Obstacles within the client, and those around."""
    types = load_vocabulary("obstacle_types")
    found: dict[str, list[str]] = {"inner": [], "outer": []}
    for each in obstacles:
        code = each.text("type")
        if code in types:
            side = (types.broader_chain(code) or (types.term(code),))[-1].code
            found.setdefault(side, []).append(papers.code("obstacle_types", code))
    return "\n".join(found["inner"]), "\n".join(found["outer"])


def _strengths(papers: Papers) -> Table:
    names = ("type", "text", "is_former", "ended_why")
    rows = (tuple(papers.value("strength", name, each) for name in names) for each in papers.of("strength"))
    return table((papers.label("strength", name) for name in names), (2, 5, 1, 3), rows, blank=4)


def _obstacles(papers: Papers) -> Table:
    names = ("type", "text", "evidence")
    rows = (tuple(papers.value("obstacle", name, each) for name in names) for each in papers.of("obstacle"))
    return table((papers.label("obstacle", name) for name in names), (2, 6, 2), rows, blank=4)


def _levels(papers: Papers) -> Boxes:
    judged = "" if papers.case is None else papers.case.text("level")
    terms = load_vocabulary("levels").terms
    return Boxes(tuple((term.code == judged, term.label.of(papers.language)) for term in terms))


def _reason(papers: Papers) -> tuple[str, str]:
    return papers.pair("case", "level_reason", papers.case)


def _unticked(papers: Papers, *choices: str) -> tuple[tuple[bool, str], ...]:
    return tuple((False, papers.say.text(f"form-assessment-{each}")) for each in choices)
