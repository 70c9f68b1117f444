"""Files shipped with the product: vocabularies, standards, messages, fonts, the demo's lists.

They stand in the checkout's top-level ``data/``, where people edit them, and travel inside a wheel as
``resnet/_data``. Code asks for them by their path below ``data/`` and never by a path of its own.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import ClassVar

from resnet.errors import ResnetError


class ShippedFileMissingError(ResnetError):
    """The installation lacks a file that belongs to it."""

    code: ClassVar[str] = "shipped-file-missing"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"data/{path} is missing from this installation. Install resnet again.")


def shipped(path: str) -> Traversable:
    """The shipped file or folder at ``path`` below ``data/``, such as ``"standards/today_2026.toml"``.

    Raises:
        ShippedFileMissingError: If it is not there.

    >>> shipped("messages/ko").is_dir()
    True
    """
    found = _data().joinpath(*path.split("/"))
    if not (found.is_file() or found.is_dir()):
        raise ShippedFileMissingError(path)
    return found


@cache
def _data() -> Traversable:
    inside_wheel = resources.files("resnet").joinpath("_data")
    if inside_wheel.is_dir():
        return inside_wheel
    # An editable install reads what is being edited.
    return Path(__file__).parent.parent / "data"
