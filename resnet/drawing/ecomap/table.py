"""An eco-map as tables: the systems, and what changed between two moments."""

from __future__ import annotations

from collections.abc import Sequence

from resnet.drawing.drawing import Item
from resnet.drawing.ecomap.model import EcoMap, Relation, System, change_of, changes_of
from resnet.drawing.ecomap.words import SAID, name_of, say_field
from resnet.drawing.table import html_table
from resnet.drawing.text import plain
from resnet.messages import Messages

_COLUMNS = (*SAID, "words", "known")
_CHANGES = ("name", "what", "then", "now")


def written_table(eco_map: EcoMap, words: Messages) -> str:
    """One row a system, as it is now (or was, if it is gone); with two moments, a table of changes too."""
    has_then = eco_map.is_compared
    head = _head(words, has_then=has_then)
    shown = [each for each in eco_map.in_order if has_then or each.now is not None]
    rows = [_row(each, words, has_then=has_then) for each in shown]
    table = html_table(words.text("ecomap-table"), head, rows)
    return table + _changes(eco_map, words) if has_then else table


def written_items(
    eco_map: EcoMap, placed: Sequence[tuple[System, Relation]], words: Messages
) -> tuple[Item, ...]:
    """What is told of each system ``placed``, with the relation of that moment."""
    has_then = eco_map.is_compared
    head = _head(words, has_then=has_then)
    return tuple(Item.of(head, _cells(*each, words, has_then=has_then)) for each in placed)


def _head(words: Messages, *, has_then: bool) -> list[str]:
    names = ("name", *_COLUMNS, *(("change",) if has_then else ()))
    return [words.text(f"ecomap-table-{name}") for name in names]


def _row(system: System, words: Messages, *, has_then: bool) -> list[str]:
    return _cells(system, system.now or system.then or Relation(), words, has_then=has_then)


def _cells(system: System, relation: Relation, words: Messages, *, has_then: bool) -> list[str]:
    cells = [name_of(system, words), *(say_field(each, getattr(relation, each), words) for each in _COLUMNS)]
    if relation.planned is not None:
        asked = plain(relation.planned)
        cells = [cells[0], words.text("ecomap-change-planned"), *[""] * (len(_COLUMNS) - 2), asked]
    return [*cells, words.text(f"ecomap-change-{change_of(system)}")] if has_then else cells


def _changes(eco_map: EcoMap, words: Messages) -> str:
    rows: list[list[str]] = []
    for system in eco_map.in_order:
        name = name_of(system, words)
        if system.then is None or system.now is None:
            rows.append([name, words.text(f"ecomap-change-{change_of(system)}"), *_one_sided(system, words)])
        for change in changes_of(system):
            what = words.text(f"ecomap-table-{change.field}")
            values = (say_field(change.field, each, words) for each in (change.then, change.now))
            rows.append([name, what, *values])
    if not rows:
        return ""
    head = [words.text(f"ecomap-changes-{each}") for each in _CHANGES]
    return html_table(words.text("ecomap-changes"), head, rows)


def _one_sided(system: System, words: Messages) -> tuple[str, str]:
    relation = system.now or system.then or Relation()
    nature = "" if relation.planned is not None else say_field("nature", relation.nature, words)
    return ("", nature) if system.then is None else (nature, "")
