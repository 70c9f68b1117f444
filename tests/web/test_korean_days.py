"""Days on Korean pages are written as Koreans write them, wherever they come from."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.town import Town

ISO = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
KOREAN = re.compile(r"20\d\d\. \d{1,2}\. \d{1,2}\.")
PAGES = ("/cases", "/referrals", "/directory", "/gaps")
MOST = 14


def test_no_korean_page_shows_a_day_as_programs_write_it(tmp_path: Path) -> None:
    town = Town(tmp_path)
    shown = ""
    with town.signed_in("manager") as browser:
        waiting, seen = list(PAGES), set[str]()
        while waiting and len(seen) < MOST:
            address = waiting.pop(0)
            page = browser.get(address)
            seen.add(address)
            if page.status_code != 200 or "html" not in page.headers["content-type"]:
                continue
            shown += re.sub(
                r"<[^>]+>", " ", re.sub(r"<textarea.*?</textarea>", "", page.text, flags=re.DOTALL)
            )
            found = re.findall(r'href="(/(?:cases|referrals|directory)[^"#?]*)"', page.text)
            waiting += [each for each in dict.fromkeys(found) if each not in seen and each not in waiting]
    town.close()

    assert ISO.findall(shown) == []
    assert KOREAN.search(shown)
