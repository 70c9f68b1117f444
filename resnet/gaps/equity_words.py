"""The equity report in words."""

from __future__ import annotations

from collections.abc import Iterator

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
    heads = [words.text(f"gaps-equity-{each}") for each in (*OPTIONS, *WAYS, "worse")]
    for table in report.tables:
        yield ""
        yield " | ".join([words.text(f"gaps-equity-by-{table.trait.value.replace('_', '-')}"), *heads])
        if not table.rows:
            yield words.text("gaps-note-counted-withheld")
        for row in table.rows:
            yield " | ".join(_cells(table.trait, row, words, say_area))


def _cells(trait: Trait, row: EquityRow, words: Messages, say_area: Say) -> list[str]:
    counts = [
        words.text("gaps-withheld") if each == WITHHELD else str(each) for each in (*row.options, *row.ways)
    ]
    marks = {True: "gaps-equity-is-worse", False: "gaps-equity-is-not", None: "gaps-withheld"}
    return [_name(trait, row.key, words, say_area), *counts, words.text(marks[row.is_worse])]


def _name(trait: Trait, key: str, words: Messages, say_area: Say) -> str:
    if key == UNKNOWN:
        return words.text("gaps-not-known")
    if trait is Trait.AREA:
        return say_area(key)
    if trait is Trait.DISABILITY:
        return words.text(f"gaps-equity-disability-{key}")
    return say_code(_VOCABULARIES[trait], key, words.language)
