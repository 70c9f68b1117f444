"""Every error of the tree has an HTTP status, and hidden reads like missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resnet.errors import ForbiddenError, NodeNotFoundError, ResnetError, RuleError, StoreFullError
from resnet.serving.identity import SignInError
from resnet.serving.status import status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NodeNotFoundError(), 404),
        (ForbiddenError("look"), 403),
        (SignInError(), 401),
        (RuleError("severity", "1 to 10"), 422),
        (StoreFullError("x"), 503),
    ],
)
def test_a_known_error_has_its_status(error: ResnetError, status: int) -> None:
    assert status_of(error) == status


def every_error(of: type[ResnetError] = ResnetError) -> Iterator[type[ResnetError]]:
    for each in of.__subclasses__():
        yield each
        yield from every_error(each)


def test_no_error_carries_a_status_itself() -> None:
    assert [each for each in every_error() if hasattr(each, "status")] == []
