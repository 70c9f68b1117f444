"""Runs a server for as long as its parent lives: stands between the two.

The parent's half is ``Guarded``; the other half is this module run as a program:

    python -m scripts.neo4j.guard LOG (kill HOME | finish) COMMAND…

The parent holds the guard's standard input open. When that closes, even because the parent was killed, the
server is stopped: with ``kill`` at once and its home removed, with ``finish`` in order. Should the guard
itself be killed, Linux kills the server.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1
LONGEST_STOP_S = 60


class Guarded:
    """A running server with its guard. ``removes`` is a home that is not worth keeping."""

    def __init__(self, command: Sequence[str], log: Path, *, removes: Path | None) -> None:
        ending = ["kill", str(removes)] if removes else ["finish"]
        self._guard = subprocess.Popen(
            [sys.executable, "-m", "scripts.neo4j.guard", str(log), *ending, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            # Ctrl-C at a terminal goes to the parent alone, which then stops the server in order.
            start_new_session=True,
        )
        self.pid = int(cast("IO[bytes]", self._guard.stdout).readline())

    @property
    def exit_code(self) -> int | None:
        """The server's, None while it runs."""
        return self._guard.poll()

    def send(self, sent: signal.Signals) -> None:
        """Signal the server, and wait for its end."""
        os.kill(self.pid, sent)
        self._guard.wait()

    def end(self) -> None:
        """Stop the server if it still runs, and let go of the guard."""
        cast("IO[bytes]", self._guard.stdin).close()
        self._guard.wait()
        cast("IO[bytes]", self._guard.stdout).close()


def main(arguments: list[str]) -> int:
    """Run the server; its exit code."""
    log_path, ending, *command = arguments
    home = command.pop(0) if ending == "kill" else None
    is_alone = threading.Event()
    with Path(log_path).open("ab") as log:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_the_guard,  # noqa: PLW1509 - there is one thread as yet
        )
    threading.Thread(target=_stop_when_alone, args=(server, home, is_alone), daemon=True).start()
    print(server.pid, flush=True)
    code = server.wait()
    if home and is_alone.is_set():
        shutil.rmtree(home, ignore_errors=True)
    return code


def _stop_when_alone(server: subprocess.Popen[bytes], home: str | None, is_alone: threading.Event) -> None:
    # Not through sys.stdin, whose lock would be held while the interpreter ends.
    os.read(0, 1)
    is_alone.set()
    if home:
        server.kill()
        return
    server.terminate()
    try:
        server.wait(LONGEST_STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()


def _die_with_the_guard() -> None:
    # The second of two safeguards, on Linux only; elsewhere the first must do.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
