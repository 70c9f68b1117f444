"""Pages for those who hear them, use no mouse, or see little: structure by reading, the rest in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.web.test_in_a_browser import CHROMIUM, Visit, visiting
from tests.web.town import CASE, MEALS, NEED, REFERRAL, Town

PAGES = [
    ("manager", "/cases"),
    ("manager", f"/cases/{CASE}"),
    ("manager", f"/cases/{CASE}/team"),
    ("manager", f"/needs/{NEED}"),
    ("manager", "/allocation"),
    ("client", f"/cases/{CASE}"),
    ("partner", "/referrals"),
    ("partner", f"/referrals/{REFERRAL}"),
    ("coordinator", "/directory"),
    ("coordinator", f"/directory/{MEALS}"),
    ("coordinator", "/network"),
    ("coordinator", "/lists"),
    ("coordinator", "/lists/review"),
    ("coordinator", "/lists/due"),
    ("council", "/gaps"),
    ("council", "/gaps/equity"),
    ("council", "/gaps/policies"),
    ("council", "/no/such/page"),
]
_VOID = frozenset({"meta", "link", "input", "img", "br", "hr"})
_LANDMARKS = frozenset({"header", "main", "nav", "footer", "aside"})


class Outline(HTMLParser):
    """What of a page matters to those who hear it; ``wrong`` are the faults found while reading."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.asked: list[dict[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        if tag == "label" and "for" in given:
            self.labelled.append(given["for"])
        if tag in {"select", "textarea"} or (tag == "input" and given.get("type") != "hidden"):
            self._ask(given)
        self._check(tag, given)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        is_said = data.strip() and "body" in self._open and "a" not in self._open
        if is_said and not _LANDMARKS & set(self._open):
            self.wrong.append(f"outside every landmark: {data.strip()[:40]}")

    def _ask(self, given: dict[str, str]) -> None:
        if "aria-label" not in given and "label" not in self._open:
            self.asked.append(given)

    def _check(self, tag: str, given: dict[str, str]) -> None:
        if tag == "img" and not given.get("alt"):
            self.wrong.append(f"a picture without words: {given.get('src')}")
        if tag == "th" and given.get("scope") not in {"col", "row"}:
            self.wrong.append("a head of a table that says not of what")
        if tag == "iframe" and not given.get("title"):
            self.wrong.append("a frame without a title")
        # A table that narrow screens scroll must be reached without a mouse; stacked ones never scroll.
        if given.get("class") == "wide" and given.get("role") == "region":
            is_named = given.get("aria-label") or given.get("aria-labelledby")
            if given.get("tabindex") != "0" or not is_named:
                self.wrong.append("a part that scrolls and cannot be reached by keyboard")

    def faults(self) -> Iterator[str]:
        """Everything that is wrong with the page."""
        yield from self.wrong
        if self.levels.count(1) != 1:
            yield f"{self.levels.count(1)} first headings"
        yield from (f"heading {next_} after {one}" for one, next_ in pairwise(self.levels) if next_ > one + 1)
        yield from (
            f"a field without a label: {given}"
            for given in self.asked
            if given.get("id") not in self.labelled
        )
        yield from (f"twice the same id: {each}" for each in {*self.ids} if self.ids.count(each) > 1)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("login", "address"), PAGES)
def test_a_page_can_be_heard_and_walked_by_its_headings(
    town: Town, login: str, address: str, language: str
) -> None:
    with town.signed_in(login, language) as browser:
        answer = browser.get(address)

    assert list(Outline(answer.text).faults()) == []


def test_the_door_can_be_heard(town: Town) -> None:
    with town.browser() as browser:
        assert list(Outline(browser.get("/sign-in").text).faults()) == []


# Every text against what is behind it, by WCAG 2.2, 1.4.3: 4.5 to 1, large text 3 to 1.
_PALE_TEXTS = """() => {
  const parts = (words) => (words.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * linear(c[i] / 255), 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const wrong = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const said = walk.currentNode.textContent.trim();
    if (!said || !e.checkVisibility() || e.closest("script, style, option")) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parts(style.color)), light(ground(e))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((a + 0.05) / (b + 0.05) < (isLarge ? 3 : 4.5)) wrong.push(said.slice(0, 40));
  }
  return wrong;
}"""
_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { name: e.tagName + (e.id ? "#" + e.id : ""), seen };
}"""
# Of radio buttons of one name only one takes the focus; arrows go on from there.
_FIELDS = """() => [...document.querySelectorAll("main :is(input, select, textarea, button)")]
  .filter((e) => e.type !== "radio" || e === document.querySelector(`[name="${e.name}"]`))
  .filter((e) => e.type !== "hidden" && e.checkVisibility()).length"""


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one")
def test_every_text_stands_out_and_every_field_is_reached_by_keyboard_with_the_focus_seen(
    tmp_path: Path,
) -> None:
    with visiting(tmp_path, 1280) as visit:
        wrong: list[Any] = []

        for login, address in PAGES[:10]:
            visit.sign_in(login)
            visit.go(address)
            visit.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            wrong += [(address, pale) for pale in visit.page.evaluate(_PALE_TEXTS)]
            wrong += [(address, *each) for each in _walk_by_tab(visit)]

        assert wrong == []


def _walk_by_tab(visit: Visit) -> Iterator[tuple[Any, ...]]:
    """What the focus misses, or where it cannot be seen, from the top of the page to its end."""
    fields, reached = visit.page.evaluate(_FIELDS), 0
    visit.page.evaluate("document.activeElement.blur()")
    for _ in range(400):
        visit.page.keyboard.press("Tab")
        at = visit.page.evaluate(_FOCUSED)
        if at is None:
            break
        is_in_main = visit.page.evaluate("!!document.activeElement.closest('main')")
        is_field = at["name"].partition("#")[0] in {"INPUT", "SELECT", "TEXTAREA", "BUTTON"}
        reached += is_in_main and is_field
        if not at["seen"]:
            yield ("focus not seen", at["name"])
    if reached < fields:
        yield ("fields not reached", fields - reached)
