"""``ingest --family``: a family file into a client's file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from resnet.casework.family_from_file import NEAR, FamilyGiven, FamilyReport, take_family_file
from resnet.cli.eyes import client_named, opened, user_named
from resnet.cli.main import Outcome
from resnet.errors import UsageError
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.messages import Messages, messages_for
from resnet.settings import Settings


def run_family(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Take the near kin of one family file in, as the named user.

    Raises:
        UsageError: If it is not said who takes it, who of the file the client is, or several files are given.
    """
    if not given.user or not given.who or len(given.files) != 1:
        raise UsageError(
            "a family file needs --who KEY, who of it the client is, and --user LOGIN, who takes it; "
            "one file at a time.",
            "family-who",
            {},
        )
    words = messages_for(settings.language)
    limits = replace(DEFAULT_LIMITS, memory_mb=settings.reading_mb, cpu_s=settings.reading_s)
    with opened(settings) as store:
        scope = user_named(store, given.user).scope("command line: take a family file")
        asked = FamilyGiven(
            path=Path(given.files[0]),
            client=client_named(store.view(scope), given.family).id,
            who=given.who,
            steps=given.steps if given.steps is not None else NEAR,
            is_dry_run=given.dry_run,
            limits=limits,
        )
        report = take_family_file(store, scope, asked)
    facts = {**asdict(report), "warnings": [each.code for each in report.warnings]}
    return Outcome(facts, list(_lines(report, words, settings.language)))


def _lines(report: FamilyReport, words: Messages, language: str) -> Iterator[str]:
    key = "family-would" if report.is_dry_run else "family-taken"
    yield words.text(
        key, file=report.file, people=report.people, taken=report.taken, ties=report.ties, far=report.too_far
    )
    if report.undated:
        yield words.text("family-undated", count=report.undated)
    yield from (each.says(language) for each in report.warnings)
