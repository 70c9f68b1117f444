"""What axe finds on a page in a real browser: WCAG 2.2 AA and good use, one way for every test."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import pytest

# A label that is said twice, and a region that no landmark names, are faults for who hears a page too.
_LOOKED_FOR = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@cache
def _script() -> str:
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[tuple[str, str]]:
    """Rule and element of everything on the page as it stands, with every part that opens opened."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.evaluate(_script())
    found = page.evaluate("(options) => axe.run(document, options)", _LOOKED_FOR)
    return [(each["id"], node["html"][:120]) for each in found["violations"] for node in each["nodes"]]
