"""The equity report in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.equity import OPTIONS, UNKNOWN, WAYS, EquityReport, EquityRow, Trait
from resnet.gaps.export import Say
from resnet.messages import Messages
from resnet.ontology.words import say_code

_VOCABULARIES = {Trait.HOUSEHOLD_TYPE: "household_types", Trait.LANGUAGE: "languages"}


def say_equity(report: EquityReport, words: Messages, say_area: Say) -> Iterator[str]:
    """What is counted, then a table for each trait, a line a group."""
    yield words.text("gaps-equity")
    yield words.text("gaps-equity-says", policy=report.policy)
    yield words.text("gaps-note-withheld-says", least=report.least)
    for table in report.tables:
        yield ""
        yield " | ".join([trait_words(table.trait, words), *equity_heads(words)])
        if not table.rows:
            yield words.text("gaps-note-counted-withheld")
        for row in table.rows:
            yield " | ".join(equity_cells(table.trait, row, words, say_area))


def trait_words(trait: Trait, words: Messages) -> str:
    """By what a table groups."""
    return words.text(f"gaps-equity-by-{trait.value.replace('_', '-')}")


def equity_heads(words: Messages) -> list[str]:
    """The heads of the columns after the group's."""
    return [words.text(f"gaps-equity-{each}") for each in (*OPTIONS, *WAYS, "worse")]


def equity_cells(trait: Trait, row: EquityRow, words: Messages, say_area: Say) -> list[str]:
    """One group's line: its name, its counts, and whether it gets less."""
    marks = {True: "gaps-equity-is-worse", False: "gaps-equity-is-not", None: "gaps-withheld"}
    return [
        group_name(trait, row.key, words, say_area),
        *told_counts((*row.options, *row.ways), words),
        words.text(marks[row.is_worse]),
    ]


def told_counts(counts: Iterable[int], words: Messages) -> list[str]:
    """Counts in words, those withheld said so."""
    return [words.text("gaps-withheld") if each == WITHHELD else str(each) for each in counts]


def group_name(trait: Trait, key: str, words: Messages, say_area: Say) -> str:
    """The name of a group; what nobody knows is said so."""
    if key == UNKNOWN:
        return words.text("gaps-not-known")
    if trait is Trait.AREA:
        return say_area(key)
    if trait is Trait.DISABILITY:
        return words.text(f"gaps-equity-disability-{key}")
    return say_code(_VOCABULARIES[trait], key, words.language)
