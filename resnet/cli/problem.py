"""An error in the words of the person who typed the command."""

from __future__ import annotations

from resnet.errors import ResnetError, RuleError
from resnet.messages import say_error


def say(error: ResnetError, language: str) -> str:
    """What was wrong, where, and how to mend it, in ``language``."""
    if isinstance(error, RuleError):
        # The words of the rules of casework stand with their acts.
        from resnet.casework.notice import rule_words

        return rule_words(error, language)
    return say_error(error, language)


def page_of(error: ResnetError) -> str:
    """The page that explains the error."""
    return f"docs/errors/{error.code}.md"
