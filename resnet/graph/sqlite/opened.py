"""Which receivers' consents open what a read shows: for the access log, which asks once a call."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import apsw

from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.guard import EMERGENCY, Guard

# No edge is decoded: fifty clients have hundreds of consents, and the log needs a few names.
_OPENED: Final = """
SELECT DISTINCT CASE basis WHEN :emergency THEN basis ELSE _end END FROM edge_consents_to
WHERE _start IN carray(:subjects) AND _end IN carray(:receivers) AND _since <= :now AND :now < _until
"""


def opened_by(db: apsw.Connection, guard: Guard, subjects: Collection[str]) -> tuple[str, ...]:
    """The receivers by whose consent these people's facts are open to the scope now, in order.

    ``danger-to-life`` stands for an emergency access, ``self`` for the actor's own facts.
    """
    own = {"self"} if guard.scope.actor in subjects else set()
    if not guard.receivers or not subjects:
        return tuple(own)
    named = {
        "subjects": many(subjects),
        "receivers": many(guard.receivers),
        "now": guard.now,
        "emergency": EMERGENCY,
    }
    found = db.execute(_OPENED, named)
    return tuple(sorted(own | {str(row[0]) for row in found}))
