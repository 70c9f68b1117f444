"""An eco-map in words, with what changed between two moments."""

from __future__ import annotations

from resnet.drawing.ecomap.model import EcoMap, Relation, System, change_of
from resnet.drawing.table import html_table
from resnet.messages import Messages
from resnet.ontology.words import say_code


def written_table(eco_map: EcoMap, words: Messages) -> str:
    """One row a system: kind of relation, flow, importance, nearness, the client's words, the change."""
    has_then = eco_map.then_at is not None
    names = ("name", "nature", "flow", "importance", "nearness", "words", *(("change",) if has_then else ()))
    head = [words.text(f"ecomap-table-{name}") for name in names]
    ordered = sorted(eco_map.systems, key=lambda each: (each.sector, each.name, each.id))
    rows = [_row(each, words, has_then=has_then) for each in ordered if has_then or each.now is not None]
    return html_table(words.text("ecomap-table"), head, rows)


def _row(system: System, words: Messages, *, has_then: bool) -> list[str]:
    relation = system.now or system.then or Relation()
    not_asked = words.text("drawing-not-asked")
    cells = [
        system.name or words.text("drawing-unnamed"),
        say_code("ecomap_relations", relation.nature, words.language) if relation.nature else not_asked,
        say_code("ecomap_flows", relation.flow, words.language) if relation.flow else not_asked,
        _of_five(relation.importance, not_asked),
        _of_five(relation.nearness, not_asked),
        relation.words,
    ]
    return [*cells, words.text(f"ecomap-change-{change_of(system)}")] if has_then else cells


def _of_five(value: int | None, not_asked: str) -> str:
    return not_asked if value is None else f"{value}/5"
