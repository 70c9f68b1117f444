"""What is derived from the ontology is as fresh as the ontology."""

from __future__ import annotations

import pytest

from scripts.derive import DERIVED, text_of
from tests.house.checkout import ROOT


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_file_is_fresh(name: str) -> None:
    path = ROOT / name

    assert path.is_file(), "make derived"
    assert path.read_text(encoding="utf-8") == text_of(name), f"{name} is stale: make derived"
