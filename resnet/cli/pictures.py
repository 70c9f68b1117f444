"""Drawings asked for from the command line, in the format that the file's ending names."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from resnet.access.scope import Scope
from resnet.cli.eyes import client_named
from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views, first_day
from resnet.drawing.forms.form import Form
from resnet.drawing.forms.make import make_form
from resnet.drawing.forms.press import pdf
from resnet.drawing.genogram.draw import AS_USUAL, Wanted, draw_genogram
from resnet.drawing.output import drawing_file
from resnet.errors import UsageError
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.messages import messages_for
from resnet.ontology.clock import last_moment_of


def genogram_file(
    view: GraphView, client: NodeId, path: Path, language: str, wanted: Wanted = AS_USUAL
) -> tuple[bytes, dict[str, object]]:
    """The genogram in the format of ``path``, and what was drawn; ``view`` is of every moment."""
    drawing = draw_genogram(view, client, language=language, wanted=wanted)
    title = messages_for(language).text("form-genogram")
    return drawing_file(drawing, path.name, title, language), asdict(drawing.facts)


def views_at(store: GraphStore, scope: Scope, then: date | None) -> Views:
    """The scope's views of now, and of the end of the Korean day ``then`` when it is asked for."""
    now, always = store.view(scope), store.view(scope, as_of=EVERY_MOMENT)
    if then is None:
        return Views(now, now.now, always=always)
    at = last_moment_of(then)
    return Views(now, now.now, store.view(scope, as_of=at), at, always)


def ecomap_file(views: Views, client: NodeId, path: Path, language: str) -> tuple[bytes, dict[str, object]]:
    """The eco-map in the format of ``path``, and what was drawn."""
    drawing = draw_ecomap(views, client, language=language)
    title = messages_for(language).text("form-ecomap")
    return drawing_file(drawing, path.name, title, language), asdict(drawing.facts)


def form_of(store: GraphStore, scope: Scope, given: argparse.Namespace, language: str) -> Form:
    """The record asked for; a closing compares with ``--then``, else with the day of the first eco-map."""
    now, always = store.view(scope), store.view(scope, as_of=EVERY_MOMENT)
    client = client_named(now, given.client).id
    day = maybe_day(given.then) or first_day(always, client)
    return make_form(given.form, views_at(store, scope, day), always, client, language=language)


def maybe_day(words: str | None) -> date | None:
    """The day that was asked for with ``--then``; None where none was.

    Raises:
        UsageError: If the words are no day.
    """
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        says = f"--then {words!r} is no day: write it as 2031-12-24."
        raise UsageError(says, "no-day", {"words": words}) from None


def draw_all(
    store: GraphStore, scope: Scope, clients: Mapping[str, NodeId], out: Path, language: str
) -> dict[Path, bytes]:
    """Genogram, eco-map (since the first of them and now) and assessment of every client, by file."""
    written: dict[Path, bytes] = {}
    always = store.view(scope, as_of=EVERY_MOMENT)
    for name, client in sorted(clients.items()):
        family, eco = out / f"genogram-{name}.svg", out / f"ecomap-{name}.svg"
        written[family] = genogram_file(always, client, family, language)[0]
        views = views_at(store, scope, first_day(always, client))
        written[eco] = ecomap_file(views, client, eco, language)[0]
        form = make_form("assessment", views, always, client, language=language)
        written[out / f"assessment-{name}.pdf"] = pdf(form)
    return written
