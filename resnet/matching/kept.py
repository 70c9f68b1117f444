"""What was worked out about a network, kept for as long as somebody holds that network."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary, ref

from resnet.graph.network.snapshot import Network

Rest = ParamSpec("Rest")
Found = TypeVar("Found")
Act = Callable[Concatenate[Network, Rest], Found]


def kept_with_network(most: int) -> Callable[[Act[Rest, Found]], Act[Rest, Found]]:
    """Keeps the answers to the ``most`` last questions about each network, and no network for their sake.

    What is answered must not hold the network. Of a plain ``lru_cache`` each entry would: a network that was
    followed by another would stay until as many others were asked about.
    """

    def keep(act: Act[Rest, Found]) -> Act[Rest, Found]:
        kept: WeakKeyDictionary[Network, Callable[Rest, Found]] = WeakKeyDictionary()

        def ask(network: Network, /, *rest: Rest.args, **named: Rest.kwargs) -> Found:
            known = kept.get(network)
            if known is None:
                known = kept.setdefault(network, _about(network, act, most))
            return known(*rest, **named)

        update_wrapper(ask, act)
        return ask

    return keep


def _about(network: Network, act: Act[Rest, Found], most: int) -> Callable[Rest, Found]:
    held = ref(network)

    def answer(*rest: Rest.args, **named: Rest.kwargs) -> Found:
        there = held()
        if there is None:
            raise AssertionError("whoever asks holds the network")
        return act(there, *rest, **named)

    return cast("Callable[Rest, Found]", lru_cache(maxsize=most)(answer))
