"""How long the network map takes: layout, a change, the first frame in a real browser.

The browser is measured where one is installed, on the page's own scripts and data; without a graphics card it
draws by itself, which is the slow case.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import networkx as nx
import numpy as np
from playwright.sync_api import TimeoutError as TooSlowError
from playwright.sync_api import sync_playwright
from pyvis.network import Network as PyvisPage

from benchmarks.district import District, Size
from benchmarks.figure import Figure
from resnet.drawing.network.columns import Columns, group_columns, map_columns
from resnet.drawing.network.force import spread
from resnet.drawing.network.ground import read_ground
from resnet.drawing.network.groups import group
from resnet.drawing.network.kept import KeptMaps, stand
from resnet.drawing.network.model import Arrangement, Ground, NetworkMap

T = TypeVar("T")
SIZE = Size(agencies=6_000, services=13_000, ties=50_000, clients=0, needs=0)
# What networkx and pyvis' simulation can be waited for.
SMALL = 1_000
PATIENCE_S = 60
SCRIPTS = Path(__file__).parents[1] / "resnet/web/static"
PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><link rel="stylesheet" href="map.css">
<script src="vendor/graphology.umd.min.js" defer></script><script src="vendor/sigma.min.js" defer></script>
<script src="map-signs.js" defer></script><script src="map.js" defer></script></head><body>
<div id="map-tools"><button id="map-in"></button><button id="map-out"></button>
<button id="map-whole"></button>
<input id="map-find"><ul id="map-hits"></ul></div><p id="map-said"></p>
<div id="map" class="map" tabindex="0" data-query="" data-ties="#" style="width:1200px;height:700px">
<p class="map-state"></p></div><section id="map-chosen" hidden><button id="map-close"></button></section>
</body></html>"""


def measure() -> Iterator[Figure]:
    """Layouts, then what a browser makes of them."""
    town = District(SIZE).network
    ground, seconds = _timed(lambda: read_ground(town))
    of = f"{len(ground.spots):,} spots, {len(ground.links):,} ties"
    yield Figure(name=f"network map, {of}: read", value=seconds, unit="s")
    maps = KeptMaps()
    for arrangement in Arrangement:
        _, seconds = _timed(partial(maps.map, town, arrangement))
        yield Figure(
            name=f"network map, {of}: laid out by {arrangement}", value=seconds, unit="s", at_most=5.0
        )
    yield _changed(ground, maps.map(town))
    yield _against_networkx()
    yield from _in_a_browser(maps.map(town), maps.map(town, Arrangement.AREA), of)


def _changed(ground: Ground, whole: NetworkMap) -> Figure:
    """A hundred that were not there yet, all others where they were."""
    before = {spot.id: (x, y) for spot, (x, y) in zip(ground.spots, whole.places.tolist(), strict=True)}
    for spot in ground.spots[:: len(ground.spots) // 100]:
        del before[spot.id]
    after, seconds = _timed(lambda: stand(ground, Arrangement.TIES, before))
    moved = sum(after[each] != place for each, place in before.items())
    name = f"network map: a change of 100, {moved} others moved"
    return Figure(name=name, value=seconds, unit="s", at_most=1.0)


def _against_networkx() -> Figure:
    pairs = _ring(SMALL)
    _, ours = _timed(lambda: spread(SMALL, pairs))
    graph: nx.Graph[int] = nx.Graph(pairs.tolist())
    _, theirs = _timed(lambda: nx.spring_layout(graph, seed=1))
    name = f"forces on {SMALL:,} spots"
    return Figure(name=name, value=ours, unit="s", against=f"networkx spring_layout {theirs:.3g} s")


def _ring(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    random = np.random.default_rng(1)
    first = random.integers(0, count, 3 * count)
    return np.stack([first, (first + np.rint(random.normal(0, 30, 3 * count)).astype(int)) % count], axis=1)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = perf_counter()
    done = work()
    return done, perf_counter() - started


def _in_a_browser(whole: NetworkMap, boxed: NetworkMap, of: str) -> Iterator[Figure]:
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    told = {
        f"network map, {of} in groups: first frame": group_columns(group(boxed), boxed, "ko"),
        f"network map, {of}: first frame": map_columns(whole, "ko"),
    }
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
        (Path(folder) / "index.html").write_text(PAGE, encoding="utf-8")
        (Path(folder) / "network").mkdir()
        theirs = _pyvis_page(Path(folder))
        with _served(Path(folder)) as base:
            pyvis_s = _first_frame(chromium, f"{base}/{theirs}", "window.settled === true")
            more = "over " if pyvis_s >= PATIENCE_S else ""
            against = f"pyvis' default page, {SMALL:,} spots: {more}{pyvis_s:.3g} s"
            for name, columns in told.items():
                _write(Path(folder) / "network/map", columns)
                seconds = _first_frame(chromium, base, "document.querySelector('#map[data-drawn]')")
                yield Figure(name=name, value=seconds, unit="s", at_most=2.0, against=against)
            seconds = _first_frame(chromium, base, "document.querySelector('#map[data-lines]')")
            yield Figure(name=f"network map, {of}: with all its lines", value=seconds, unit="s")


def _write(file: Path, columns: Columns) -> None:
    file.write_text(json.dumps(columns, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _pyvis_page(folder: Path) -> str:
    """pyvis' own page of a small network, its library from this machine instead of from elsewhere."""
    page = PyvisPage(cdn_resources="in_line")
    pairs = _ring(SMALL).tolist()
    page.add_nodes(sorted({end for pair in pairs for end in pair}))
    page.add_edges([(one, other) for one, other in pairs if one != other])
    html = page.generate_html(notebook=False)
    # It is done when the springs have come to rest.
    html = html.replace(
        "</body>", "<script>network.once('stabilized', () => { settled = true; });</script></body>"
    )
    (folder / "pyvis.html").write_text(html, encoding="utf-8")
    return "pyvis.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *said: object) -> None:
        del said


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def _first_frame(chromium: str, address: str, is_done: str) -> float:
    """Seconds from the address to the frame that stands; ``PATIENCE_S`` where it took longer."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        # Nothing is asked of a stranger, whatever a page wants.
        page.route(
            "**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url else route.abort()
        )
        begun = perf_counter()
        try:
            page.goto(address, wait_until="commit")
            page.wait_for_function(is_done, timeout=PATIENCE_S * 1000)
            return perf_counter() - begun
        except TooSlowError:
            return float(PATIENCE_S)
        finally:
            browser.close()
