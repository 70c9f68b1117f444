"""What can go wrong with a store while it is in use, beside what every room knows."""

from __future__ import annotations

from typing import ClassVar

from resnet.errors import StoreError


class BusyError(StoreError):
    """Somebody else kept writing to the store for longer than we wait."""

    code: ClassVar[str] = "store-busy"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path}: another program is writing and did not finish. Repeat it when that is done."
        )


class ClosedError(StoreError):
    """The store was closed and then asked."""

    code: ClassVar[str] = "store-closed"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: the store was closed. Open it again.")


class ServerUnreachableError(StoreError):
    """No answer from the server of the store, or it went away."""

    code: ClassVar[str] = "server-unreachable"

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address}: the server does not answer. Start it, or check RESNET_STORE; then repeat. "
            "What was acknowledged is kept."
        )


class ServerSignInError(StoreError):
    """The server does not let us in."""

    code: ClassVar[str] = "server-sign-in"

    def __init__(self, address: str, finding: str) -> None:
        self.address, self.finding = address, finding
        super().__init__(
            f"{address}: the server refuses the sign-in ({finding}). "
            "Check RESNET_NEO4J_USER and RESNET_NEO4J_PASSWORD."
        )


class DatabaseMissingError(StoreError):
    """The server has no such database."""

    code: ClassVar[str] = "database-missing"

    def __init__(self, address: str, database: str) -> None:
        self.address, self.database = address, database
        super().__init__(
            f"{address}: there is no database {database!r} on this server. Check RESNET_NEO4J_DATABASE."
        )


class ReadOnlyStoreError(StoreError):
    """The server or the account may only read."""

    code: ClassVar[str] = "store-read-only"

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address}: this database or account may only be read. "
            "Use one that may write; nothing of the commit was kept."
        )


class OldServerError(StoreError):
    """The server is older than what we need."""

    code: ClassVar[str] = "server-too-old"

    def __init__(self, address: str, found: str, needed: str) -> None:
        self.address, self.found, self.needed = address, found, needed
        super().__init__(f"{address}: the server is {found}, and {needed} or newer is needed. Upgrade it.")


class ServerRefusesError(StoreError):
    """The server could not do it: no memory for the transaction, a limit of time, or something unforeseen."""

    code: ClassVar[str] = "server-refuses"

    def __init__(self, address: str, status: str) -> None:
        self.address, self.status = address, status
        super().__init__(
            f"{address}: the server could not do it ({status}). Nothing of the commit was kept. "
            "Repeat it; if that does not help, the server's log says more."
        )


class UnsettledError(StoreError):
    """A server shows a commit in part, and did so for as long as we read it again."""

    code: ClassVar[str] = "store-unsettled"

    def __init__(self) -> None:
        super().__init__(
            "the server shows a commit in part. Repeat it; "
            "if it stays so, look for damage with `resnet check`."
        )
