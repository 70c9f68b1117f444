"""Forms as they come in: read by ourselves, since nothing of ours uploads files."""

from __future__ import annotations

from typing import ClassVar, Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from resnet.errors import BadInputError, ForbiddenError

LIMIT_BYTES: Final = 64 * 1024
_MOST_FIELDS: Final = 200
_TYPE: Final = "application/x-www-form-urlencoded"
Form = dict[str, tuple[str, ...]]


class BadFormError(BadInputError):
    """A form that no page of ours sends."""

    code: ClassVar[str] = "bad-form"

    def __init__(self, finding: str) -> None:
        self.finding = finding
        super().__init__(f"this form cannot be read: {finding}. Open the page again and send it from there.")


class FormExpiredError(ForbiddenError):
    """A form without the token of this session: stale, or sent by another site."""

    code: ClassVar[str] = "form-expired"

    def __init__(self) -> None:
        super().__init__("send a form that was opened before you signed in, or by another site")


async def read_form(request: Request) -> Form:
    """The fields of a posted form.

    Raises:
        BadFormError: If it is too large, no UTF-8, or no plain form.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise BadFormError("it is not sent as a plain form")
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > LIMIT_BYTES:
            raise BadFormError(f"it is larger than {LIMIT_BYTES // 1024} KB")
    return _fields(bytes(taken))


def _fields(body: bytes) -> Form:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise BadFormError("it is not UTF-8, or has too many fields") from error
    form: Form = {}
    for name, value in pairs:
        form[name] = (*form.get(name, ()), value)
    return form
