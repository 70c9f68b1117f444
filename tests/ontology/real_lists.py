"""Rows of real lists and code lists that may stand beside the checkout; they are no part of the project."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "kr"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file; skips the test where the folder is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path.name}: the folder of real lists is not beside the checkout")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return list(csv.DictReader(raw.decode(encoding).splitlines()))
        except UnicodeDecodeError:
            continue
    raise AssertionError(path)
