"""The verbs about the store itself: ``init``, ``check``, ``backup``, ``restore``."""

from __future__ import annotations

import argparse

from resnet.app import init_graph
from resnet.cli.main import Outcome
from resnet.ingest.terms import write_terms
from resnet.messages import messages_for
from resnet.settings import Settings


def run_init(given: argparse.Namespace, settings: Settings) -> Outcome:
    """A new store with its key, access log and vocabularies."""
    seed = given.seed.encode() if given.seed else None
    store = init_graph(settings, seed=seed)
    try:
        receipt = write_terms(store)
    finally:
        store.close()
    words = messages_for(settings.language)
    facts = {
        "store": settings.store,
        "key_file": None if settings.key else str(settings.key_path),
        "access_log": str(settings.access_log_path),
        "terms": receipt.changed,
    }
    lines = [words.text("cli-made-store", path=settings.store)]
    if settings.key is None:
        lines.append(words.text("cli-keep-key", path=str(settings.key_path)))
    return Outcome(facts, lines)
