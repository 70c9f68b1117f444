"""The verb ``due``: whom to ask first, so that the directory stays true."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from resnet.cli.eyes import opened, scope_of
from resnet.cli.main import Outcome
from resnet.ingest.freshness.due import Due, DueList, read_due
from resnet.ingest.freshness.table import freshness_table
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_day
from resnet.settings import Settings


def run_due(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The due list, as the reader may see it."""
    words = messages_for(settings.language)
    with opened(settings) as store:
        found = read_due(store, scope_of(store, given), limit=given.limit)
    return Outcome(_facts(found), list(_lines(found, words, settings.language)))


def _facts(found: DueList) -> dict[str, object]:
    return {
        "total": found.total,
        "entries": [asdict(entry) for entry in found.entries],
        "half_lives": [asdict(each) for each in found.half_lives.values()],
        "answers": [asdict(answer) for answer in found.answers],
    }


def _lines(found: DueList, words: Messages, language: str) -> Iterator[str]:
    kinds = freshness_table().kinds
    yield words.text("due-count", count=found.total)
    for entry in found.entries:
        yield words.text(
            "due-entry", name=entry.name, phone=entry.phone or "–", leaning=_leaning(entry, words)
        )
        for worn in entry.values:
            name = entry.names[worn.thing]
            yield words.text(
                "due-value",
                thing=name or entry.name,
                kind=kinds[worn.kind].label.of(language),
                day=say_day(worn.confirmed_at),
                chance=round(worn.chance_wrong * 100),
            )
    for each in found.half_lives.values():
        yield words.text(
            "due-half-life",
            kind=kinds[each.kind].label.of(language),
            days=round(each.days),
            changes=each.changes,
            years=round(each.years),
        )


def _leaning(entry: Due, words: Messages) -> str:
    return words.text("due-leaning", count=entry.leaning) if entry.leaning else words.text("due-leaning-few")
