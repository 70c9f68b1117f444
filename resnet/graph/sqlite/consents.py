"""How far consents reach, in SQL: receivers, grants, and by which of them a read was opened."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import apsw

from resnet.graph.rows.guard import EMERGENCY, OPEN_REFERRAL, Guard
from resnet.graph.rows.reader import Grant, by_kind
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.keys import mark_of
from resnet.graph.sqlite.statements import table_name

_NOW = "_since <= :now AND :now < _until"
_STATES = ", ".join(f"'{state}'" for state in OPEN_REFERRAL)
# The actor → the agencies it works for → their teams, and the referrals addressed to any of these.
_RECEIVERS: Final = f"""
WITH actor(id, key) AS MATERIALIZED (
  SELECT :actor, (SELECT _key FROM {{table}} WHERE _mark = :mark AND id = :actor)),
own(id, key) AS (
  SELECT id, key FROM actor
  UNION SELECT w._end, w._to FROM actor CROSS JOIN edge_works_for w ON w._from = actor.key
  WHERE w._since <= :now AND :now < w._until)
SELECT id FROM own
UNION SELECT t._end FROM own CROSS JOIN edge_member_of t ON t._from = own.key
  WHERE t._since <= :now AND :now < t._until
UNION SELECT a._start FROM own CROSS JOIN edge_addressed_to a ON a._to = own.key
  CROSS JOIN node_referral r ON r._key = a._from
  WHERE a._since <= :now AND :now < a._until AND r.state IN ({_STATES})
"""
# And, where it was given to a referral, which one: what that letter says is open to its reader alone.
_GRANTS: Final = f"""
SELECT DISTINCT _start, category, CASE WHEN _end GLOB 'referral:*' THEN _end END FROM edge_consents_to
WHERE _start IN carray(:subjects) AND _end IN carray(:receivers) AND {_NOW}
"""
# No edge is decoded: fifty clients have hundreds of consents, and the log needs a few names.
_OPENED: Final = """
SELECT DISTINCT CASE basis WHEN :emergency THEN basis ELSE _end END FROM edge_consents_to
WHERE _start IN carray(:subjects) AND _end IN carray(:receivers) AND _since <= :now AND :now < _until
"""


def receivers_of(db: apsw.Connection, actor: str, now: int) -> Iterator[str]:
    """Whom a consent may be given to so that it reaches the actor."""
    kinds = by_kind([actor])
    if not kinds:
        return iter((actor,))
    named = {"actor": actor, "mark": mark_of(actor), "now": now}
    asked = _RECEIVERS.format(table=table_name(next(iter(kinds))))
    return (row[0] for row in db.execute(asked, named))


def grants_of(
    db: apsw.Connection, subjects: Collection[str], receivers: Collection[str], now: int
) -> Iterator[Grant]:
    """What these subjects let any of these receivers see."""
    named = {"subjects": many(subjects), "receivers": many(receivers), "now": now}
    return db.execute(_GRANTS, named)


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
