"""The fields a row says of one thing, each with its rule; what stayed unsure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.spacing import clean_text
from resnet.ingest.mapping.role import Role
from resnet.ontology.field import Value

T = TypeVar("T")
Known = TypeVar("Known", bound=Hashable)
Cells = Mapping[Role, str]
# Said as it stands: no rule has to be told.
_PLAIN = frozenset({Rule.AS_SAID, Rule.REFORMATTED})
_UNSURE = frozenset({Rule.UNSURE, Rule.IMPOSSIBLE})


class Saying:
    """Collects what is said of one thing: ``fields``, and in ``unsure`` the names of unread ones."""

    __slots__ = ("fields", "rules", "unsure")

    def __init__(self) -> None:
        self.fields: dict[str, Value] = {}
        self.rules: dict[str, str] = {}
        self.unsure: list[str] = []

    def take(self, name: str, cleaned: Cleaned[T], value: Callable[[T], Value | None] | None = None) -> None:
        """The cleaned value as field ``name``; an unknown one is noted when a cell said something unread."""
        if cleaned.value is None:
            if cleaned.rule in _UNSURE:
                self.unsure.append(name)
            return
        kept = value(cleaned.value) if value else cleaned.value
        if kept is None:
            return
        self.fields[name] = kept  # type: ignore[assignment]  # a cleaner's value is one of the ontology's types
        if cleaned.rule not in _PLAIN:
            self.rules[name] = cleaned.rule.value

    def say(self, name: str, value: Value | None, rule: Rule = Rule.AS_SAID) -> None:
        """A value that was worked out already; None says nothing, and a said value is never replaced."""
        if value is not None and value != "" and name not in self.fields:
            self.fields[name] = value
            if rule not in _PLAIN:
                self.rules[name] = rule.value

    def text(self, name: str, cells: Cells, role: Role) -> None:
        """The text of a column, its spaces in order."""
        raw = cells.get(role)
        if raw:
            self.take(name, clean_text(raw))

    def words(self, name: str, cells: Cells, role: Role) -> None:
        """The text of a column as written, its lines kept."""
        raw = cells.get(role)
        if raw and clean_text(raw).value is not None:
            self.fields[name] = "\n".join(line.strip() for line in raw.strip().splitlines())

    def join(self, other: Saying) -> None:
        """What the other collected too: of other fields, or in their place."""
        self.fields.update(other.fields)
        self.rules.update(other.rules)
        self.unsure += other.unsure

    def only(self, names: Iterable[str]) -> Saying:
        """The same with these fields only."""
        kept = Saying()
        for name in names:
            kept.fields[name] = self.fields[name]
            if name in self.rules:
                kept.rules[name] = self.rules[name]
        return kept

    @property
    def rule_words(self) -> tuple[str, ...]:
        """The rules as the edge keeps them: ``field=rule``, in order."""
        return _rule_words(tuple(self.rules.items()))


def by_cells(
    *roles: Role,
) -> Callable[[Callable[[Saying, Cells, Known], None]], Callable[[Cells, Known], Saying]]:
    """Makes of a function that says something what it says by the cells of these roles, and of no other.

    Such cells are the same few down a whole list: what was said once is said again. It must not be changed.
    """

    def keep(say: Callable[[Saying, Cells, Known], None]) -> Callable[[Cells, Known], Saying]:
        @lru_cache(maxsize=ONE_LIST)
        def say_of(texts: tuple[str | None, ...], known: Known) -> Saying:
            saying = Saying()
            say(
                saying,
                {role: text for role, text in zip(roles, texts, strict=True) if text is not None},
                known,
            )
            return saying

        return lambda cells, known: say_of(tuple(map(cells.get, roles)), known)

    return keep


@lru_cache(maxsize=ONE_LIST)
def _rule_words(rules: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{name}={rule}" for name, rule in sorted(rules))
