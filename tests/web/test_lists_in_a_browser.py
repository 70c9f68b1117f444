"""A list in a real browser, from the drop to the undo, wide and narrow, with no mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.lists import FIXTURES
from tests.web.pairs import pair
from tests.web.test_in_a_browser import CHROMIUM, Visit, visiting
from tests.web.town import Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one"),
]
# More than anybody would press to get anywhere on these pages.
_MOST_STEPS = 400


@pytest.mark.parametrize("width", [1920, 360])
def test_a_list_goes_from_the_drop_to_the_undo_without_a_mouse(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width, pair) as visit:
        visit.sign_in("coordinator")
        visit.go("/lists")

        drop(visit, FIXTURES / "facilities.csv")
        press(visit, "form[action$='/take'] button")
        wait_for(visit, "넣었습니다")
        judge_and_undo(visit)
        visit.go("/lists")
        press(visit, "table a[href^='/lists/taken/']")
        press(visit, "form[action$='/withdraw'] button")
        wait_for(visit, "7행을 거두었고")

        assert visit.wrong == []


def drop(visit: Visit, file: Path) -> None:
    """A file dropped on the field, which a keyboard opens as well."""
    visit.page.set_input_files("#file", file)
    press(visit, "#hand-in button")
    wait_for(visit, "아직 아무것도 바뀌지 않았습니다")


def judge_and_undo(visit: Visit) -> None:
    visit.go("/lists/review")
    by_key(visit, "s")
    assert "같은 곳으로 합쳤습니다" in visit.page.inner_text("main")
    by_key(visit, "u")
    assert "판단을 취소했습니다" in visit.page.inner_text("main")
    by_key(visit, "d")
    assert "다른 곳으로 두었습니다" in visit.page.inner_text("main")


def by_key(visit: Visit, key: str) -> None:
    """Alt and a letter, told to the browser as a keyboard does: with the letter that it would have typed."""
    pressed = {"modifiers": 1, "key": key, "text": key, "unmodifiedText": key}
    pressed |= {"code": f"Key{key.upper()}", "windowsVirtualKeyCode": ord(key.upper())}
    keyboard = visit.page.context.new_cdp_session(visit.page)
    with visit.page.expect_navigation():
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **pressed})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    visit.check()


def press(visit: Visit, control: str) -> None:
    """Go to the control with the tabulator and press it."""
    for _ in range(_MOST_STEPS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("(at) => document.activeElement.matches(at)", control):
            with visit.page.expect_navigation():
                visit.page.keyboard.press("Enter")
            visit.check()
            return
    raise AssertionError(control)


def wait_for(visit: Visit, words: str) -> None:
    visit.page.locator("main", has_text=words).wait_for(timeout=20_000)
    visit.check()


def test_progress_is_told_without_leaving_the_page(tmp_path: Path) -> None:
    with visiting(tmp_path, 1280, several_thousand) as visit:
        visit.sign_in("coordinator")
        visit.go("/lists")
        visit.page.set_input_files("#file", tmp_path / "many_20250101.csv")

        visit.send("#hand-in button")
        told = visit.page.inner_text("#progress-says")
        wait_for(visit, "아직 아무것도 바뀌지 않았습니다")

        assert told
        assert visit.wrong == []


def several_thousand(town: Town) -> None:
    """A list that takes a while, beside the town's store."""
    rows = [
        f"가온{number}복지관,종합사회복지관,나래구 해오름로 {number},032-555-{number:04d}"
        for number in range(3000)
    ]
    text = "\n".join(["시설명,시설종류,주소,연락처", *rows])
    (town.folder / "many_20250101.csv").write_text(text, encoding="utf-8")
