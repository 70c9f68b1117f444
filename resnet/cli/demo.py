"""The verb ``demo``: the authored district, built, matched, drawn and reported."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from resnet.access.scope import Scope
from resnet.app import demo_mark, init_graph
from resnet.cli.main import Outcome
from resnet.cli.matches import with_need
from resnet.cli.pictures import draw_all
from resnet.cli.written import write_whole
from resnet.demo.build import DemoBuilt, build_demo, demo_clock
from resnet.drawing.network.kept import KeptMaps
from resnet.drawing.network.vis import map_file
from resnet.drawing.network.wish import Wish, choose
from resnet.errors import StoreExistsError, UsageError
from resnet.gaps.export import area_namer, draw_chart, written_csv
from resnet.gaps.report import read_gaps
from resnet.graph.audited import AuditedStore
from resnet.graph.network.follow import make_network
from resnet.graph.open import write_key_file
from resnet.graph.reading import find_all
from resnet.ingest.terms import write_terms
from resnet.matching.match import match_all
from resnet.messages import messages_for
from resnet.ontology.words import say_code
from resnet.settings import Settings

SEED = b"demo"
# A demo holds invented people only, so its key may stand here: two runs must give the same bytes.
KEY = "d3" * 32
_BESIDE = ("", ".key", ".meta", ".access", ".demo", "-wal", "-shm", ".access-wal", ".access-shm")


def run_demo(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Build the demo, match, draw and report; a file is put in place when it is whole."""
    del given
    return _in_a_file(settings) if settings.is_file_store else _on_a_server(settings)


def _in_a_file(settings: Settings) -> Outcome:
    place = Path(settings.store)
    if place.exists() and not demo_mark(settings).exists():
        raise StoreExistsError(settings.store)
    if not place.parent.is_dir():
        says = f"{place.parent}: there is no such folder. Make it first."
        raise UsageError(says, "no-folder", {"path": place.parent})
    with TemporaryDirectory(dir=place.parent, prefix=".demo-") as folder:
        beside = Settings(store=str(Path(folder) / place.name), key=KEY, language=settings.language)
        outcome = _build(beside, settings)
        write_key_file(beside.key_path, bytes.fromhex(KEY))
        for ending in _BESIDE:
            Path(settings.store + ending).unlink(missing_ok=True)
        for file in sorted(Path(folder).iterdir()):
            file.replace(place.parent / file.name)
    return outcome


def _on_a_server(settings: Settings) -> Outcome:
    """Into an empty database only: what a server holds is nobody's to clear away."""
    path = settings.access_log_path
    # Of a demo on a server that is gone: the mark says that nothing real was ever looked at.
    if demo_mark(settings).exists():
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    outcome = _build(replace(settings, key=KEY), settings)
    settings.key_path.unlink(missing_ok=True)
    write_key_file(settings.key_path, bytes.fromhex(KEY))
    return outcome


def _build(beside: Settings, settings: Settings) -> Outcome:
    words = messages_for(settings.language)
    sys.stderr.write(words.text("cli-demo-builds") + "\n")
    clock = demo_clock()
    scope = Scope.everything(reason="demo")
    store = init_graph(beside, clock=clock, seed=SEED)
    try:
        write_terms(store)
        built = build_demo(store, clock, scope)
        out = Path(settings.beside).parent / "demo-out"
        out.mkdir(exist_ok=True)
        files = _report(store, built, out, settings.language)
        counts = Counter({kind: sum(1 for _ in find_all(store.view(scope), kind)) for kind in _COUNTED})
    finally:
        store.close()
    demo_mark(beside).write_text(json.dumps({"now": built.now.isoformat()}) + "\n", encoding="utf-8")
    facts = {
        "store": settings.store,
        "events": built.events,
        "made": dict(counts),
        "clients": dict(built.clients),
        "files": [str(file) for file in files],
        "logins": [{"login": each.login, "roles": list(each.roles)} for each in built.logins],
    }
    return Outcome(facts, list(_lines(settings, built, counts, out)))


_COUNTED = ("agency", "group", "service", "agreement", "team", "case", "agreed_need", "referral")


def _report(store: AuditedStore, built: DemoBuilt, out: Path, language: str) -> list[Path]:
    scope = Scope.everything(reason="demo: draw and report")
    words = messages_for(language)
    network = make_network(store)
    view = store.view(scope)
    needs = [need for need in find_all(view, "agreed_need") if need.text("state") != "withdrawn"]
    found = match_all(network, view, [need.id for need in needs])
    explained = "\n".join(map(with_need(language), needs, found))
    report = read_gaps(store, scope, network)
    say_area = area_namer(network, words)
    written = {
        out / "matches.txt": explained.encode(),
        out / "gaps.csv": written_csv(report, words, say_area),
        out / "gaps.svg": draw_chart(report.tables[1], words, say_area).encode(),
        out / "network.html": map_file(choose(KeptMaps().map(network), Wish()), language),
        **draw_all(store, scope, built.clients, out, language),
    }
    for path, content in written.items():
        write_whole(path, content)
    return sorted(written)


def _lines(settings: Settings, built: DemoBuilt, counts: Counter[str], out: Path) -> Iterator[str]:
    words = messages_for(settings.language)
    yield words.text("cli-demo-made", path=settings.store, day=f"{built.now:%Y-%m-%d}")
    yield words.text("cli-demo-counts", **{name.replace("_", "-"): counts[name] for name in _COUNTED})
    yield words.text("cli-demo-files", path=str(out))
    yield words.text("cli-demo-accounts", password=built.password)
    for login in built.logins:
        roles = ", ".join(say_code("roles", role, settings.language) for role in login.roles)
        yield f"  {login.login:<10} {login.name} · {roles}"
