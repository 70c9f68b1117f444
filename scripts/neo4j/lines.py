"""The server lines we test against, and a Java that is right for each."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JAVA_HOMES = (
    "/usr/lib/jvm/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
)


class UnavailableError(Exception):
    """No server can be had on this machine; the text says what is missing and how to mend it."""


@dataclass(frozen=True)
class Line:
    """One line of the server: the patch release taken, and the Java releases it runs on."""

    name: str
    version: str
    java_releases: tuple[int, ...]


@dataclass(frozen=True)
class Java:
    """A Java on this machine."""

    program: Path
    release: int


LONG_TERM = Line("5.26", "5.26.31", (17, 21))
NEWEST = Line("2026", "2026.09.0", (21, 25))
LINES = {line.name: line for line in (LONG_TERM, NEWEST)}


def chosen_line() -> Line:
    """The line that ``NEO4J_LINE`` names, the long-term one when it is unset.

    Raises:
        UnavailableError: If there is no such line.
    """
    name = os.environ.get("NEO4J_LINE", LONG_TERM.name)
    if name not in LINES:
        raise UnavailableError(f"NEO4J_LINE={name} is no line we know: {', '.join(LINES)}.")
    return LINES[name]


def find_java(line: Line) -> Java:
    """The first Java that the line runs on.

    Raises:
        UnavailableError: If there is none; it says which were found.
    """
    found = []
    for program in _programs():
        release = _release_of(program)
        if release in line.java_releases:
            return Java(program, release)
        if release is not None:
            found.append(str(release))
    wanted = " or ".join(map(str, line.java_releases))
    others = f"found only Java {', '.join(sorted(set(found)))}" if found else "found no Java"
    raise UnavailableError(
        f"Neo4j {line.version} needs Java {wanted}, {others}. On Debian and Ubuntu: "
        f"sudo apt-get install openjdk-{line.java_releases[0]}-jre-headless, or set JAVA_HOME."
    )


def _programs() -> Iterator[Path]:
    """Every Java there may be, the one the user chose first, each once."""
    seen = set()
    places = [Path(os.environ["JAVA_HOME"]) / "bin" / "java"] if os.environ.get("JAVA_HOME") else []
    on_path = shutil.which("java")
    if on_path:
        places.append(Path(on_path))
    for pattern in JAVA_HOMES:
        full = Path(pattern).expanduser()
        places += [home / "bin" / "java" for home in sorted(Path(full.anchor).glob(str(full)[1:]))]
    for place in places:
        program = place.resolve()
        if program not in seen and os.access(program, os.X_OK):
            seen.add(program)
            yield program


def _release_of(program: Path) -> int | None:
    """``17`` of ``openjdk version "17.0.15"``; None of what does not answer like a Java."""
    try:
        said = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r'version "(\d+)', said.stderr + said.stdout)
    return int(match.group(1)) if match else None
