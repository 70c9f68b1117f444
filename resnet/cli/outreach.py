"""``ingest --outreach``: lists of persons handed over, each with everybody's consent."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from resnet.casework.handing_over import HandedOverReport, HandingOver, take_outreach_file
from resnet.cli.eyes import opened, user_named
from resnet.cli.main import Outcome
from resnet.cli.problem import page_of, say
from resnet.errors import ResnetError, UsageError
from resnet.graph.elements import NodeId
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.messages import Messages, messages_for
from resnet.settings import Settings


def run_outreach(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Take each list whole or not at all, as the named user; one that is refused does not stop the others.

    Raises:
        UsageError: If nobody is named who gave the lists, or who takes them over.
    """
    if not given.giver or not given.user:
        raise UsageError(
            "an outreach list needs --giver AGENCY, who gave it, and --user LOGIN, who takes it over.",
            "outreach-who",
            {},
        )
    words = messages_for(settings.language)
    limits = replace(DEFAULT_LIMITS, memory_mb=settings.reading_mb, cpu_s=settings.reading_s)
    facts: list[dict[str, object]] = []
    lines: list[str] = []
    is_refused = False
    with opened(settings) as store:
        scope = user_named(store, given.user).scope("command line: take over an outreach list")
        for name in given.files:
            handing_over = HandingOver(
                path=Path(name),
                giver=given.giver,
                agency=NodeId(given.agency) if given.agency else None,
                is_dry_run=given.dry_run,
                limits=limits,
            )
            try:
                report = take_outreach_file(store, scope, handing_over)
            except ResnetError as error:
                is_refused = True
                said = say(error, settings.language)
                facts.append({"file": Path(name).name, "error": error.code, "message": said})
                lines += [said, words.text("error-page", page=page_of(error))]
                continue
            facts.append({**asdict(report), "warnings": [each.code for each in report.warnings]})
            lines += _lines(report, words, settings.language)
    return Outcome({"files": facts}, lines, is_refused=is_refused)


def _lines(report: HandedOverReport, words: Messages, language: str) -> Iterator[str]:
    if report.is_dry_run:
        yield words.text("outreach-would", file=report.file, rows=report.rows)
    else:
        yield words.text(
            "outreach-taken", file=report.file, rows=report.rows, taken=report.taken, known=report.known
        )
    if report.not_taken:
        yield words.text("outreach-not-taken", heads=", ".join(report.not_taken))
    yield from (each.says(language) for each in report.warnings)
