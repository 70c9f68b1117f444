"""Drawings in a real browser: the page alone on a disk; the same letters on screen, in pixels, in print."""

from __future__ import annotations

import io
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from resnet.drawing.drawing import Drawing
from resnet.drawing.output import drawing_file
from tests.drawing.test_hostile_names import NAMES, ecomap, genogram
from tests.seen_by_axe import violations
from tests.web.test_in_a_browser import CHROMIUM, playwright, pytestmark

__all__ = ["pytestmark"]
# How far the shares of ink in a block of so many pixels may lie apart: smoothing differs, letters do not.
BLOCK, APART = 12, 0.15
# The margin around a drawing printed alone, 8 mm in points.
MARGIN = 8 * 72 / 25.4
COMPARE = """
async ([sources, block]) => {
  const inks = [];
  for (const source of sources) {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = inks.length ? inks[0].width : image.naturalWidth * 2;
    canvas.height = inks.length ? inks[0].height : image.naturalHeight * 2;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const wide = Math.floor(canvas.width / block), high = Math.floor(canvas.height / block);
    const shares = new Float64Array(wide * high);
    for (let y = 0; y < high * block; y++) for (let x = 0; x < wide * block; x++) {
      const ink = (255 - data[(y * canvas.width + x) * 4 + 1]) / 255;
      shares[Math.floor(y / block) * wide + Math.floor(x / block)] += ink / block / block;
    }
    inks.push({ width: canvas.width, height: canvas.height, shares });
  }
  const [{ shares }, ...others] = inks;
  return others.map((each) => Math.max(...each.shares.map((share, at) => Math.abs(share - shares[at]))));
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Opened:
    """A page opened from the disk; ``wrong`` collects what must never happen."""

    def __init__(self, browser: Any, folder: Path, drawing: Drawing[None], width: int, language: str) -> None:
        file = folder / "drawing.html"
        file.write_bytes(drawing_file(drawing, file.name, "그림", language))
        self.wrong: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 800})
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", self._asked)
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("html[data-ready=yes]")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.wrong.append(f"{wide} px wide on a screen of {width}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.wrong.append(request.url)

    def told(self) -> str:
        return str(self.page.inner_text("#told"))


@pytest.mark.parametrize("draw", [genogram, ecomap], ids=["genogram", "ecomap"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_opened_alone_a_hostile_name_is_told_and_does_nothing(
    browser: Any, tmp_path: Path, draw: Any, name: str
) -> None:
    drawing = draw(name)
    opened = Opened(browser, tmp_path, drawing, 1280, "ko")
    at = next(at for at, item in enumerate(drawing.items) if item.name.startswith(drawing.items[-1].name[:2]))

    opened.page.locator("g.person, g.system").nth(at).focus()

    assert drawing.items[at].name.split()[0] in opened.told()
    assert opened.wrong == []
    opened.page.close()


def test_where_no_korean_font_is_the_page_still_has_every_letter() -> None:
    page = drawing_file(genogram("뷁쉙 💥"), "drawing.html", "그림", "ko").decode()

    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/ttf;base64,([A-Za-z0-9+/=]+)\)", page)

    hidden = r"<(style|script|desc|title)[^>]*>.*?</\1>|<[^>]+>"
    seen = set(unescape(re.sub(hidden, "", page, flags=re.DOTALL))) - set("\n💥")
    assert [weight for weight, _ in faces] == ["400", "700"]
    for _, face in faces:
        assert seen <= {chr(code) for code in TTFont(io.BytesIO(b64decode(face))).getBestCmap()}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "width", [360, *(pytest.param(wide, marks=pytest.mark.long) for wide in (768, 1920))]
)
def test_by_keyboard_one_moves_from_person_to_person_and_changes_the_size(
    browser: Any, tmp_path: Path, width: int, language: str
) -> None:
    opened = Opened(browser, tmp_path, genogram("나"), width, language)
    page = opened.page
    first = page.evaluate("document.querySelector('#picture svg').getBoundingClientRect().width")

    page.locator("g.person", has_text="할아버지").first.focus()
    grandfather = opened.told()
    page.keyboard.press("ArrowRight")
    grandmother = opened.told()
    page.keyboard.press("ArrowDown")
    below = opened.told()
    page.keyboard.press("+")
    larger = page.evaluate("document.querySelector('#picture svg').getBoundingClientRect().width")

    assert grandfather.startswith("할아버지")
    assert grandmother.startswith("할머니")
    assert below.splitlines()[0] in {"아버지", "큰아버지", "어머니"}
    assert larger == pytest.approx(first * 1.25, rel=0.01)
    assert opened.wrong == []
    page.close()


@pytest.mark.parametrize("draw", [genogram, ecomap], ids=["genogram", "ecomap"])
def test_a_pointer_over_somebody_is_enough_and_axe_finds_nothing(
    browser: Any, tmp_path: Path, draw: Any
) -> None:
    opened = Opened(browser, tmp_path, draw("나"), 1280, "ko")

    opened.page.locator("g.person, g.system").last.hover()
    # Only a policy lifted for the test lets another script in: the page itself allows none.
    told = opened.told()
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(opened.page.url)
    found = violations(page)

    assert len(told.split()) > 3
    assert found == []
    opened.page.close()


@pytest.mark.parametrize("draw", [genogram, ecomap], ids=["genogram", "ecomap"])
@pytest.mark.parametrize(
    "name", ["김하늘별 뷁쉙", NAMES["script"], NAMES["three-hundred"]], ids=["ko", "en", "long"]
)
def test_screen_pixels_and_print_show_the_same_letters(browser: Any, draw: Any, name: str) -> None:
    drawing = draw(name)
    pixels = drawing_file(drawing, "drawing.png", "그림", "ko")
    sheet = pypdfium2.PdfDocument(drawing_file(drawing, "drawing.pdf", "그림", "ko"))[0].render(
        scale=2 / 0.75, crop=(MARGIN, MARGIN, MARGIN, MARGIN)
    )
    printed = _bitmap(sheet)
    sources = [_url("svg+xml", drawing.svg.encode()), _url("png", pixels), _url("bmp", printed)]
    page = browser.new_page()

    apart = page.evaluate(COMPARE, [sources, BLOCK])
    without = page.evaluate(COMPARE, [[sources[0], _url("svg+xml", _tofu(drawing.svg).encode())], BLOCK])

    assert max(apart) < APART < without[0]
    page.close()


def _tofu(svg: str) -> str:
    """The same drawing with a box for each Korean letter: what a missing font would show."""
    head, body = svg.split("</style>", 1)
    return head + "</style>" + "".join("■" if "가" <= each <= "힣" else each for each in body)


def _url(kind: str, content: bytes) -> str:
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def _bitmap(sheet: Any) -> bytes:
    """A rendered page as a BMP, which needs no library to write."""
    pixels = sheet.to_numpy()[:, :, :3]
    high, wide = pixels.shape[:2]
    pad = b"\0" * (-wide * 3 % 4)
    rows = b"".join(row.tobytes() + pad for row in pixels[::-1])
    head = b"BM" + (54 + len(rows)).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    info = (40).to_bytes(4, "little") + wide.to_bytes(4, "little") + high.to_bytes(4, "little")
    info += (1).to_bytes(2, "little") + (24).to_bytes(2, "little") + bytes(24)
    return bytes(head + info + rows)
