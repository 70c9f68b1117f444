"""Brings the server's jars by Maven into a cache outside the checkout, once.

The cache is ``$XDG_CACHE_HOME/resnet/neo4j/VERSION`` (``~/.cache`` when unset). Jars are fetched aside and
renamed, so a folder that is there is whole.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.neo4j.lines import Java, Line, UnavailableError

POM = Path(__file__).with_name("pom.xml")
LONGEST_FETCH_S = 900


def cache_folder() -> Path:
    """Where the jars of all lines are kept."""
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "resnet" / "neo4j"


def jars_of(line: Line) -> Path:
    """The folder with the line's jars.

    Raises:
        UnavailableError: If they were not fetched yet.
    """
    folder = cache_folder() / line.version
    if not (folder / f"neo4j-{line.version}.jar").is_file():
        raise UnavailableError(
            f"the jars of Neo4j {line.version} are not in {folder}: python -m scripts.neo4j brings them."
        )
    return folder


def fetch(line: Line) -> Path:
    """The folder with the line's jars, fetched when they are not there.

    Raises:
        UnavailableError: If Maven is missing, or could not bring them.
    """
    with _alone():
        try:
            return jars_of(line)
        except UnavailableError:
            pass
        maven = shutil.which("mvn")
        if maven is None:
            raise UnavailableError(
                f"Neo4j {line.version} is not in {cache_folder()}, and there is no Maven to bring it. "
                "On Debian and Ubuntu: sudo apt-get install maven"
            )
        print(f"Fetching Neo4j {line.version} for the tests (once, about 120 MB) …", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=cache_folder(), prefix=".fetching-") as aside:
            lib = Path(aside) / "lib"
            _ask_maven(maven, line, lib)
            lib.rename(cache_folder() / line.version)
        return jars_of(line)


def archive_of(jars: Path, java: Java) -> Path:
    """Where the classes of the line are kept as this Java likes to load them."""
    return jars / f"classes-{java.release}.jsa"


def _ask_maven(maven: str, line: Line, lib: Path) -> None:
    asked = subprocess.run(
        [
            maven,
            "--batch-mode",
            "--quiet",
            "--strict-checksums",
            f"--file={POM}",
            f"-Dneo4j.version={line.version}",
            "-DincludeScope=runtime",
            f"-DoutputDirectory={lib}",
            "dependency:copy-dependencies",
        ],
        # A Maven of Java 17 fetches the jars of Java 25 as well: nothing is compiled.
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONGEST_FETCH_S,
        check=False,
    )
    if asked.returncode or not (lib / f"neo4j-{line.version}.jar").is_file():
        said = (asked.stdout + asked.stderr).strip().splitlines()
        raise UnavailableError(
            f"Maven could not bring Neo4j {line.version}: " + (" / ".join(said[:3]) or "no word")
        )


@contextmanager
def _alone() -> Iterator[None]:
    """One fetch at a time on this machine: Maven's own store does not bear two."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
