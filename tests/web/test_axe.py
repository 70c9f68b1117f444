"""Pages as axe sees them in a real browser, wide and narrow: no violation of WCAG 2.2 AA, nor of good use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import seen_by_axe
from tests.ingest.lists import FIXTURES, registration_number
from tests.web.pairs import pair
from tests.web.test_in_a_browser import CHROMIUM, Visit, visiting
from tests.web.town import CASE, MEALS, NEED, REFERRAL, Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one"),
]
PAGES = {
    "coordinator": [
        "/lists",
        "/lists/review",
        "/lists/due",
        "/directory",
        f"/directory/{MEALS}",
        f"/directory/{MEALS}/entry",
        "/agreement",
        "/network",
    ],
    "manager": [
        "/cases",
        f"/cases/{CASE}",
        f"/cases/{CASE}/team",
        f"/cases/{CASE}/together",
        f"/cases/{CASE}/acts",
        f"/cases/{CASE}/triangle",
        f"/cases/{CASE}/emotion-ended",
        "/emergency",
        f"/cases/{CASE}/emergency-review",
        f"/cases/{CASE}/supporter",
        f"/cases/{CASE}/team-form",
        f"/cases/{CASE}/advocacy",
        f"/cases/{CASE}/template",
        f"/needs/{NEED}",
        "/intake",
    ],
    "partner": ["/referrals", f"/referrals/{REFERRAL}", f"/directory/{MEALS}/entry"],
    "client": [f"/cases/{CASE}"],
    "council": ["/gaps", "/no/such/page"],
}


def violations(visit: Visit) -> list[tuple[str, str, str]]:
    """What axe finds on the page, and which page it is."""
    path = visit.page.url.removeprefix(visit.base)
    return [(path, *each) for each in seen_by_axe.violations(visit.page)]


@pytest.mark.parametrize("width", [1200, pytest.param(360, marks=pytest.mark.long)])
@pytest.mark.parametrize("login", PAGES)
def test_axe_finds_nothing_on_a_page(tmp_path: Path, login: str, width: int) -> None:
    with visiting(tmp_path, width, pair) as visit:
        visit.sign_in(login)
        found = []
        for address in PAGES[login]:
            visit.go(address)
            if address == "/network":
                visit.page.locator("#map[data-drawn]").wait_for(timeout=30_000)
            found += violations(visit)

        assert found == []


@pytest.mark.parametrize("width", [1200, pytest.param(360, marks=pytest.mark.long)])
def test_axe_finds_nothing_from_the_drop_to_the_undo(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width, several) as visit:
        visit.sign_in("coordinator")
        found = []

        for name in ("people.csv", "facilities_20250131.csv"):
            visit.go("/lists")
            visit.page.set_input_files("#file", tmp_path / name)
            visit.send("#hand-in button")
            visit.page.locator("main form[action$='/drop']").wait_for(timeout=20_000)
            found += violations(visit)
        visit.send("form[action$='/take'] button")
        visit.page.locator("a[href^='/lists/taken/']").wait_for(timeout=20_000)
        found += violations(visit)
        visit.send("a[href^='/lists/taken/']")
        found += violations(visit)
        visit.send("form[action$='/withdraw'] button")
        visit.page.locator("main", has_text="거두었고").wait_for(timeout=20_000)
        found += violations(visit)

        assert found == []


def test_axe_sees_a_fault_that_is_there(tmp_path: Path) -> None:
    with visiting(tmp_path, 1200) as visit:
        visit.sign_in("coordinator")
        visit.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x>')")

        assert "image-alt" in {rule for _, rule, _ in violations(visit)}


def several(town: Town) -> None:
    """A list that is taken, and one that is refused, beside the town's store."""
    pair(town)
    number = registration_number("900101", "1")
    (town.folder / "people.csv").write_text(f"시설명,비고\n가온복지관,{number}\n", encoding="utf-8")
    (town.folder / "facilities_20250131.csv").write_bytes((FIXTURES / "facilities.csv").read_bytes())
