"""Made-up needs that ask for scarce places, of any number; kinds of help are skewed as in life."""

from __future__ import annotations

from random import Random

from resnet.graph.elements import NodeId
from resnet.matching.allocation.asking import Asking

KINDS, AREAS = 100, 60
# Services with open places for a need, and places of one.
SERVICES_FOR_A_NEED, PLACES = 5, (0, 1, 2, 3, 6)


def asking_and_places(needs: int, options: int, seed: int = 1) -> tuple[list[Asking], dict[NodeId, int]]:
    """Needs in the order of priority, each with so many options of its kind, and the places of all."""
    random = Random(seed)
    skew = [1 / place for place in range(1, KINDS + 1)]
    kinds = random.choices(range(KINDS), skew, k=needs)
    services: list[list[NodeId]] = [[] for _ in range(KINDS)]
    for number in range(needs // SERVICES_FOR_A_NEED):
        kind = random.choices(range(KINDS), skew)[0] if number >= KINDS * options else number % KINDS
        services[kind].append(NodeId(f"service:{number:06d}"))
    asking = [
        Asking(
            need=NodeId(f"agreed_need:{number:06d}"),
            scores={each: random.randint(400, 1000) for each in random.sample(services[kind], options)},
            area=f"area:{random.randrange(AREAS):02d}",
        )
        for number, kind in enumerate(kinds)
    ]
    return asking, {each: random.choice(PLACES) for listed in services for each in listed}
