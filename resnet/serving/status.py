"""Errors as HTTP statuses: the only place that knows both."""

from __future__ import annotations

from typing import Final

from resnet.access.attempts import SignInPausedError
from resnet.access.audit import AccessLogError
from resnet.errors import (
    BadInputError,
    ConflictError,
    ForbiddenError,
    NodeNotFoundError,
    ResnetError,
    RuleError,
    StoreError,
    TooLargeError,
)
from resnet.serving.identity import SignInError

# The first that fits wins, so a leaf stands before its branch.
_STATUSES: Final[tuple[tuple[type[ResnetError], int], ...]] = (
    (NodeNotFoundError, 404),
    (SignInError, 401),
    (SignInPausedError, 429),
    (ForbiddenError, 403),
    (ConflictError, 409),
    (TooLargeError, 413),
    (RuleError, 422),
    (BadInputError, 400),
    (AccessLogError, 503),
    (StoreError, 503),
)


def status_of(error: ResnetError) -> int:
    """The HTTP status of an error.

    >>> status_of(NodeNotFoundError())
    404
    """
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
