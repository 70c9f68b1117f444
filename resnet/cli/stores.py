"""The verbs about the store itself: ``init``, ``check``, ``copy``, ``backup``, ``restore``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from resnet.access.trail import verify_log
from resnet.app import check_saved, clock_of, copy_graph, init_graph, publish_graph, saved_network
from resnet.cli.eyes import opened
from resnet.cli.main import Outcome
from resnet.cli.progress import Progress
from resnet.graph.keep import backup, check, restore
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


def run_check(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Pages, log, state and folds of the store, the chain of its access log, and the saved network."""
    del given
    with opened(settings) as store:
        found = [f"{each.where}: {each.says}" for each in check(store.inner)]
        found += [f"{each.chain}:{each.seq}: {each.says}" for each in verify_log(store.log)]
        found += check_saved(store, settings)
    clean = messages_for(settings.language).text("cli-check-clean")
    return Outcome({"findings": found}, found or [clean], is_refused=bool(found))


def run_copy(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The store and its access log at another place, compared with what they were carried from."""
    source = replace(settings, store=given.source)
    target = replace(settings, store=given.target, key_file=None, access_log=None)
    words = messages_for(settings.language)
    if given.public:
        count = publish_graph(source, target)
        line = words.text("cli-published", source=given.source, target=given.target, count=count)
        return Outcome({"from": given.source, "to": given.target, "public": count}, [line])
    with Progress(words.text("cli-copying"), sys.stderr) as progress:
        copied = copy_graph(source, target, tell=progress.tell)
    facts = {
        "from": given.source,
        "to": given.target,
        "digest": copied.store,
        "access_log": copied.access_log,
    }
    lines = [words.text("cli-copied", source=given.source, target=given.target, digest=copied.store)]
    if target.key is None:
        lines.append(words.text("cli-keep-key", path=str(target.key_path)))
    return Outcome(facts, lines)


def run_backup(given: argparse.Namespace, settings: Settings) -> Outcome:
    """A copy of the store while it is in use."""
    with opened(settings) as store:
        backup(store.inner, settings, Path(given.file))
    line = messages_for(settings.language).text("cli-backup-made", path=given.file)
    return Outcome({"backup": given.file}, [line])


def run_restore(given: argparse.Namespace, settings: Settings) -> Outcome:
    """A backup put where the store stands, without those who were erased since."""
    erased = restore(Path(given.file), settings, clock=clock_of(settings))
    saved_network(settings).remove()
    line = messages_for(settings.language).text("cli-restored", path=settings.store)
    return Outcome({"store": settings.store, "erased_again": erased}, [line])
