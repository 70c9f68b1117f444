"""Drawings as files: SVG as it is, PNG by resvg and PDF by typst, with the shipped font and no other."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import PurePath
from typing import Any, ClassVar

import resvg_py
import typst

from resnet.drawing.drawing import Drawing
from resnet.drawing.font import Weight, missing_letters
from resnet.drawing.page import drawing_page
from resnet.errors import BadInputError
from resnet.shipped import shipped

FORMATS = ("svg", "png", "pdf")
_PAGE = "html"


class UnknownFormatError(BadInputError):
    """A drawing was asked for in a format that is not written."""

    code: ClassVar[str] = "unknown-format"

    def __init__(self, file: str, formats: tuple[str, ...] = FORMATS) -> None:
        self.file, self.endings = file, ", ".join(f".{ending}" for ending in formats)
        super().__init__(f"{file}: this is written as {self.endings}. Give the file one of these endings.")


def png(svg: str, *, zoom: float = 2.0) -> bytes:
    """The drawing as a PNG, ``zoom`` pixels to one of the drawing's."""
    with ExitStack() as opened:
        fonts = [str(opened.enter_context(as_file(shipped(weight.file)))) for weight in Weight]
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=with_shapes(svg),
                zoom=zoom,
                skip_system_fonts=True,
                font_files=fonts,
                font_family="NanumGothic",
            )
        )


def with_shapes(svg: str) -> str:
    """The drawing with a square for each letter that the font lacks, which is what its room was measured for.

    Paper that keeps (PDF/A) may not hold a letter without a shape, and pixels would leave it out.
    """
    return svg.translate(dict.fromkeys(map(ord, missing_letters(svg)), "□"))


def picture_pdf(svg: str, title: str) -> bytes:
    """The drawing on one page of its own size, as tagged PDF; equal drawings give equal bytes."""
    return typeset(files(__package__) / "picture.typ", {"svg": with_shapes(svg), "title": title})


def typeset(template: Traversable, said: Mapping[str, str], *, archived_at: datetime | None = None) -> bytes:
    """A typst template with what it says as PDF/UA-1, with the shipped font and no other.

    With ``archived_at``, the instant that it bears, it is PDF/A-2a too: made to be kept.
    """
    with ExitStack() as opened:
        fonts = opened.enter_context(as_file(shipped("fonts")))
        made = typst.compile(
            str(opened.enter_context(as_file(template))),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs=dict(said),
            pdf_standards=["ua-1"] if archived_at is None else ["a-2a", "ua-1"],
            timestamp=None if archived_at is None else int(archived_at.timestamp()),
        )
    return bytes(made)


def encoded(svg: str, file_name: str) -> bytes:
    """The drawing in the format that the file's ending names.

    Raises:
        UnknownFormatError: If the ending is none of ``FORMATS``.
    """
    ending = PurePath(file_name).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UnknownFormatError(file_name)
    if ending == "pdf":
        return picture_pdf(svg, PurePath(file_name).stem)
    return png(svg) if ending == "png" else svg.encode("utf-8")


def drawing_file(drawing: Drawing[Any], file_name: str, title: str, language: str) -> bytes:
    """The drawing in the format that the file's ending names; ``.html`` is the page that tells of everybody.

    Raises:
        UnknownFormatError: If the ending is neither that nor one of ``FORMATS``.
    """
    ending = PurePath(file_name).suffix.lower().removeprefix(".")
    if ending == _PAGE:
        return drawing_page(drawing, title, language)
    if ending not in FORMATS:
        raise UnknownFormatError(file_name, (*FORMATS, _PAGE))
    return encoded(drawing.svg, file_name)
