"""Python's search for circles is held back, and goes on whatever came between."""

from __future__ import annotations

import gc

import pytest

from resnet.graph.collector import collector_at_rest


def _fail_within() -> None:
    with collector_at_rest():
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError("bad")


def test_the_search_for_circles_goes_on_also_after_a_failure() -> None:
    with pytest.raises(ValueError, match="bad"):
        _fail_within()

    assert gc.isenabled()
