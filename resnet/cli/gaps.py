"""The verb ``gaps``."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from resnet.cli.eyes import network_of, opened, scope_of
from resnet.cli.main import Outcome
from resnet.cli.written import write_whole
from resnet.gaps.equity import read_equity
from resnet.gaps.equity_words import say_equity
from resnet.gaps.export import area_namer, cells, draw_chart, heads, notes, written_csv
from resnet.gaps.report import read_gaps
from resnet.messages import messages_for
from resnet.settings import Settings


def run_gaps(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The council's tables; ``--csv`` and ``--chart`` write them as files."""
    words = messages_for(settings.language)
    if given.equity:
        return _equity(given, settings)
    with opened(settings) as store:
        network = network_of(store, settings)
        report = read_gaps(store, scope_of(store, given), network)
    say_area = area_namer(network, words)
    if given.csv:
        write_whole(Path(given.csv), written_csv(report, words, say_area))
    if given.chart:
        write_whole(Path(given.chart), draw_chart(report.tables[0], words, say_area).encode())
    lines = [f"{name}: {said}" for name, said in notes(report, words)]
    for table in report.tables:
        lines += ["", " | ".join(heads(table, words))]
        lines += [" | ".join(row) for row in cells(table, words, say_area)]
    if report.community:
        lines += ["", words.text("gaps-community"), *(f"- {each}" for each in report.community)]
    return Outcome(asdict(report), lines)


def _equity(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Whether any group gets fewer options or longer ways."""
    words = messages_for(settings.language)
    with opened(settings) as store:
        network = network_of(store, settings)
        report = read_equity(store, scope_of(store, given), network)
    return Outcome(asdict(report), list(say_equity(report, words, area_namer(network, words))))
