"""A progress line for long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from resnet.messages import Messages

_WIDTH = 30


class Progress:
    """One line that fills up; silent where nobody watches (a pipe, a log)."""

    def __init__(self, name: str, out: TextIO) -> None:
        self._name, self._out = name, out
        self._is_shown = out.isatty()
        self._last = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown and self._last >= 0:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def tell(self, done: int, whole: int) -> None:
        """Show ``done`` of ``whole``; drawn again only when the bar moves."""
        share = _WIDTH * done // whole if whole else _WIDTH
        if not self._is_shown or share == self._last:
            return
        self._last = share
        bar = "█" * share + "░" * (_WIDTH - share)
        self._out.write(f"\r{self._name} {bar} {done:,}/{whole:,}")
        self._out.flush()


def waits(words: Messages) -> Callable[[], None]:
    """Says once on the standard error that another has the turn at the lists."""

    def tell() -> None:
        sys.stderr.write(f"{words.text('lists-wait')}\n")

    return tell
