"""The command line: one verb an act, JSON on request, messages on stderr."""

from __future__ import annotations

from resnet.cli.main import main
from resnet.cli.parser import build_parser

__all__ = ["build_parser", "main"]
