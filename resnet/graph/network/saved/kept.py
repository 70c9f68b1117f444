"""The saved network of one store: written beside it, and believed only where nothing speaks against it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol

from resnet.graph.elements import Version
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS
from resnet.graph.network.public_tables import PublicTables, fields_of
from resnet.graph.network.saved.pack import Facts, Packer, pack
from resnet.graph.network.saved.sealed import (
    Sealed,
    Sealing,
    UnsealedError,
    open_sealed,
    remove_sealed,
    write_sealed,
)
from resnet.graph.network.saved.unpack import Unpacker, unpack_network, unpack_tables
from resnet.graph.network.snapshot import Network
from resnet.graph.network.success import Successes, success_rule
from resnet.graph.protected import protected_types

# The number of the form of the file, and of the rules by which a network is made of tables: whoever changes
# either in the code counts on.
FORMAT: Final = 2
# A smaller network is read from the store as fast as from a file.
_FEWEST: Final = 10_000
_SAID: Final = logging.getLogger("resnet.network")


@dataclass(frozen=True, slots=True)
class Stand:
    """Up to where a network was followed: a commit, what tells its history, the day its counts are of."""

    version: Version
    mark: str
    counted_on: date


@dataclass(frozen=True, slots=True)
class Opened:
    """A saved network, and up to where it was followed. The tables are read when they are asked for."""

    network: Network
    stand: Stand
    _sealed: Sealed = field(repr=False)

    def tables(self) -> PublicTables:
        """The tables of which the network was made.

        Raises:
            UnsealedError: If the file was changed since it was opened.
        """
        return unpack_tables(self._sealed, self.network)

    def successes(self) -> Successes:
        """Past successes as they are counted."""
        return {(one, other): count for one, other, count in self.network.past_successes()}


class Companion(Protocol):
    """What somebody works out of the network alone, and saves with it; ``form`` is what it is made with.

    It is let go of silently where it cannot be used: it is worked out again.
    """

    @property
    def form(self) -> str:
        """What was saved must be of this form."""
        ...

    def has_more(self, network: Network, at: datetime) -> bool:
        """Whether there is something of the network that is not saved yet."""
        ...

    def pack(self, network: Network, at: datetime, parts: Packer) -> Facts | None:
        """Add the parts, and return what they mean; None where there is nothing."""
        ...

    def begin(self, network: Network, said: Facts, parts: Unpacker) -> None:
        """Begin with what was saved of the network, which was opened."""
        ...


@dataclass(frozen=True, slots=True)
class SavedNetwork:
    """The file at ``path``, sealed with ``key`` (32 bytes); networks below ``fewest`` elements are not saved.

    ``beside`` is what is saved with the network. It is only ever a copy: whatever is wrong with it is told in
    the log, and the network is read from the store.
    """

    path: Path
    key: bytes = field(repr=False)
    fewest: int = _FEWEST
    beside: Companion | None = None

    def read(self, at: datetime, mark: Callable[[Version], str]) -> Opened | None:
        """The network as of an instant; None where there is none that can be believed.

        ``mark`` tells what the store's own history is up to a commit.
        """
        try:
            sealed = open_sealed(self.path, self.key)
            return self._opened(sealed, at, mark)
        except FileNotFoundError:
            return None
        except UnsealedError:
            self.distrust("it is damaged, or sealed with another key")
        except OSError:
            self.distrust("it cannot be read")
        except (KeyError, TypeError, ValueError):
            self.distrust("it is of another form")
        return None

    def _opened(self, sealed: Sealed, at: datetime, mark: Callable[[Version], str]) -> Opened | None:
        facts = sealed.facts
        if facts["form"] != form():
            self.distrust("another version wrote it")
            return None
        stand = Stand(Version(facts["version"]), str(facts["mark"]), date.fromordinal(facts["counted_on"]))
        if not stand.mark or mark(stand.version) != stand.mark:
            self.distrust("it is of another store, or of a history that was undone")
            return None
        network = unpack_network(sealed, Version(facts["made_of"]), at)
        self._begin_beside(network, facts["beside"], sealed)
        return Opened(network, stand, sealed)

    def _begin_beside(self, network: Network, said: Facts, sealed: Sealed) -> None:
        if self.beside is None or said["form"] != self.beside.form or said["facts"] is None:
            return
        try:
            self.beside.begin(network, said["facts"], Unpacker(sealed))
        except (KeyError, TypeError, ValueError):
            _SAID.warning("what was saved with the network is of another form; it is made anew")

    def has_more(self, network: Network, at: datetime) -> bool:
        """Whether something is known beside the network that is not saved with it yet."""
        return self.beside is not None and self.beside.has_more(network, at)

    def write(self, network: Network, tables: PublicTables, stand: Stand, at: datetime) -> bool:
        """Save a network made of these tables, and what is known beside it at an instant; whether it was."""
        if sum(len(listed.ids) for listed in tables.by_kind.values()) < self.fewest or not stand.mark:
            return False

        def fill(sealing: Sealing) -> Facts:
            found = None if self.beside is None else self.beside.pack(network, at, Packer(sealing))
            return pack(network, tables, sealing) | {
                "beside": {"form": "" if self.beside is None else self.beside.form, "facts": found},
                "form": form(),
                "version": stand.version,
                "made_of": network.version,
                "mark": stand.mark,
                "counted_on": stand.counted_on.toordinal(),
            }

        try:
            write_sealed(self.path, self.key, fill)
        except OSError as error:
            _SAID.warning("the network could not be saved: %s", type(error).__name__)
            return False
        return True

    def remove(self) -> None:
        """Take the file away: something that it holds was erased.

        Raises:
            OSError: If it cannot be taken away.
        """
        remove_sealed(self.path)

    def forget(self) -> None:
        """As ``remove``; where it cannot be taken away, that is told in the log, and nobody waits for it."""
        try:
            self.remove()
        except OSError as error:
            _SAID.error("the saved network holds what was erased and stays: %s", type(error).__name__)

    def distrust(self, why: str) -> None:
        """Tell that the file is not used."""
        _SAID.warning("the saved network is not used, since %s; it is read from the store", why)


@cache
def form() -> str:
    """What a saved network must have been made with: the form, the fields, the rules that are data."""
    rule = success_rule()
    said = [str(FORMAT), *sorted(protected_types()), *sorted(rule.good_outcomes)]
    said += [str(rule.at_least), str(rule.window_days)]
    for kind in (*NODE_KINDS, *EDGE_KINDS):
        said += [kind, *(f"{field.name}:{field.type.value}" for field in fields_of(kind))]
    return sha256("\n".join(said).encode()).hexdigest()
