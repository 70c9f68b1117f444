"""The verbs ``ingest`` and ``search``."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from dataclasses import asdict, replace
from pathlib import Path

from resnet.access.scope import Scope
from resnet.cli.eyes import network_of, opened
from resnet.cli.family import run_family
from resnet.cli.main import Outcome
from resnet.cli.outreach import run_outreach
from resnet.cli.problem import page_of, say
from resnet.cli.progress import Progress, waits
from resnet.errors import ResnetError, UsageError
from resnet.graph.network.search import search_directory
from resnet.ingest.mapping.correction import Correction, read_correction
from resnet.ingest.mapping.mapping import Told
from resnet.ingest.mapping.part import Part, read_range
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.saved import SavedPresets
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.report import FileReport
from resnet.ingest.run import IngestOptions, ingest_file
from resnet.ingest.tell import tell
from resnet.ingest.turn import turn_at_lists
from resnet.messages import messages_for
from resnet.ontology.registry import kind_named
from resnet.settings import Settings


def run_ingest(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Read each file whole or not at all; one that is refused does not stop the others."""
    if given.family:
        return run_family(given, settings)
    if given.outreach:
        return run_outreach(given, settings)
    words = messages_for(settings.language)
    facts: list[dict[str, object]] = []
    lines: list[str] = []
    is_refused = False
    saved = SavedPresets(settings.presets_path)
    subject = Subject(given.subject) if given.subject else None
    correction = read_correction(given.map, subject)
    told = Told(
        preset=given.preset,
        saved=saved.read(),
        correction=correction,
        is_looked_at=given.dry_run or bool(given.map),
    )
    part = Part(given.sheet, read_range(given.range) if given.range else None)
    limits = replace(DEFAULT_LIMITS, memory_mb=settings.reading_mb, cpu_s=settings.reading_s)
    with opened(settings) as store:
        scope = Scope.everything(reason="ingest: read lists into the directory")
        for name in given.files:
            with Progress(Path(name).name, sys.stderr) as progress:
                options = IngestOptions(
                    told=told, part=part, is_dry_run=given.dry_run, limits=limits, progress=progress.tell
                )
                try:
                    with nullcontext() if given.dry_run else turn_at_lists(settings.turn_path, waits(words)):
                        report = ingest_file(store, Path(name), scope=scope, options=options)
                except ResnetError as error:
                    if isinstance(error, UsageError):
                        raise
                    is_refused = True
                    said = say(error, settings.language)
                    facts.append({"file": Path(name).name, "error": error.code, "message": said})
                    lines += [said, words.text("error-page", page=page_of(error))]
                    continue
            lines += tell(report, words)
            kept = [] if given.dry_run else _save(report, told.correction, saved)
            facts.append({**report.as_json(), "saved_presets": kept})
            lines += [words.text("ingest-saved", name=name, folder=str(saved.folder)) for name in kept]
    return Outcome({"files": facts}, lines, is_refused=is_refused)


def _save(report: FileReport, correction: Correction, saved: SavedPresets) -> list[str]:
    """The names of the layouts that the correction made, found again by the next list with these heads."""
    lists = [(table.columns, table.source) for table in report.tables]
    return [preset.name for preset in saved.save_corrected(correction, lists)] if correction else []


def run_search(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Agencies, informal resources and services that hold every word."""
    with opened(settings) as store:
        network = network_of(store, settings)
        hits = search_directory(network, " ".join(given.words), limit=given.limit)
    lines = [f"{kind_named(hit.kind).label.of(settings.language)} · {hit.name} · {hit.id}" for hit in hits]
    nothing = messages_for(settings.language).text("cli-nothing-found")
    return Outcome({"found": [asdict(hit) for hit in hits]}, lines or [nothing])
