"""Who may see what, asked of the graph inside the read itself, and always as of now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import apsw

from resnet.access.scope import Scope
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.encode import field_categories
from resnet.graph.sqlite.layout import ABOUT_1, ABOUT_2, CATEGORY, Row
from resnet.ontology.category import Category

EMERGENCY: Final = "danger-to-life"
OPEN_REFERRAL: Final = ("requested", "accepted", "in-progress", "on-hold", "completed")
# All of their own, but the notes that workers write for themselves (domain.md §13, §15).
OWN_CATEGORIES: Final = frozenset(
    category.value for category in Category if category is not Category.WORK_NOTES
)
_ALL: Final = frozenset(category.value for category in Category)

_NOW = "_since <= :now AND :now < _until"
_STATES = ", ".join(f"'{state}'" for state in OPEN_REFERRAL)
# The actor → the agencies it works for → their teams, and the referrals addressed to any of these.
RECEIVERS: Final = f"""
WITH own(id) AS (
  SELECT :actor UNION SELECT _end FROM edge_works_for WHERE _start = :actor AND {_NOW})
SELECT id FROM own
UNION SELECT t._end FROM own CROSS JOIN edge_member_of t ON t._start = own.id
  WHERE t._since <= :now AND :now < t._until
UNION SELECT a._start FROM own CROSS JOIN edge_addressed_to a ON a._end = own.id
  CROSS JOIN node_referral r ON r.id = a._start
  WHERE a._since <= :now AND :now < a._until AND r.state IN ({_STATES})
"""
_GRANTS: Final = f"""
SELECT DISTINCT _start, category FROM edge_consents_to
WHERE _start IN carray(:subjects) AND _end IN carray(:receivers) AND {_NOW}
"""


class Guard:
    """The rules of one scope at one moment, over one connection's transaction."""

    def __init__(self, db: apsw.Connection, scope: Scope, now: int) -> None:
        self._db, self.now = db, now
        self.scope = scope
        self.is_open_to_all = scope.sees_everything
        self.open = frozenset(category.value for category in scope.open_categories)
        self._receivers: tuple[str, ...] | None = None
        self._grants: dict[str, frozenset[str]] = {}

    @property
    def receivers(self) -> tuple[str, ...]:
        """Whom a consent may be given to so that it reaches the actor: itself, agencies, teams, referrals."""
        if self._receivers is None:
            if self.scope.actor is None:
                self._receivers = ()
            else:
                found = self._db.execute(RECEIVERS, {"actor": self.scope.actor, "now": self.now})
                self._receivers = tuple(row[0] for row in found)
        return self._receivers

    def learn(self, rows: Iterable[Row]) -> None:
        """Ask once for the consents of everybody whom these rows are about."""
        if self.is_open_to_all:
            return
        asked = {row[place] for row in rows for place in (ABOUT_1, ABOUT_2)} - {None} - self._grants.keys()
        if asked:
            self._ask({str(subject) for subject in asked})

    def _ask(self, subjects: set[str]) -> None:
        given: dict[str, set[str]] = {subject: set() for subject in subjects}
        if self.receivers:
            named = {"subjects": many(subjects), "receivers": many(self.receivers), "now": self.now}
            for subject, category in self._db.execute(_GRANTS, named):
                given[subject].add(category)
        for subject, categories in given.items():
            own = OWN_CATEGORIES if subject == self.scope.actor else frozenset()
            self._grants[subject] = own | categories

    def grants(self, subject: str) -> frozenset[str]:
        """The categories that this subject's consents open to the actor now."""
        if subject not in self._grants:
            self._ask({subject})
        return self._grants[subject]

    def may_see(self, category: str, about_1: str | None, about_2: str | None) -> bool:
        """Whether something of this category about these people is open to the actor."""
        if self.is_open_to_all or category in self.open:
            return True
        return (
            about_1 is not None
            and category in self.grants(about_1)
            and (about_2 is None or category in self.grants(about_2))
        )

    def sees(self, row: Row) -> bool:
        """Whether the row itself is open; an edge needs both its ends to be so too."""
        return self.may_see(row[CATEGORY], row[ABOUT_1], row[ABOUT_2])

    def hidden(self, row: Row, kind: str) -> frozenset[str]:
        """The categories of fields of their own that stay hidden in this row."""
        own = field_categories(kind)
        if not own or self.is_open_to_all:
            return frozenset()
        return frozenset(each for each in own if not self.may_see(each, row[ABOUT_1], row[ABOUT_2]))
