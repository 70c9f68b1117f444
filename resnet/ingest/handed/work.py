"""The work on files that were handed in: one after another, behind the windows, so that nobody waits."""

from __future__ import annotations

import hmac
import logging
import queue
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Final

from resnet.access.may import may_write
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, ResnetError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore
from resnet.ingest.bad_file import PersonNumberError, Where
from resnet.ingest.handed.kept import BUSY, Handed, HandedFiles, Step, Wishes, new_id
from resnet.ingest.handed.look import lines_of, seen_of
from resnet.ingest.mapping.correction import read_correction
from resnet.ingest.mapping.mapping import Told
from resnet.ingest.mapping.part import Part
from resnet.ingest.mapping.saved import SavedPresets
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits, refuse_above
from resnet.ingest.readers.person_number import has_person_number
from resnet.ingest.report import FileReport
from resnet.ingest.run import IngestOptions, ingest_file
from resnet.ingest.turn import turn_at_lists
from resnet.ingest.withdraw import get_withdrawable, withdraw_file
from resnet.messages import say_error
from resnet.settings import LANGUAGES, Settings

_SAID: Final = logging.getLogger("resnet.lists")
_ENDED: Final = frozenset({Step.TAKEN, Step.WITHDRAWN})
_TOLD_EVERY_S: Final = 0.3
_LONGEST_NAME: Final = 120
_LONGEST_ENDING: Final = 10


@dataclass(frozen=True, kw_only=True)
class ReadingHouse:
    """What reading needs beside the file: the store, the layouts saved here, the limits."""

    store: GraphStore
    presets: Path
    limits: Limits
    turn: Path


def open_lists(store: GraphStore, settings: Settings, secret: bytes) -> ListDesk:
    """The desk of the store of these settings; ``secret`` is the one that its key is derived from."""
    key = hmac.new(secret, b"resnet files handed in", sha256).digest()
    limits = replace(DEFAULT_LIMITS, memory_mb=settings.reading_mb, cpu_s=settings.reading_s)
    house = ReadingHouse(store=store, presets=settings.presets_path, limits=limits, turn=settings.turn_path)
    return ListDesk(house, HandedFiles(Path(settings.beside + ".lists"), key))


