"""A second process of this program, spoken with through pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress


def start_second(module: str) -> subprocess.Popen[bytes]:
    """A process that runs ``python -m module``, its standard input and output being pipes to this one.

    No key and no setting of ours stands in its environment: what it may know is told through the pipe.

    Raises:
        OSError: If the machine has no room for one.
    """
    told = {name: value for name, value in os.environ.items() if not name.startswith("RESNET_")}
    told["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.Popen(  # noqa: S603 (a module of ours)
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=told,
    )


def end_second(process: subprocess.Popen[bytes]) -> None:
    """Close both pipes, which such a process takes as its end, and wait for it."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            # What was not sent yet is for nobody.
            with suppress(OSError):
                pipe.close()
    process.wait()
