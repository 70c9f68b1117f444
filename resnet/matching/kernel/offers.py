"""The services of a network, each read when it is asked for: few of them are ever shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import overload

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.offer import Offer, make_offer


class Offers(Sequence[Offer]):
    """Every service of a network as it stands at a moment, by id; equal to ``offer.offers_of``."""

    def __init__(self, network: Network, at: datetime, made: dict[int, Offer] | None = None) -> None:
        self._network, self._at = network, at
        self.ids: Sequence[NodeId] = network.ids_of("service")
        self._made: dict[int, Offer] = {} if made is None else made

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

    def after(self, network: Network, at: datetime, rows: Iterable[int]) -> Offers:
        """The same services in a network in which those of these rows may be others."""
        # In one step for all threads: another may be making an offer.
        kept = self._made.copy()
        for row in rows:
            kept.pop(row, None)
        return Offers(network, at, kept)
