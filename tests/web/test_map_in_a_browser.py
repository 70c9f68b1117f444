"""The network map in a real browser: drawn, walked through without a mouse, at every width."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId, Put
from tests.web.test_in_a_browser import CHROMIUM, Visit, visiting
from tests.web.town import CENTRE, HOSTILE, MEALS, OTHER, Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one"),
]


def tied(town: Town) -> None:
    """A second agreement, so that there is a way to go; one of its parties has a hostile name."""
    agreement = NodeId("agreement:2")
    town.write(
        Put(Node(id=agreement, kind="agreement", fields={"name": f"협약 {HOSTILE}"})),
        town.edge("party_to", OTHER, agreement),
        town.edge("party_to", MEALS, agreement),
    )


def opened(visit: Visit, address: str = "/network") -> None:
    visit.sign_in("coordinator")
    visit.go(address)
    visit.page.locator("#map[data-drawn=yes]").wait_for(timeout=30_000)


# Names that reach over the map's edge.
COUNT_CUT = """cut = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, x, ...rest) {
  const half = this.measureText(text).width / 2, wide = this.canvas.width / devicePixelRatio;
  if (this.textAlign === "center" && (x - half < -1 || x + half > wide + 1)) cut.push(text);
  return fillText.call(this, text, x, ...rest);
};"""


@pytest.mark.parametrize("width", [1920, 360])
def test_the_map_is_walked_through_and_left_without_a_mouse(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width, tied) as visit:
        visit.page.add_init_script(COUNT_CUT)
        opened(visit)
        page = visit.page

        page.focus("#map")
        page.keyboard.press("ArrowRight")
        first = page.inner_text("#map-said")
        page.keyboard.press("n")
        second = page.inner_text("#map-said")
        page.keyboard.press("Enter")
        page.locator("#map-chosen:not([hidden])").wait_for()
        in_panel = page.evaluate("document.activeElement.closest('#map-chosen') !== null")
        page.keyboard.press("Escape")
        is_back = page.evaluate("document.activeElement.id")
        page.keyboard.press("Tab")

        assert first
        assert second
        assert first != second
        assert (in_panel, is_back) == (True, "map")
        assert page.evaluate("document.activeElement.id") != "map"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("cut") == []
        assert visit.wrong == []


def test_a_hostile_name_is_read_on_the_map_and_does_nothing(tmp_path: Path) -> None:
    with visiting(tmp_path, 1280, tied) as visit:
        opened(visit)
        page = visit.page

        page.fill("#map-find", "다솜센터")
        page.keyboard.press("Enter")
        page.locator("#map-chosen:not([hidden])").wait_for()

        assert HOSTILE in page.inner_text("#map-chosen h3")
        assert page.locator("#map-chosen script").count() == 0
        assert HOSTILE in page.inner_text("#map-chosen ul")
        assert visit.wrong == []


def test_what_is_chosen_stays_chosen_and_things_stay_where_they_are(tmp_path: Path) -> None:
    with visiting(tmp_path, 1280, tied) as visit:
        opened(visit)
        page = visit.page
        before = page.evaluate("fetch('/network/map').then((a) => a.json()).then((a) => a.spots)")

        page.click("summary >> nth=0")
        page.uncheck("input[name=tie_team]")
        visit.send("#wish button.act")
        page.locator("#map[data-drawn=yes]").wait_for(timeout=30_000)
        query = page.get_attribute("#map", "data-query")
        after = page.evaluate(f"fetch('/network/map?{query}').then((a) => a.json()).then((a) => a.spots)")

        places = {each: at for each, *at in zip(before["id"], before["x"], before["y"], strict=True)}
        assert {each: places[each] for each in after["id"]} == {
            each: at for each, *at in zip(after["id"], after["x"], after["y"], strict=True)
        }
        assert not page.is_checked("input[name=tie_team]")
        assert CENTRE in after["id"]


def test_a_browser_without_graphics_gets_the_still_picture_and_the_list(tmp_path: Path) -> None:
    with visiting(tmp_path, 1280, tied) as visit:
        visit.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        visit.sign_in("coordinator")
        visit.go("/network")
        visit.page.locator("#map[data-drawn=still]").wait_for(timeout=30_000)

        picture = visit.page.locator("img.map-still")
        assert picture.evaluate("(each) => each.decode().then(() => each.naturalWidth)") > 0
        assert "나눔급식소" in visit.page.inner_text("main")


# A processor that stands in for a graphics card makes a call of each copy: seconds, for tens of thousands.
COUNT_COPIES = """copies = 0;
const { drawArraysInstanced } = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.drawArraysInstanced = function (...given) {
  copies += given[3];
  return drawArraysInstanced.apply(this, given);
};"""


@pytest.mark.long
def test_where_lines_are_very_many_what_stands_where_is_shown_first(tmp_path: Path) -> None:
    count = 3_100
    one = list(range(count))
    columns = {
        "looks": [{"shape": "dot", "colour": "#2e7d4f"}],
        "types": ["기관"],
        "lines": [{"colour": "#14507a", "width": 1, "dashes": [], "is_quiet": False}],
        "spots": {
            "id": [f"agency:{each}" for each in one],
            "name": [f"기관 {each}" for each in one],
            "label": [f"기관 {each}" for each in one],
            **{name: [0] * count for name in ("look", "type")},
            "x": [each % 60 * 50 for each in one],
            "y": [each // 60 * 50 for each in one],
            "size": [4] * count,
            "ties": [6] * count,
        },
        "links": {
            "first": one * 3,
            "second": [(each + step) % count for step in (1, 2, 61) for each in one],
            "line": [0] * (3 * count),
            "shift": [0] * (3 * count),
        },
        "frames": [],
        "is_named": False,
    }
    with visiting(tmp_path, 1280, tied) as visit:
        visit.page.route(re.compile("/network/map"), lambda route: route.fulfill(json=columns))
        visit.page.add_init_script(COUNT_COPIES)
        opened(visit)
        page = visit.page
        was_first = page.get_attribute("#map", "data-lines") is None
        page.locator("#map[data-lines=yes]").wait_for(timeout=30_000)
        page.focus("#map")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("n")

        assert was_first
        assert page.evaluate("copies") == 0
        assert "기관" in page.inner_text("#map-said")
        assert visit.wrong == []
