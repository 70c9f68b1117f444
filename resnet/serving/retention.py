"""What a running server lets go of: rows of the access log that need no longer be kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final

from resnet.access.audit import AccessLog
from resnet.access.trail import kept_since
from resnet.errors import ResnetError
from resnet.serving.threads import in_thread

_EVERY_S: Final = 24 * 60 * 60.0
_SAID: Final = logging.getLogger("resnet.retention")


@asynccontextmanager
async def keeping(
    log: AccessLog, now: Callable[[], datetime], *, every_s: float = _EVERY_S
) -> AsyncIterator[None]:
    """While it lasts, rows older than the standard asks for are forgotten: at once, and then daily.

    Several processes may do so beside one another. What goes wrong is told in the server's own log and tried
    again the next time: a full disk must not end the service.
    """
    task = asyncio.create_task(_forget_again_and_again(log, now, every_s))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _forget_again_and_again(log: AccessLog, now: Callable[[], datetime], every_s: float) -> None:
    while True:
        try:
            await in_thread(log.forget, kept_since(now()))
        except ResnetError as error:
            _SAID.warning("the access log could not be cut: %s", error.code)
        await asyncio.sleep(every_s)
