"""The eco-map gone over in a real browser: pulled, stepped back, kept, undone; by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resnet.graph.elements import Edge
from resnet.messages import messages_for
from tests.seen_by_axe import violations
from tests.web.test_ecomap_page import ADDRESS, holds, prepare
from tests.web.test_in_a_browser import Visit, pytestmark, visiting
from tests.web.town import Town

__all__ = ["pytestmark"]
NEIGHBOUR = "person:neighbour"


class Around:
    """The town behind the browser, to be looked at from outside."""

    def __init__(self) -> None:
        self.town: Town | None = None

    def __call__(self, town: Town) -> None:
        prepare(town)
        self.town = town

    def relation(self) -> Edge:
        assert self.town is not None
        return holds(self.town)[NEIGHBOUR]


def field(visit: Visit, name: str) -> Any:
    return visit.page.locator(f"[name='{name}:{NEIGHBOUR}']")


def pulled(visit: Visit, handle: Any, way: Callable[[float, float], tuple[float, float]]) -> None:
    """Pull a handle of the picture by the pointer, and wait for the new picture."""
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    to = way(x, y)
    visit.page.mouse.move((x + to[0]) / 2, (y + to[1]) / 2)
    visit.page.mouse.move(*to)
    with visit.page.expect_response("**/preview"):
        visit.page.mouse.up()
    visit.page.wait_for_function("document.querySelectorAll('#picture .knob').length > 0")


def to_the_middle(visit: Visit) -> Callable[[float, float], tuple[float, float]]:
    box = visit.page.locator("#picture g.client circle").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return lambda x, y: (x + (middle[0] - x) * 0.9, y + (middle[1] - y) * 0.9)


def own(visit: Visit, what: str) -> Any:
    """The neighbour's shape or handle in the picture."""
    at = visit.page.evaluate(
        "document.getElementById('picture').dataset.systems.split(' ').indexOf(arguments[0])".replace(
            "arguments[0]", f"'{NEIGHBOUR}'"
        )
    )
    if what == "system":
        return visit.page.locator("#picture g.system").nth(at).locator("circle").first
    return visit.page.locator(f"#picture .{what}").nth(at)


@pytest.mark.parametrize("width", [1280, 360])
def test_from_pulling_to_undo(tmp_path: Path, width: int) -> None:
    around = Around()
    with visiting(tmp_path, width, around) as visit:
        visit.sign_in("manager")
        visit.go(ADDRESS)

        pulled(visit, own(visit, "system"), to_the_middle(visit))
        nearer = field(visit, "nearness").input_value()
        pulled(visit, own(visit, "rim"), lambda x, y: (x + 60, y))
        larger = field(visit, "importance").input_value()
        pulled(visit, own(visit, "knob"), lambda x, y: (x, y - 60))
        stronger = field(visit, "nature").input_value()
        with visit.page.expect_response("**/preview"):
            visit.page.keyboard.press("Control+z")
        stepped_back = field(visit, "nature").input_value()
        unkept = dict(around.relation().fields)
        visit.send("#ecomap-form button.act")
        kept = dict(around.relation().fields)
        visit.send("#undo button")
        undone = dict(around.relation().fields)

        assert (nearer, larger, stronger, stepped_back) == ("5", "5", "strong", "weak")
        assert unkept == undone == {"nearness": 4, "nature": "weak"}
        assert kept == {"nearness": 5, "importance": 5, "nature": "weak"}
        assert messages_for("ko").text("ecomap-undone") in visit.page.inner_text("main")
        assert visit.wrong == []


def test_by_keyboard_alone_the_same_is_said_and_the_picture_follows(tmp_path: Path) -> None:
    around = Around()
    with visiting(tmp_path, 1280, around) as visit:
        visit.sign_in("client")
        visit.go(ADDRESS)
        page = visit.page

        field(visit, "nearness").focus()
        with page.expect_response("**/preview"):
            page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        with page.expect_response("**/preview"):
            page.keyboard.press("End")
        page.locator("#whole").focus()
        page.keyboard.type("옆집이 든든해요")
        for _ in range(2):
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")

        assert dict(around.relation().fields) == {"nearness": 5, "importance": 1, "nature": "weak"}
        assert "옆집이 든든해요" in page.inner_text("main")
        assert visit.wrong == []


def test_without_script_the_form_does_it_all(tmp_path: Path) -> None:
    around = Around()
    with visiting(tmp_path, 360, around) as visit:
        visit.sign_in("manager")
        kept = visit.page.context.cookies()
        context = visit.page.context.browser.new_context(java_script_enabled=False)
        context.add_cookies(kept)
        page = context.new_page()
        page.goto(visit.base + ADDRESS)

        page.select_option(f"[name='nearness:{NEIGHBOUR}']", "1")
        page.click("#ecomap-form button.act")
        page.wait_for_load_state()
        hidden = page.locator("#step-back").is_visible(), page.locator("#drag-says").is_visible()

        assert around.relation().get("nearness") == 1
        assert hidden == (False, False)


@pytest.mark.parametrize(
    "width", [360, *(pytest.param(wide, marks=pytest.mark.long) for wide in (768, 1920))]
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_amiss_for_those_who_hear_or_enlarge_the_page(
    tmp_path: Path, width: int, language: str
) -> None:
    with visiting(tmp_path, width, prepare) as visit:
        visit.sign_in("manager")
        if language == "en":
            visit.send("header button[value=en]")
        visit.go(ADDRESS)

        assert violations(visit.page) == []
        assert visit.wrong == []
