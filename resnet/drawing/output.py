"""Drawings as files: SVG as it is, PNG by resvg with the shipped font and no other."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file
from pathlib import PurePath
from typing import ClassVar

import resvg_py

from resnet.drawing.font import Weight
from resnet.errors import BadInputError
from resnet.shipped import shipped

FORMATS = ("svg", "png")


class UnknownFormatError(BadInputError):
    """A drawing was asked for in a format that is not written."""

    code: ClassVar[str] = "unknown-format"

    def __init__(self, file: str) -> None:
        self.file = file
        endings = " or ".join(f".{ending}" for ending in FORMATS)
        super().__init__(f"{file}: a drawing is written as {endings}. Give the file one of these endings.")


def png(svg: str, *, zoom: float = 2.0) -> bytes:
    """The drawing as a PNG, ``zoom`` pixels to one of the drawing's."""
    with ExitStack() as opened:
        fonts = [str(opened.enter_context(as_file(shipped(weight.file)))) for weight in Weight]
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=fonts, font_family="NanumGothic"
            )
        )


def encoded(svg: str, file_name: str) -> bytes:
    """The drawing in the format that the file's ending names.

    Raises:
        UnknownFormatError: If the ending is neither ``.svg`` nor ``.png``.
    """
    ending = PurePath(file_name).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UnknownFormatError(file_name)
    return png(svg) if ending == "png" else svg.encode("utf-8")
