"""The body of a GraphQL request, read before any library sees it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from starlette.requests import Request

from resnet.errors import BadInputError
from resnet.graphql.limits import BODY_LIMIT_BYTES

_TYPE: Final = "application/json"


class BadRequestError(BadInputError):
    """The body of a request is no GraphQL request."""

    code: ClassVar[str] = "bad-request"

    def __init__(self, finding: str) -> None:
        self.finding = finding
        super().__init__(f'this request cannot be run: {finding}. Send JSON such as {{"query": "…"}}.')


@dataclass(frozen=True)
class Asked:
    """One document with its variables."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation: str | None = None


async def read_body(request: Request) -> Asked:
    """What the request asks.

    Raises:
        BadRequestError: If the body is too large, no UTF-8, no JSON, nested without end or of another form.
    """
    # A form of a foreign page cannot send this type, so it cannot ask in a visitor's name.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise BadRequestError(f"its content type is not {_TYPE}")
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > BODY_LIMIT_BYTES:
            raise BadRequestError(f"it is larger than {BODY_LIMIT_BYTES // 1024} KB")
    return _asked(_read_json(bytes(taken)))


def _read_json(body: bytes) -> object:
    try:
        given: object = json.loads(body.decode("utf-8"))
        # Half a surrogate pair is a string for Python, and for no store and no answer.
        json.dumps(given, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except UnicodeError as error:
        raise BadRequestError("it is not UTF-8") from error
    except RecursionError as error:
        raise BadRequestError("it is nested too deep") from error
    except ValueError as error:
        raise BadRequestError("it is not JSON") from error
    return given


def _asked(given: object) -> Asked:
    if not isinstance(given, dict):
        raise BadRequestError("it is no JSON object")
    query, variables, operation = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str):
        raise BadRequestError("its query is no text")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequestError("its variables are no object")
    if operation is not None and not isinstance(operation, str):
        raise BadRequestError("its operationName is no text")
    return Asked(query, variables or {}, operation or None)
