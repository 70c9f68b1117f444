"""What a caller is told of an error: a stable code, and words only where they are ours."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from graphql.error import GraphQLError

from resnet.errors import ResnetError, StoreError

INTERNAL: Final = "internal"
BAD_REQUEST: Final = "bad-request"
_LOG = logging.getLogger(__name__)
_SUGGESTION: Final = re.compile(r"\s*Did you mean .*", re.DOTALL)


def without_suggestion(message: str) -> str:
    """The message without the names that the library guesses: they would tell the schema, name by name.

    >>> without_suggestion("Cannot query field 'nme' on type 'Agency'. Did you mean 'name'?")
    "Cannot query field 'nme' on type 'Agency'."
    """
    return _SUGGESTION.sub("", message)


def told(error: GraphQLError) -> dict[str, Any]:
    """The error as it goes out: message, path, ``extensions.code``.

    What is not ours is masked; of the store's own troubles only the code is told, since their words name
    files of the server.
    """
    cause = _cause(error)
    if cause is None:
        code, message = BAD_REQUEST, without_suggestion(error.message)
    elif isinstance(cause, StoreError):
        code, message = cause.code, "this cannot be answered now. Try again later."
    elif isinstance(cause, ResnetError):
        code, message = cause.code, str(cause)
    else:
        code, message = INTERNAL, "something went wrong here. It was noted."
    said: dict[str, Any] = {"message": message, "extensions": {"code": code}}
    return said | ({"path": list(error.path)} if error.path else {})


def note(error: GraphQLError) -> None:
    """Write what is not ours into the server's log: its type and place, never its words or values."""
    cause = _cause(error)
    if cause is None or isinstance(cause, ResnetError):
        return
    trace, place = cause.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    _LOG.error("GraphQL: %s at %s", type(cause).__name__, place)


def _cause(error: GraphQLError) -> Exception | None:
    """What was raised inside; None when the library itself refuses, which it wraps once more at times."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause
