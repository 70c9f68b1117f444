"""Who may see what, asked of the graph inside the read itself, and always as of now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.rows.encode import field_categories
from resnet.graph.rows.layout import ABOUT_1, ABOUT_2, CATEGORY, ID, Row
from resnet.graph.rows.reader import Consents, Grant
from resnet.ontology.category import Category

EMERGENCY: Final = "danger-to-life"
OPEN_REFERRAL: Final = ("requested", "accepted", "in-progress", "on-hold", "completed")
# All of their own, but the notes that workers write for themselves (domain.md §13, §15).
OWN_CATEGORIES: Final = frozenset(
    category.value for category in Category if category is not Category.WORK_NOTES
)


class Guard:
    """The rules of one scope at one moment, over one transaction's consents."""

    def __init__(self, consents: Consents, scope: Scope, now: int) -> None:
        self._consents, self.now = consents, now
        self.scope = scope
        self.is_open_to_all = scope.sees_everything
        self.open = frozenset(category.value for category in scope.open_categories)
        self._receivers: tuple[str, ...] | None = None
        self._grants: dict[str, frozenset[str]] = {}
        # Whose consents open what was read, where the read itself found it: for the access log.
        self.paths: dict[str, frozenset[str]] = {}
        # (letter, subject, category): consents given to a referral that is addressed to the actor.
        self._letters: set[tuple[str, str, str]] = set()

    @property
    def receivers(self) -> tuple[str, ...]:
        """Whom a consent may be given to so that it reaches the actor: itself, agencies, teams, referrals."""
        if self._receivers is None:
            if self.scope.actor is None:
                self._receivers = ()
            else:
                self._receivers = tuple(self._consents.receivers(self.scope.actor, self.now))
        return self._receivers

    def learn(self, rows: Iterable[Row]) -> None:
        """Ask once for the consents of everybody whom these rows are about."""
        if self.is_open_to_all:
            return
        asked = {row[place] for row in rows for place in (ABOUT_1, ABOUT_2)} - {None} - self._grants.keys()
        if asked:
            self._ask({str(subject) for subject in asked})

    def _ask(self, subjects: set[str]) -> None:
        found = self._consents.grants(subjects, self.receivers, self.now) if self.receivers else ()
        self.know(subjects, found)

    def know(self, subjects: Iterable[str], grants: Iterable[Grant]) -> None:
        """Keep all that these subjects let the actor see; a store that asks by itself tells it here."""
        given: dict[str, set[str]] = {subject: set() for subject in subjects}
        for subject, category, letter in grants:
            given[subject].add(category)
            if letter is not None:
                self._letters.add((letter, subject, category))
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
        if not own or self.is_open_to_all or self._is_letter_to_actor(row):
            return frozenset()
        return frozenset(each for each in own if not self.may_see(each, row[ABOUT_1], row[ABOUT_2]))

    def _is_letter_to_actor(self, row: Row) -> bool:
        """Whether everybody it is about let this very element, a referral addressed to the actor, be read."""
        subjects = [str(row[place]) for place in (ABOUT_1, ABOUT_2) if row[place] is not None]
        for subject in subjects:
            self.grants(subject)
        return bool(subjects) and all(
            (row[ID], subject, row[CATEGORY]) in self._letters for subject in subjects
        )
