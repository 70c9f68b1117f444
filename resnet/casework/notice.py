"""What an act warns of, and what a rule refuses, in the words of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

from resnet.errors import RuleError
from resnet.messages import Argument, messages_for
from resnet.ontology.field import Label
from resnet.ontology.words import KOREA, say_date, say_last_day, say_moment

Fact = str | int | float | date | datetime | Label | tuple[Label, ...] | tuple[str, ...]
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Notice:
    """The act was done, and somebody should look: ``code`` is stable, ``facts`` are what its words need."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)

    def says(self, language: str) -> str:
        """The notice in ``language`` (``ko`` or ``en``)."""
        return _words(f"casework-notice-{self.code}", language, self.facts)


def refuse(rule: str, **facts: Fact) -> RuleError:
    """The error to raise when ``rule`` refuses an act; its message is the English one."""
    return RuleError(rule, _words(f"casework-rule-{rule}", "en", facts), facts)


def rule_words(error: RuleError, language: str) -> str:
    """What a refused act's rule says in ``language``; for a rule of another room, the error's own words."""
    key = f"casework-rule-{error.rule}"
    if not messages_for(language).has(key):
        return error.says
    return _words(key, language, error.facts)


def _words(key: str, language: str, facts: Mapping[str, object]) -> str:
    return messages_for(language).text(
        key, **{name: _argument(fact, language) for name, fact in facts.items()}
    )


def _argument(fact: object, language: str) -> Argument:
    match fact:
        case Label():
            return fact.of(language)
        case tuple():
            return ", ".join(each.of(language) if isinstance(each, Label) else str(each) for each in fact)
        case datetime():
            local = fact.astimezone(KOREA)
            # A clock that runs out when a day begins is kept until the evening before.
            return say_last_day(fact, language) if local.time() == time.min else say_moment(fact, language)
        case date():
            return say_date(fact, language)
        case int() | float():
            return fact
        case _:
            return str(fact)
