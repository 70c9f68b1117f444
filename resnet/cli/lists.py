"""The verbs ``withdraw`` and ``export``: lists that were taken, taken back; the directory as a file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from resnet.access.may import may_write
from resnet.access.scope import Scope
from resnet.cli.eyes import network_of, opened, scope_of
from resnet.cli.main import Outcome
from resnet.cli.progress import waits
from resnet.cli.written import write_whole
from resnet.errors import ForbiddenError, UsageError
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.export.forms import FORMS
from resnet.ingest.taken_file import TakenFile, read_files
from resnet.ingest.turn import turn_at_lists
from resnet.ingest.withdraw import withdraw_file
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_moment
from resnet.settings import Settings


def run_withdraw(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Take back what was taken by mistake; without a file, list those that were taken."""
    words = messages_for(settings.language)
    with opened(settings) as store:
        scope = scope_of(store, given)
        if not may_write(scope, "taken_file"):
            raise ForbiddenError("take lists back")
        if given.file is None:
            files = read_files(store.view(scope, as_of=EVERY_MOMENT))[: given.limit]
            lines = [_say_file(each, words) for each in files]
            return Outcome(
                {"files": [_facts(each) for each in files]}, lines or [words.text("withdraw-none")]
            )
        everything = Scope.everything(reason="command line: withdraw a file from the directory")
        by = "" if scope.actor is None else str(scope.actor)
        with turn_at_lists(settings.turn_path, waits(words)):
            done = withdraw_file(
                store, NodeId(given.file), scope=everything, by=by, why="on the command line"
            )
    line = words.text("lists-withdrawn", rows=done.records, things=done.things)
    kept = [words.text("lists-withdrawn-kept", rows=done.kept)] if done.kept else []
    return Outcome(asdict(done), [line, *kept])


def run_export(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Write the directory, as far as it is everybody's; the file's ending chooses how."""
    words = messages_for(settings.language)
    path = Path(given.output)
    form = FORMS.get(f"{given.form}{path.suffix.lower()}")
    if form is None:
        says = f"{path.name}: write a file that ends in .xlsx or .csv."
        raise UsageError(says, "export-ending", {"name": path.name})
    with opened(settings) as store:
        network = network_of(store, settings)
    write_whole(path, form.content(network, words))
    return Outcome({"file": str(path)}, [words.text("export-written", path=str(path))])


def _say_file(file: TakenFile, words: Messages) -> str:
    state = words.text("lists-standing")
    if file.withdrawn_at is not None:
        state = words.text("lists-withdrawn-at", at=say_moment(file.withdrawn_at))
    lists = ", ".join(file.lists) or words.text("lists-areas")
    return " · ".join((file.id, file.name, lists, say_moment(file.taken_at), state))


def _facts(file: TakenFile) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "lists": list(file.lists),
        "taken_at": file.taken_at.isoformat(),
        "withdrawn_at": file.withdrawn_at.isoformat() if file.withdrawn_at else None,
        "withdraw_first": list(file.later),
    }
