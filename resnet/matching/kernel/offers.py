"""The services of a network, each read when it is asked for: few of them are ever shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import overload

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.offer import Offer, make_offer


class Offers(Sequence[Offer]):
    """Every service of a network as it stands at a moment, by id; equal to ``offer.offers_of``."""

    def __init__(self, network: Network, at: datetime, made: Mapping[int, Offer] | None = None) -> None:
        self._network, self._at = network, at
        self.ids: Sequence[NodeId] = network.ids_of("service")
        self._made = dict(made or {})

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, row: int) -> Offer: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Offer, ...]: ...
    def __getitem__(self, row: int | slice) -> Offer | tuple[Offer, ...]:
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        known = self._made.get(int(row))
        if known is None:
            # Of two threads at once the first one's is that of both.
            known = self._made.setdefault(int(row), make_offer(self._network, self.ids[row], self._at))
        return known

    def after(self, network: Network, at: datetime, rows: Collection[int]) -> Offers:
        """The same services in a network in which those of these rows may be others."""
        touched = frozenset(rows)
        kept = {row: offer for row, offer in list(self._made.items()) if row not in touched}
        return Offers(network, at, kept)
