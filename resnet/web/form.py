"""Forms as they come in; plain ones read by ourselves, and those that bring one file."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from resnet.errors import BadInputError, ForbiddenError

LIMIT_BYTES: Final = 64 * 1024
# An eco-map of sixty systems asks five things of each, a provider's entry eight of each of its services.
_MOST_FIELDS: Final = 600
_TYPE: Final = "application/x-www-form-urlencoded"
_TYPE_WITH_FILE: Final = "multipart/form-data"
_FIELDS_BESIDE_A_FILE: Final = 8
_FIELD_BYTES: Final = 4 * 1024
Form = dict[str, tuple[str, ...]]


class BadFormError(BadInputError):
    """A form that no page of ours sends."""

    code: ClassVar[str] = "bad-form"

    def __init__(self, finding: str) -> None:
        self.finding = finding
        super().__init__(f"this form cannot be read: {finding}. Open the page again and send it from there.")


class NoRoomForFileError(BadInputError):
    """The file is larger than may be handed in."""

    code: ClassVar[str] = "file-too-large"

    def __init__(self, most_mb: int) -> None:
        self.most_mb = most_mb
        super().__init__(
            f"the file is larger than {most_mb} MB. Cut it into parts, or leave pictures out of it."
        )


@dataclass(frozen=True, slots=True)
class HandedInFile:
    """A file that a form brought; ``content`` is empty where none was chosen."""

    name: str
    content: bytes


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
    if _type_of(request) != _TYPE:
        raise BadFormError("it is not sent as a plain form")
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > LIMIT_BYTES:
            raise BadFormError(f"it is larger than {LIMIT_BYTES // 1024} KB")
    return _fields(bytes(taken))


async def read_form_with_file(request: Request, most_bytes: int) -> tuple[Form, HandedInFile]:
    """The fields of a posted form that brings one file, and the file.

    Raises:
        BadFormError: If it is no such form.
        NoRoomForFileError: If it is larger than ``most_bytes``; no more than that is ever kept.
    """
    if _type_of(request) != _TYPE_WITH_FILE:
        raise BadFormError("it brings no file")
    room = most_bytes + LIMIT_BYTES

    async def counted() -> AsyncGenerator[bytes, None]:
        taken = 0
        async for piece in request.stream():
            taken += len(piece)
            if taken > room:
                raise NoRoomForFileError(most_bytes // 1024 // 1024)
            yield piece

    parser = MultiPartParser(
        request.headers,
        counted(),
        max_files=1,
        max_fields=_FIELDS_BESIDE_A_FILE,
        max_part_size=_FIELD_BYTES,
    )
    try:
        parts = await parser.parse()
    except (MultiPartException, UnicodeError, LookupError) as error:
        raise BadFormError("its parts cannot be told from one another") from error
    form: Form = {}
    file = HandedInFile("", b"")
    for name, value in parts.multi_items():
        if isinstance(value, UploadFile):
            file = HandedInFile(value.filename or "", await value.read())
        else:
            form[name] = (*form.get(name, ()), value)
    await parts.close()
    return form, file


def _type_of(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


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
