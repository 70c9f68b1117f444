"""A coordinator at the pages of lists: files handed in, and the pages of each."""

from __future__ import annotations

import re
import time
from typing import Any

from httpx import Response

from tests.ingest.lists import FIXTURES
from tests.web.town import post, token_of

FACILITIES = (FIXTURES / "facilities.csv").read_bytes()
_TRIES = 200


def hand_in(browser: Any, name: str = "facilities_20250131.csv", content: bytes = FACILITIES) -> Response:
    """The page of the file once somebody looked at it."""
    form = browser.get("/lists")
    sent = browser.post("/lists", data={"csrf": token_of(form)}, files={"file": (name, content)})
    return done(browser, sent) if "/lists/files/" in str(sent.url) else sent


def done(browser: Any, page: Response) -> Response:
    """The page of a file when the work on it is done."""
    for _ in range(_TRIES):
        if not browser.get(f"{page.url.path}/state").json()["busy"]:
            return browser.get(page.url.path)  # type: ignore[no-any-return]
        time.sleep(0.05)
    raise AssertionError(page.url)


def take(browser: Any, page: Response) -> Response:
    """The report of a file that was looked at."""
    return done(browser, post(browser, f"{page.url.path}/take", page))


def withdraw(browser: Any) -> Response:
    """The page after the newest file was taken back."""
    address = re.findall(r'href="(/lists/taken/[^"]+)"', browser.get("/lists").text)[0]
    return done(browser, post(browser, f"{address}/withdraw", browser.get(address)))


def words_of(page: Response) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
