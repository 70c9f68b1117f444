"""Drawings asked for from the command line, in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from resnet.access.scope import Scope
from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views, end_of, first_day
from resnet.drawing.genogram.draw import draw_genogram
from resnet.drawing.output import encoded
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore


def genogram_file(
    store: GraphStore, scope: Scope, client: NodeId, path: Path, language: str
) -> tuple[bytes, dict[str, object]]:
    """The genogram in the format of ``path``, and what was drawn."""
    drawing = draw_genogram(store.view(scope, as_of=EVERY_MOMENT), client, language=language)
    return encoded(drawing.svg, path.name), asdict(drawing.facts)


def views_at(store: GraphStore, scope: Scope, then: datetime | None) -> Views:
    """The scope's views of now, and of ``then`` when it is asked for."""
    now = store.view(scope)
    if then is None:
        return Views(now, now.now)
    return Views(now, now.now, store.view(scope, as_of=then), then)


def ecomap_file(views: Views, client: NodeId, path: Path, language: str) -> tuple[bytes, dict[str, object]]:
    """The eco-map in the format of ``path``, and what was drawn."""
    drawing = draw_ecomap(views, client, language=language)
    return encoded(drawing.svg, path.name), asdict(drawing.facts)


def draw_all(
    store: GraphStore, scope: Scope, clients: Mapping[str, NodeId], out: Path, language: str
) -> dict[Path, bytes]:
    """Genogram and eco-map of every client, since the first of them and now, by file."""
    written: dict[Path, bytes] = {}
    always = store.view(scope, as_of=EVERY_MOMENT)
    for name, client in sorted(clients.items()):
        family, eco = out / f"genogram-{name}.svg", out / f"ecomap-{name}.svg"
        written[family] = genogram_file(store, scope, client, family, language)[0]
        day = first_day(always, client)
        views = views_at(store, scope, None if day is None else end_of(day))
        written[eco] = ecomap_file(views, client, eco, language)[0]
    return written
