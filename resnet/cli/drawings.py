"""The verbs that draw: ``genogram``, ``ecomap``, ``map``, ``form``."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from resnet.cli.eyes import client_named, network_of, opened, scope_of
from resnet.cli.main import Outcome
from resnet.cli.pictures import ecomap_file, form_of, genogram_file, maybe_day, views_at
from resnet.cli.templates import fill_file, filled_facts, filled_lines
from resnet.cli.written import write_whole
from resnet.drawing.forms.make import blank_form
from resnet.drawing.forms.press import pdf
from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch
from resnet.drawing.genogram.draw import Wanted
from resnet.drawing.genogram.kin import MOST_PEOPLE
from resnet.drawing.network.files import FILES, written_map
from resnet.drawing.network.kept import KeptMaps
from resnet.drawing.network.model import TIE_KINDS, Arrangement
from resnet.drawing.network.wish import Wish, choose
from resnet.drawing.output import UnknownFormatError
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.words import KOREA
from resnet.settings import Settings


def run_genogram(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The generations around a client: three, unless more or fewer are asked for."""
    path = Path(given.output)
    with opened(settings) as store:
        scope = scope_of(store, given)
        client = client_named(store.view(scope), given.client)
        view, wanted = store.view(scope, as_of=EVERY_MOMENT), _scope_wanted(given)
        content, facts = genogram_file(view, client.id, path, settings.language, wanted)
    drawn = _drawn(path, content, facts, settings)
    if int(str(facts["people"])) + int(str(facts["left_out"])) <= MOST_PEOPLE:
        return drawn
    says = messages_for(settings.language).text("cli-genogram-scope", count=MOST_PEOPLE)
    return Outcome(drawn.facts, [*drawn.lines, says])


def _scope_wanted(given: argparse.Namespace) -> Wanted:
    branches = frozenset(map(Branch, given.branch or ())) or ALL_BRANCHES
    return Wanted(generations=given.generations, branches=branches, then=maybe_day(given.then))


def run_ecomap(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The systems around a client, now or then and now."""
    path = Path(given.output)
    then = maybe_day(given.then)
    with opened(settings) as store:
        scope = scope_of(store, given)
        client = client_named(store.view(scope), given.client)
        content, facts = ecomap_file(views_at(store, scope, then), client.id, path, settings.language)
    return _drawn(path, content, facts, settings)


def run_map(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The network map as a picture, a page that opens without a net, or a file for programs."""
    path = Path(given.output)
    form = path.suffix.lower().removeprefix(".")
    if form not in FILES:
        raise UnknownFormatError(path.name, tuple(FILES))
    with opened(settings) as store:
        whole = KeptMaps(settings.map_path).map(network_of(store, settings), Arrangement(given.by))
    shown = choose(whole, Wish(kinds=frozenset(TIE_KINDS)) if given.services else Wish())
    content = written_map(shown, None, form, settings.language)
    return _drawn(path, content, {"providers": len(shown.spots), "ties": len(shown.links)}, settings)


def run_form(given: argparse.Namespace, settings: Settings) -> Outcome:
    """A record as a PDF or in a template: a client's as far as the user sees, or blank."""
    path = Path(given.output)
    ending = "pdf" if given.template is None else "hwpx"
    if path.suffix.lower() != f".{ending}":
        raise UnknownFormatError(path.name, (ending,))
    if given.client is None:
        form = blank_form(given.form, settings.language, datetime.now(KOREA))
    else:
        with opened(settings) as store:
            form = form_of(store, scope_of(store, given), given, settings.language)
    facts: dict[str, object] = {"form": form.name, "sections": len(form.sections)}
    if given.template is None:
        return _drawn(path, pdf(form), facts, settings)
    filled = fill_file(Path(given.template), form)
    drawn = _drawn(path, filled.content, facts | filled_facts(filled), settings)
    return Outcome(drawn.facts, [*drawn.lines, *filled_lines(filled, settings.language)])


def _drawn(path: Path, content: bytes, facts: dict[str, object], settings: Settings) -> Outcome:
    write_whole(path, content)
    line = messages_for(settings.language).text("cli-drawn", path=str(path))
    return Outcome({"file": str(path), **facts}, [line])
