"""3 Assessment (사정 기록지): needs, resources, obstacles, scales, level judged, genogram and eco-map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from resnet.drawing.forms.form import Boxes, Form, Pairs, Part, Section, Space, table
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers
from resnet.drawing.forms.pictures import Pictures
from resnet.drawing.forms.scales import scales
from resnet.graph.elements import Node
from resnet.ontology.vocabulary import load_vocabulary

_STRENGTH = ("type", "text", "is_former", "ended_why")
_OBSTACLE = ("type", "text", "evidence")


def assessment_form(papers: Papers, pictures: Pictures) -> Form:
    """The record. Source: domain.md §9: by level of need, scales, level judged, comment, both drawings."""
    say = papers.say
    judged = "" if papers.case is None else papers.case.text("level")
    when = tuple((False, say.text(f"form-assessment-{each}")) for each in ("new", "again"))
    informants = dict.fromkeys(each.text("spoken_by") for each in papers.of("statement"))
    return papers.form(
        "assessment",
        heading(papers, (say.text("form-informants"), ", ".join(filter(None, informants)))),
        Section(say.text("form-assessment-when"), (Boxes(when),)),
        Section(say.text("form-needs"), tuple(_needs(papers))),
        Section(say.text("form-strengths"), (papers.table("strength", _STRENGTH, (2, 5, 1, 3), blank=4),)),
        Section(say.text("form-obstacles"), (papers.table("obstacle", _OBSTACLE, (2, 6, 2), blank=4),)),
        Section(say.text("form-scales"), (scales(papers),)),
        Section(
            papers.label("case", "level"),
            (papers.boxes("levels", judged), Pairs((papers.pair("case", "level_reason", papers.case),))),
        ),
        *pictures.sections(say),
        Section(say.text("form-overall"), (Space(7),)),
        signed(papers, "manager", "supervisor"),
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
            rows = (_need(papers, each) for each in of_level)
            told = table(heads, (6, 18, 14, 10, 10), rows, blank=2)
            yield replace(told, name=term.label.of(papers.language))


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
