"""An error of the tree as a page: what was wrong, where, and how to mend it, in the visitor's language."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from resnet.casework.circle import ConsentMissingError
from resnet.casework.notice import rule_words
from resnet.errors import BadValueError, NodeNotFoundError, ResnetError, RuleError, StoreError
from resnet.messages import say_error
from resnet.ontology.words import say_code
from resnet.serving.status import status_of
from resnet.web.desk import Desk
from resnet.web.render import page


def problem_page(desk: Desk, error: ResnetError) -> Response:
    """The page of an error.

    A hidden thing and a missing one give the same bytes: nothing of what was asked for is repeated.
    """
    # The switch of language would repeat the address.
    shown = replace(desk, path="/", notices=())
    words = desk.words
    key = f"web-problem-{error.code}"
    if not words.has(key):
        key = "web-problem-other"
    return page(
        shown,
        "problem.html",
        status=status_of(error),
        title=words.text(key),
        says=say_problem(desk, error),
        mend=words.text(f"{key}.mend"),
        code=error.code,
    )


def say_problem(desk: Desk, error: ResnetError) -> str:
    """What was wrong, in the visitor's language; ``""`` where the title says it, or nobody is to be told."""
    words = desk.words
    match error:
        case RuleError():
            return rule_words(error, desk.language)
        case ConsentMissingError():
            missing = (say_code("categories", each, desk.language) for each in sorted(error.categories))
            return words.text("web-consent-missing", items=", ".join(missing))
        case BadValueError():
            return words.text("web-bad-value", where=error.where)
        case NodeNotFoundError():
            return words.text("web-not-found-says")
        case StoreError():
            # Where the store is, and what it is made of, is the administrator's to know.
            return ""
        case _:
            return "" if words.has(f"web-problem-{error.code}") else say_error(error, desk.language)
