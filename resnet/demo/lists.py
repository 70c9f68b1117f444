"""The demo's lists, each read on its day through the same door as any list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import as_file

from resnet.demo.authored import moment
from resnet.demo.clock import Event
from resnet.demo.stage import Stage
from resnet.ingest.run import IngestOptions, ingest_file
from resnet.ontology.authored import Table
from resnet.shipped import shipped


def list_events(stage: Stage, district: Table) -> Iterator[Event]:
    """Every list of the district at the moment it is read."""
    for each in district.tables("list"):
        yield Event(moment(each, "read_at"), partial(_read, stage, each))


def _read(stage: Stage, each: Table) -> None:
    options = IngestOptions(as_of=each.maybe_day("as_of"), standing=each.text("standing"))
    with as_file(shipped(f"demo/lists/{each.text('file')}")) as path:
        stage.reports.append(ingest_file(stage.store, path, scope=stage.scope, options=options))
    stage.learn()
