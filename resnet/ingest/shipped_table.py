"""The tables of words and layouts that ingest reads by: ``data/presets/*.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from resnet.shipped import shipped


@cache
def shipped_table(name: str) -> dict[str, Any]:
    """The table ``data/presets/<name>.toml``, read once.

    Raises:
        ShippedFileMissingError: If the installation lacks it.
    """
    return tomllib.loads(shipped(f"presets/{name}.toml").read_text(encoding="utf-8"))
