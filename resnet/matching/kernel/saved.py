"""A catalogue saved with its network: of it only what cannot be read off the network as fast.

Profiles and lists are kept as arrays; what a profile means is read of its example when somebody asks. Ties
are not kept: a search reads those that it meets, and the arrays of all are made behind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, cast

import numpy as np

from resnet import __version__
from resnet.graph.network.columns import instant, microseconds
from resnet.graph.network.saved.lazy import Made
from resnet.graph.network.saved.pack import Packer
from resnet.graph.network.saved.texts import LazyTuple
from resnet.graph.network.saved.unpack import Unpacker
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.catalogue import PATH, TABLES, Catalogue, Column, circles_kept, nobody_asks
from resnet.matching.kernel.match import begin_with, known_catalogue
from resnet.matching.kernel.moments import Around
from resnet.matching.kernel.node_lists import NodeLists
from resnet.matching.kernel.offers import Offers
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.segments import Segments
from resnet.matching.kernel.trail_label import Lists
from resnet.matching.kernel.verdict import Ints, Recent, Scale
from resnet.matching.kernel.ways import Ways
from resnet.matching.policy import Policy, load_policy
from resnet.shipped import shipped

Facts = dict[str, Any]
# The number of the form of what is saved: whoever changes that, or what a rule reads, counts on.
FORMAT: Final = 1
_LINES: Final = ("tiers", "turns", "turning")


class SavedMatching:
    """Saves the catalogue of a network with it, and lets matching begin with the one that was saved."""

    def __init__(self) -> None:
        # Whatever follows a catalogue has its scale.
        self._saved: Scale | None = None

    @property
    def form(self) -> str:
        """What a saved catalogue must have been made with: the form, the rules, what it has of a policy."""
        return _form(load_policy())

    def has_more(self, network: Network, at: datetime) -> bool:
        """Whether the network has a catalogue that does not come from a saved one."""
        known = known_catalogue(network, load_policy(), at)
        return known is not None and known.scale is not self._saved

    def pack(self, network: Network, at: datetime, parts: Packer) -> Facts | None:
        """Add the catalogue of the network; None where nobody has matched anything yet."""
        known = known_catalogue(network, load_policy(), at)
        if known is None:
            return None
        self._saved = known.scale
        return pack_catalogue(known, parts)

    def begin(self, network: Network, said: Facts, parts: Unpacker) -> None:
        """Let needs be matched by the catalogue that was saved with the network.

        Raises:
            KeyError: If the facts are not those of a catalogue.
        """
        found = unpack_catalogue(network, load_policy(), said, parts)
        self._saved = found.scale
        begin_with(found)


def _form(policy: Policy) -> str:
    said = [__version__, str(FORMAT), *(row.name for row in policy.rules), *policy.tiers, *READS]
    said += [str(each) for each in (policy.capacity_days, policy.fresh_days, policy.ties.stale_days)]
    # Who is closed is not open for anybody.
    said.append(shipped("vocabularies/operating_states.toml").read_text(encoding="utf-8"))
    return sha256("\n".join(said).encode()).hexdigest()


def pack_catalogue(catalogue: Catalogue, parts: Packer) -> Facts:
    """Add a catalogue, and return what its parts mean."""

    def lines(name: str, of: object, *fields: str) -> Facts:
        return {each: parts.array(f"matching.{name}.{each}", getattr(of, each)) for each in fields}

    columns = catalogue.columns
    lists = {name: column.keys for name, column in columns.items() if isinstance(column.keys, NodeLists)}
    return {
        "made_at": microseconds(catalogue.made_at),
        "since": microseconds(catalogue.since),
        "until": None if catalogue.until is None else microseconds(catalogue.until),
        "moments": {kind: [each.last, each.next] for kind, each in catalogue.moments.items()},
        "columns": {name: lines(name, column, "profile", "examples") for name, column in columns.items()},
        "lists": {name: lines(name, each.lists, "offsets", "items") for name, each in lists.items()},
        "points": [parts.array(f"matching.points.{row}", line) for row, line in enumerate(catalogue.points)],
        **lines("all", catalogue, *_LINES),
    }


def unpack_catalogue(network: Network, policy: Policy, said: Facts, parts: Unpacker) -> Catalogue:
    """The catalogue that was packed of this network, under a policy that tells services apart as then.

    Raises:
        KeyError: If the facts are not those of a catalogue.
        UnsealedError: If the file was changed since it was opened.
    """
    made_at, until = instant(said["made_at"]), said["until"]
    offers, scale, listed = Offers(network, made_at), Scale(policy), said["lists"]
    asked = nobody_asks(network, policy, made_at)

    def column(name: str) -> Column:
        profile, examples = (parts.array(said["columns"][name][each]) for each in ("profile", "examples"))
        return Column(profile, examples, keys_of(name, examples))

    def keys_of(name: str, examples: Ints) -> Sequence[Hashable]:
        if name in listed:
            return NodeLists(Lists(*(parts.array(listed[name][each]) for each in Lists._fields)), network)
        read = READS[name].profile
        return Keys(examples, lambda row: read(offers[row], asked))

    def around(kind: str) -> Around:
        table = network.nodes[kind] if kind in network.nodes else network.edges[kind]
        return Around(table, *said["moments"][kind])

    columns = Made(tuple(said["columns"]), column)
    lists = cast("NodeLists", columns[PATH].keys)
    return Catalogue(
        network=network,
        scale=scale,
        made_at=made_at,
        since=instant(said["since"]),
        until=None if until is None else instant(until),
        moments=Made(tuple(said["moments"]), around),
        offers=offers,
        columns=columns,
        points=np.stack([parts.array(line) for line in said["points"]]),
        ways=Ways(network, made_at, scale, lists),
        tables=Recent(TABLES),
        circles=Recent(circles_kept(len(lists))),
        segments=Segments(),
        **{name: parts.array(said[name]) for name in _LINES},
    )


class Keys(LazyTuple[Hashable]):
    """What each of so many profiles is, read of its example when somebody asks."""

    def __init__(self, examples: Ints, read: Callable[[int], Hashable]) -> None:
        super().__init__(len(examples))
        self._examples, self._read_of = examples, read

    def _one(self, place: int) -> Hashable:
        return self._read_of(int(self._examples[place]))

    def _read(self) -> tuple[Hashable, ...]:
        return tuple(map(self._read_of, self._examples.tolist()))
