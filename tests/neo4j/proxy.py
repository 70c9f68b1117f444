"""A TCP proxy of the tests' own between a driver and a server: it cuts, stalls, truncates and changes words.

    with Proxy(server.port) as proxy:
        proxy.uri                           # bolt://, through the proxy
        proxy.let_through(answer=1000)      # so many bytes of answers, then every connection is cut
        proxy.stall(); proxy.go_on()        # nothing passes; nothing is lost
        proxy.hold_back(question=900)       # what one connection sends after so many bytes waits
        proxy.cut()                         # every connection, now
        proxy.is_refusing = True            # new connections are closed at once

What is let through may end in the middle of a message. After a cut new connections pass again.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

_PIECE = 65536


class Proxy:
    """Listens on a port of this machine and hands on to ``target``, another one."""

    def __init__(self, target: int, *, swap: tuple[bytes, bytes] | None = None) -> None:
        self.target, self.swap = target, swap
        self.is_refusing = False
        self.answered = self.asked = 0
        self.cuts = self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        self._flows = threading.Event()
        self._flows.set()
        self._late = threading.Event()
        self._late.set()
        self._left: dict[bool, int | None] = {True: None, False: None}
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def uri(self) -> str:
        """Through the proxy."""
        return f"bolt://127.0.0.1:{self.port}"

    def let_through(self, *, answer: int | None = None, question: int | None = None) -> None:
        """So many bytes more from the server, or to it, then cut; None is as many as come."""
        with self._lock:
            self._left = {True: answer, False: question}
            self.answered = self.asked = 0

    def hold_back(self, *, question: int) -> None:
        """So many bytes more to the server; what that connection sends after them waits for ``go_on``."""
        self._late.clear()
        self.let_through(question=question)

    def stall(self) -> None:
        """Hold everything back."""
        self._flows.clear()

    def go_on(self) -> None:
        """Let what was held back pass."""
        self._flows.set()
        self._late.set()

    def cut(self) -> None:
        """Close every connection."""
        with self._lock:
            pairs, self._pairs = self._pairs, []
            self.cuts += bool(pairs)
        for pair in pairs:
            for each in pair:
                _close(each)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.is_refusing:
                _close(client)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                _close(client)
                continue
            with self._lock:
                self._pairs.append((client, server))
                self.connections += 1
            self._carry(client, server)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        for source, target, is_answer in ((client, server, False), (server, client, True)):
            thread = threading.Thread(target=self._hand_on, args=(source, target, is_answer), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _hand_on(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                self._flows.wait()
                passing, is_end = self._count(piece, is_answer=is_answer)
                target.sendall(passing)
                if is_end and not self._late.is_set():
                    self._late.wait()
                    target.sendall(piece[len(passing) :])
                elif is_end:
                    self.cut()
                    return
        _close(source)
        _close(target)

    def _count(self, piece: bytes, *, is_answer: bool) -> tuple[bytes, bool]:
        """What of the piece passes, and whether that was the last."""
        if self.swap and is_answer:
            piece = piece.replace(*self.swap)
        with self._lock:
            left = self._left[is_answer]
            passing = piece if left is None else piece[:left]
            if is_answer:
                self.answered += len(passing)
            else:
                self.asked += len(passing)
            if left is None:
                return passing, False
            self._left[is_answer] = left - len(passing)
            is_end = left <= len(piece)
            if is_end:
                self._left = {True: None, False: None}
            return passing, is_end

    def close(self) -> None:
        """Cut everything and listen no more."""
        self.go_on()
        # Closing alone does not wake a thread that waits in accept.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
