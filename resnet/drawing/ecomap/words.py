"""The eco-map in words, for people who hear it and for its tables."""

from __future__ import annotations

from resnet.drawing.ecomap.model import EcoMap, Relation, System, change_of
from resnet.drawing.text import plain
from resnet.messages import Messages
from resnet.ontology.words import say_code, say_day

SAID = ("nature", "flow", "importance", "nearness")


def name_of(system: System, words: Messages) -> str:
    """The system's name in one harmless line, never empty."""
    return plain(system.name) or words.text("drawing-unnamed")


def say_field(field: str, value: str | int | None, words: Messages) -> str:
    """One thing said of a relation; nothing said is "not asked", and no own words are none."""
    if field in {"words", "known"}:
        return plain(str(value or ""))
    if value is None or value == "":
        return words.text("drawing-not-asked")
    if field in {"nature", "flow"}:
        vocabulary = "ecomap_relations" if field == "nature" else "ecomap_flows"
        return plain(say_code(vocabulary, str(value), words.language))
    return f"{value}/5"


def notes_of(eco_map: EcoMap, words: Messages) -> dict[tuple[str, bool], str]:
    """Under each name, what changed (nothing without a comparison), or that it is only proposed.

    What went is noted then, all else now.
    """
    notes: dict[tuple[str, bool], str] = {}
    for system in eco_map.systems:
        change = change_of(system)
        if change == "planned" or (eco_map.is_compared and change != "same"):
            notes[system.id, change != "went"] = words.text(f"ecomap-change-{change}")
    return notes


def describe(eco_map: EcoMap, words: Messages) -> str:
    """What the eco-map shows: summary, household, every system, and what changed."""
    name = plain(eco_map.name) or words.text("drawing-unnamed")
    around = [(each, each.now) for each in eco_map.in_order if each.now is not None]
    sentences = [words.text("ecomap-summary", name=name, count=len(around)), f"{say_period(eco_map, words)}."]
    if eco_map.household:
        sentences.append(words.text("ecomap-household", names=", ".join(map(plain, eco_map.household))))
    sentences += [_say_system(system, relation, words) for system, relation in around]
    notes = notes_of(eco_map, words)
    for system in eco_map.in_order:
        change = notes.get((system.id, True)) or notes.get((system.id, False))
        if change:
            sentences.append(words.text("ecomap-changed", name=name_of(system, words), change=change))
    return " ".join(sentences)


def say_period(eco_map: EcoMap, words: Messages) -> str:
    """The reference period."""
    start, end = (say_day(each, words.language) for each in (eco_map.since, eco_map.now_at))
    return words.text("ecomap-period", start=start, end=end)


def _say_system(system: System, relation: Relation, words: Messages) -> str:
    if relation.planned is not None:
        asked = plain(relation.planned) or "none"
        return words.text("ecomap-planned", name=name_of(system, words), asked=asked)
    said = [
        f"{words.text(f'ecomap-table-{field}')} {say_field(field, getattr(relation, field), words)}"
        for field in SAID
    ]
    return f"{name_of(system, words)}: {', '.join(said)}."
