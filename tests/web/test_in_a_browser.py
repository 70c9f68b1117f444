"""The whole way in a real browser, wide and narrow: no error in its console, nothing asked of a stranger."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from tests.web.town import CASE, NEED, PASSWORD, Town

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one"),
]


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The application on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


class Visit:
    """A person at a browser of one width; ``wrong`` collects what must never happen."""

    def __init__(self, browser: playwright.Browser, base: str, width: int) -> None:  # type: ignore[name-defined]
        self.base, self.width = base, width
        self.wrong: list[str] = []
        self.page = browser.new_page(viewport={"width": width, "height": 800})
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def sign_in(self, login: str) -> None:
        self.page.context.clear_cookies()
        self.go("/sign-in")
        self.page.fill("#login", login)
        self.page.fill("#password", PASSWORD)
        self.send("main button.act")

    def go(self, address: str) -> None:
        self.page.goto(self.base + address)
        self.check()

    def send(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.click(button)
        self.check()

    def check(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.wrong.append(f"{self.page.url} is {wide} px wide on a screen of {self.width}")
        # A caption beside blocks instead of a table shrinks to a letter a line.
        narrow = self.page.evaluate(
            "[...document.querySelectorAll('caption')].filter((each) => each.checkVisibility()"
            " && each.clientHeight > 3 * each.clientWidth).map((each) => each.textContent)"
        )
        self.wrong += [f"{self.page.url}: a letter a line: {each}" for each in narrow]

    def _heard(self, message: playwright.ConsoleMessage) -> None:  # type: ignore[name-defined]
        # A browser without a graphics card tells that it draws by itself: no fault of the page.
        if message.type in {"error", "warning"} and "GL Driver Message" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, request: playwright.Request) -> None:  # type: ignore[name-defined]
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.wrong.append(f"asked a stranger: {request.url}")


@contextmanager
def visiting(folder: Path, width: int, prepare: Callable[[Town], None] | None = None) -> Iterator[Visit]:
    """Somebody at a browser before a town of their own, made in ``folder`` and prepared."""
    town = Town(folder)
    if prepare is not None:
        prepare(town)
    with served(town.app) as base, playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Visit(browser, base, width)
        browser.close()
    town.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_from_signing_in_to_the_partners_answer(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width) as visit:
        referral = send_a_letter(visit)
        answer_it(visit, referral)
        look_around(visit)

        assert visit.wrong == []


def send_a_letter(visit: Visit) -> str:
    visit.sign_in("manager")
    visit.go(f"/cases/{CASE}")
    visit.send(f"#needs ~ .cards a.plain, a.plain[href='/needs/{NEED}']")
    visit.page.check("input[name=chosen] >> nth=0")
    visit.page.check("input[name=decided_by][value=client]")
    visit.send("#choose button.act")
    visit.page.fill("#summary", "혼자 지내심")
    visit.page.fill("#goal", "하루 두 끼")
    for item in ("identity", "services"):
        visit.page.check(f"input[name=passes_on][value={item}]")
    visit.page.select_option("#given_how", "signed")
    visit.page.select_option("#given_as", "self")
    visit.page.fill("#until", "2027-06-30")
    visit.page.check("input[name=told_right_to_refuse]")
    visit.send("main button.act")
    assert "/referrals/referral:" in visit.page.url
    return str(visit.page.url).removeprefix(visit.base)


def answer_it(visit: Visit, referral: str) -> None:
    visit.sign_in("partner")
    assert visit.page.url.endswith("/referrals")
    visit.send(f"a[href='{referral}']")
    visit.page.click("summary >> nth=0")
    visit.send("details[open] button.act")
    assert "수락" in visit.page.inner_text("h1")


def look_around(visit: Visit) -> None:
    visit.go("/directory")
    visit.page.fill("input[name=words]", "밑반찬")
    visit.send("main button.act")
    assert "나눔급식소" in visit.page.inner_text("main")
    visit.go("/network")
    visit.page.locator("#map[data-drawn=yes]").wait_for(timeout=20_000)
    visit.send("header button[value=en]")
    assert "Network map" in visit.page.inner_text("h1")
    visit.sign_in("council")
    assert visit.page.url.endswith("/gaps")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_sheet_that_comes_back_says_where_and_keeps_what_was_typed(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width) as visit:
        visit.sign_in("manager")

        visit.go(f"/cases/{CASE}")
        visit.send("nav.parts a[href$='/acts']")
        visit.send("main a[href$='/statement']")
        visit.page.fill("#words", "밤에 자주 깨요")
        visit.send("main button.act")
        visit.page.click("div.error a[href='#domain']")
        focused = visit.page.evaluate("document.querySelector(':target').id")
        kept = visit.page.input_value("#words")
        visit.page.select_option("#domain", "1000000")
        visit.page.select_option("#level", "individual")
        # The browser counts a refused form as an error of its console; nothing else may stand there.
        visit.wrong = [each for each in visit.wrong if "422" not in each]
        visit.send("main button.act")
        said = visit.page.inner_text("main")

        assert (focused, kept) == ("domain", "밤에 자주 깨요")
        assert "밤에 자주 깨요" in said
        assert visit.wrong == []