class ListDesk:
    """Where files are handed in, looked at and taken. One thread of this process does the work."""

    def __init__(self, house: ReadingHouse, files: HandedFiles) -> None:
        self._house, self.files = house, files
        self._waiting: queue.Queue[Callable[[], None]] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._ours: set[str] = set()

    @property
    def layouts(self) -> SavedPresets:
        """The layouts that people saved here."""
        return SavedPresets(self._house.presets)

    @property
    def turn(self) -> Path:
        """What is locked while a list is read in or a file taken back."""
        return self._house.turn

    @property
    def most_bytes(self) -> int:
        """How large a file may be."""
        return self._house.limits.file_bytes

    def hand_in(self, scope: Scope, name: str, content: bytes) -> Handed:
        """Keep the file and begin to look at it.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
            OversizedFileError: If it is too large.
            PersonNumberError: If its name holds a registration number.
            HandedFolderError: If it cannot be kept.
        """
        by = _keeper(scope)
        plain = plain_name(name)
        if has_person_number(plain):
            # Kept nowhere, not even as a name.
            raise PersonNumberError(Where(""), "file-name")
        refuse_above(Where(plain), "bytes", len(content), self.most_bytes)
        handed = self.files.keep(plain, content, by)
        self._begin(replace(handed, step=Step.LOOKING), self._look)
        return handed

    def look_again(self, scope: Scope, handed_id: str, wishes: Wishes) -> Handed:
        """Look at it as the person wishes; while it is worked on, or once it was taken, nothing is begun.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
            NodeNotFoundError: If this person handed in no such file.
        """
        handed = self.files.get(handed_id, _keeper(scope))
        if handed.step in _ENDED or handed.taken or self._is_busy(handed):
            return handed
        # What an earlier look showed says nothing of what this one will read.
        looking = replace(_anew(handed, wishes), step=Step.LOOKING, seen={})
        self._begin(looking, self._look)
        return looking

    def take(self, scope: Scope, handed_id: str, wishes: Wishes) -> Handed:
        """Read it into the directory, as it was looked at; what nobody looked at yet is looked at first.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory, or for areas of nobody who
                keeps those.
            NodeNotFoundError: If this person handed in no such file.
        """
        handed = self.files.get(handed_id, _keeper(scope))
        if not handed.seen:
            return self.look_again(scope, handed_id, wishes)
        if handed.seen.get("is_of_areas") and not may_write(scope, "area"):
            raise ForbiddenError("read a code table of areas; ask an administrator to")
        if handed.step in _ENDED or handed.taken or self._is_busy(handed):
            return handed
        taking = replace(_anew(handed, wishes), step=Step.TAKING)
        self._begin(taking, self._take)
        return taking

    def throw_away(self, scope: Scope, handed_id: str) -> bool:
        """Let the file go; what was taken of it stays. False while it is worked on: it stays then.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
            NodeNotFoundError: If this person handed in no such file.
        """
        handed = self.files.get(handed_id, _keeper(scope))
        if self._is_busy(handed):
            return False
        self.files.let_go(handed)
        return True

    def state(self, scope: Scope, handed_id: str) -> Handed:
        """How far it is. Work that ended with its process is told as interrupted: ``code`` says so.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
            NodeNotFoundError: If this person handed in no such file.
        """
        handed = self.files.get(handed_id, _keeper(scope))
        if handed.step in BUSY and handed.id not in self._ours and not self.files.is_worked_on(handed):
            # It may have ended between the two looks.
            handed = self.files.get(handed_id, _keeper(scope))
            return replace(handed, code="interrupted") if handed.step in BUSY else handed
        return handed

    def waiting(self, scope: Scope) -> list[Handed]:
        """What this person handed in and did not take yet, the newest first.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
        """
        return [each for each in self.files.of(_keeper(scope)) if each.step not in _ENDED]

    def withdraw(self, scope: Scope, file: NodeId) -> Handed:
        """Begin to take back all that came of a file that was taken.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
            NodeNotFoundError, LaterFileError, FileOfAreasError: As ``withdraw_file``.
        """
        by = _keeper(scope)
        for each in self.files.of(by):
            if each.taken == file and each.step is Step.WITHDRAWING:
                if self._is_busy(each):
                    return each
                self.files.let_go(each)
        everything = Scope.everything(reason="page: withdraw a file from the directory")
        taken = get_withdrawable(self._house.store, file, scope=everything)
        handed = Handed(
            id=new_id(), name=taken.text("name"), by=by, size=0, step=Step.WITHDRAWING, taken=file
        )
        self._begin(handed, self._withdraw)
        return handed

    def _is_busy(self, handed: Handed) -> bool:
        """Whether somebody works on it, or will as soon as it is its turn."""
        return handed.step in BUSY and (handed.id in self._ours or self.files.is_worked_on(handed))

    def _begin(self, handed: Handed, work: Callable[[Handed], Handed]) -> None:
        self.files.set(handed)
        self._ours.add(handed.id)
        self._waiting.put(lambda: self._do(handed, work))
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._start()

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._work, name="lists", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            while True:
                self._waiting.get()()
        finally:
            # A fault ends this thread; the next person's file must not wait for ever.
            self._start()

    def _do(self, handed: Handed, work: Callable[[Handed], Handed]) -> None:
        try:
            with self.files.working_on(handed) as is_ours:
                # Meanwhile another process may have done it, or the person thrown it away.
                if is_ours and self.files.is_still(handed):
                    self.files.set(self._done(handed, work))
        except ResnetError as error:
            # The folder is gone, and with it whom to tell.
            _SAID.warning("a file that was handed in cannot be worked on: %s", error.code)
        finally:
            self._ours.discard(handed.id)

    def _done(self, handed: Handed, work: Callable[[Handed], Handed]) -> Handed:
        try:
            return work(handed)
        except ResnetError as error:
            if isinstance(error, PersonNumberError):
                self.files.let_go(handed, is_state_kept=True)
            says = {each: say_error(error, each) for each in LANGUAGES}
            return replace(handed, step=Step.REFUSED, code=error.code, says=says)
        except Exception as error:  # noqa: BLE001 - whose file it is would wait for ever
            self.files.set(replace(handed, step=Step.REFUSED, code="fault"))
            # Its own words might repeat a cell, and stand in the server's log.
            raise RuntimeError(f"{type(error).__name__} at {_place(error)}") from None

    def _look(self, handed: Handed) -> Handed:
        report = self._read(handed, is_dry_run=True)
        return replace(handed, step=Step.SEEN, seen=seen_of(report))

    def _withdraw(self, handed: Handed) -> Handed:
        everything = Scope.everything(reason="page: withdraw a file from the directory")
        with turn_at_lists(self._house.turn):
            done = withdraw_file(
                self._house.store, NodeId(handed.taken), scope=everything, by=handed.by, why="on the page"
            )
        return replace(handed, step=Step.WITHDRAWN, report=asdict(done))

    def _take(self, handed: Handed) -> Handed:
        with turn_at_lists(self._house.turn):
            report = self._read(handed, is_dry_run=False)
        saved = self._save(handed, report) if handed.wishes.is_remembered and handed.wishes.roles else []
        self.files.let_go(handed, is_state_kept=True)
        return replace(
            handed,
            step=Step.TAKEN,
            seen={},
            report={**report.as_json(), "lines": lines_of(report), "saved": saved},
            taken=report.taken or "",
        )

    def _save(self, handed: Handed, report: FileReport) -> list[str]:
        lists = [(table.columns, table.source) for table in report.tables]
        kept = self.layouts.save_corrected(read_correction(handed.wishes.roles), lists)
        return [preset.name for preset in kept]

    def _read(self, handed: Handed, *, is_dry_run: bool) -> FileReport:
        wishes = handed.wishes
        told = Told(
            is_looked_at=True,
            preset=wishes.preset or None,
            saved=self.layouts.read(),
            correction=read_correction(wishes.roles),
        )
        options = IngestOptions(
            told=told,
            part=Part(wishes.sheet or None),
            as_of=date.fromisoformat(wishes.as_of) if wishes.as_of else None,
            is_dry_run=is_dry_run,
            # A look must show what a list would do; whether so many rows may go is asked when it is taken.
            may_go=wishes.may_go,
            limits=self._house.limits,
            progress=self._teller(handed),
            by=handed.by,
        )
        everything = Scope.everything(reason="page: read a list into the directory")
        with tempfile.TemporaryDirectory(prefix="resnet-") as folder:
            # The list is called by its file's name.
            path = Path(folder) / handed.name
            path.write_bytes(self.files.content(handed))
            return ingest_file(self._house.store, path, scope=everything, options=options)

    def _teller(self, handed: Handed) -> Callable[[int, int], None]:
        told = monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told >= _TOLD_EVERY_S:
                told = monotonic()
                self.files.set(replace(handed, done=done, total=total))

        return tell


def plain_name(name: str) -> str:
    """The name of a file without its folders, as a file may be called anywhere.

    >>> plain_name("C:/temp/../복지관.xlsx")
    '복지관.xlsx'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = kept, "", ""
    room = _LONGEST_NAME - len(f"{dot}{ending}".encode())
    kept = stem.encode()[:room].decode(errors="ignore").strip(" .") + dot + ending
    return kept or "list"


def _anew(handed: Handed, wishes: Wishes) -> Handed:
    """The file as it is before work on it begins."""
    return replace(handed, wishes=wishes, done=0, total=0, code="", says={})


def _place(error: Exception) -> str:
    """Where in the program it was raised."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _keeper(scope: Scope) -> str:
    """The person who keeps the directory."""
    if scope.actor is None or not may_write(scope, "taken_file"):
        raise ForbiddenError("read lists into the directory")
    return str(scope.actor)
