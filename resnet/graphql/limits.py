"""How much one request may ask, so that no document can stop the server for the others."""

from __future__ import annotations

from threading import Lock
from types import MappingProxyType
from typing import ClassVar, Final

from resnet.errors import BadInputError

# A 1.8 MB document was seen to cost 12.9 s; these leave room for any screen we know and little else.
BODY_LIMIT_BYTES: Final = 64 * 1024
TOKEN_LIMIT: Final = 2_000
DEPTH_LIMIT: Final = 10
ALIAS_LIMIT: Final = 15
FIELD_LIMIT: Final = 500
DIRECTIVE_LIMIT: Final = 20
PAGE_LIMIT: Final = 100
# What a top-level field takes out of a caller's bucket (rate.py); 1 where nothing is said. Matching looks at
# every service of the network: for one need, for all of a client, for all needs that the caller may see.
COSTS: Final = MappingProxyType(
    {
        "search": 2,
        "whyNot": 2,
        "needMatches": 10,
        "leftOut": 10,
        "factsToAsk": 10,
        "teamProposal": 10,
        "openedByWiderConsent": 20,
        "needsTogether": 30,
        "allocation": 100,
        "equity": 100,
        "policyComparison": 200,
    }
)
# Nodes of one answer: a circle (agency, services, agencies …) multiplies at every level.
NODE_LIMIT: Final = 5_000
# An answer's nodes are the server's work: that many of them are a point more.
NODES_A_POINT: Final = 100


class TooMuchAskedError(BadInputError):
    """One request asks for more than a request may."""

    code: ClassVar[str] = "too-much-asked"

    def __init__(self, what: str, limit: int) -> None:
        self.what, self.limit = what, limit
        super().__init__(f"one request asks for too much: at most {limit} {what}. Ask in several requests.")


class Budget:
    """The nodes that one answer holds."""

    def __init__(self, limit: int = NODE_LIMIT) -> None:
        self._limit, self._lock = limit, Lock()
        self.spent = 0

    def spend(self, count: int) -> None:
        """Count nodes that go into the answer.

        Raises:
            TooMuchAskedError: When there are more than fit.
        """
        with self._lock:
            self.spent += count
            if self.spent > self._limit:
                raise TooMuchAskedError("nodes in an answer", self._limit)

    @property
    def cost(self) -> int:
        """What they take out of the caller's bucket."""
        return self.spent // NODES_A_POINT
