"""The file of sign-in attempts: shared by processes, counted before the answer, no names in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from resnet.access.attempts import Attempts, AttemptsError, SignInPausedError

NOW = datetime(2026, 11, 2, tzinfo=UTC)
ANOTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from resnet.access.attempts import Attempts
attempts = Attempts(Path(sys.argv[1]), bytes(32), lambda: datetime(2026, 11, 2, tzinfo=UTC))
for _ in range(5):
    attempts.begin("choi", "10.0.0.9")
"""


def opened(path: Path, clock: Callable[[], datetime] = lambda: NOW) -> Attempts:
    return Attempts(path, bytes(32), clock)


def test_what_failed_in_another_process_counts_here(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path / "a")], check=True)

    with pytest.raises(SignInPausedError) as paused:
        opened(tmp_path / "a").begin("choi", "10.0.0.1")

    assert paused.value.minutes == 1


def test_a_hundred_attempts_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    attempts = opened(tmp_path / "a")

    def is_looked_at(number: int) -> bool:
        try:
            attempts.begin("choi", f"10.0.0.{number}")
        except SignInPausedError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(is_looked_at, range(100))) == 5


def test_failures_are_forgotten_after_an_hour_and_nothing_piles_up(tmp_path: Path) -> None:
    now = [NOW]
    attempts = opened(tmp_path / "a", lambda: now[0])
    for number in range(19):
        attempts.begin(f"name {number}", "10.0.0.1")
    before = (tmp_path / "a").stat().st_size

    for _ in range(50):
        now[0] += timedelta(hours=1, seconds=1)
        for number in range(19):
            attempts.begin(f"name {number}", "10.0.0.1")

    assert (tmp_path / "a").stat().st_size == before


def test_the_file_is_its_owners_alone_and_holds_no_name_and_no_address(tmp_path: Path) -> None:
    opened(tmp_path / "a").begin("최온-choi", "10.20.30.40")

    kept = (tmp_path / "a").read_bytes()

    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert not any(name.encode() in kept for name in ("최온", "choi", "10.20.30.40"))


@pytest.mark.parametrize("login", ["\ud800", "\x00", "x" * 100_000, ""])
def test_a_name_that_nobody_could_have_is_counted_too(tmp_path: Path, login: str) -> None:
    attempts = opened(tmp_path / "a")
    for number in range(5):
        attempts.begin(login, f"10.0.0.{number}")

    with pytest.raises(SignInPausedError):
        attempts.begin(login, "10.0.0.9")


def test_a_file_that_is_damaged_is_an_error_that_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no database" * 100)

    with pytest.raises(AttemptsError, match="delete it"):
        opened(tmp_path / "a")
