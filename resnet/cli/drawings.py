"""The verbs that draw: ``genogram``, ``ecomap``, ``map``."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time
from pathlib import Path

from resnet.cli.eyes import client_named, opened, scope_of
from resnet.cli.main import Outcome
from resnet.cli.pictures import ecomap_file, genogram_file, views_at
from resnet.cli.written import write_whole
from resnet.drawing.network_file import map_file
from resnet.drawing.network_map import map_network
from resnet.errors import UsageError
from resnet.graph.network.follow import make_network
from resnet.messages import messages_for
from resnet.ontology.words import KOREA
from resnet.settings import Settings


def run_genogram(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Three generations around a client."""
    path = Path(given.output)
    with opened(settings) as store:
        scope = scope_of(store, given)
        client = client_named(store.view(scope), given.client)
        content, facts = genogram_file(store, scope, client.id, path, settings.language)
    return _drawn(path, content, facts, settings)


def run_ecomap(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The systems around a client, now or then and now."""
    path = Path(given.output)
    then = _day(given.then) if given.then else None
    with opened(settings) as store:
        scope = scope_of(store, given)
        client = client_named(store.view(scope), given.client)
        content, facts = ecomap_file(views_at(store, scope, then), client.id, path, settings.language)
    return _drawn(path, content, facts, settings)


def run_map(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The network map as one page that opens without a net."""
    path = Path(given.output)
    with opened(settings) as store:
        shown = map_network(make_network(store))
    content = map_file(shown, settings.language)
    return _drawn(path, content, {"providers": len(shown.spots), "ties": len(shown.links)}, settings)


def _drawn(path: Path, content: bytes, facts: dict[str, object], settings: Settings) -> Outcome:
    write_whole(path, content)
    line = messages_for(settings.language).text("cli-drawn", path=str(path))
    return Outcome({"file": str(path), **facts}, [line])


def _day(words: str) -> datetime:
    """The end of a Korean day: what held on it, holds then."""
    try:
        return datetime.combine(date.fromisoformat(words), time(23, 59), tzinfo=KOREA)
    except ValueError:
        says = f"--then {words!r} is no day: write it as 2031-12-24."
        raise UsageError(says, "no-day", {"words": words}) from None
