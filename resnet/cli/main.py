"""From words to a verb's code, and from errors to exit codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from resnet.cli.parser import VERBS, build_parser, language_of
from resnet.errors import ResnetError, UsageError

if TYPE_CHECKING:
    import argparse

    from resnet.settings import Settings

DONE, REFUSED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True)
class Outcome:
    """What a verb came to: ``facts`` for ``--json``, ``lines`` for people; ``is_refused`` is exit code 1."""

    facts: Mapping[str, Any]
    lines: Sequence[str] = ()
    is_refused: bool = False


Run = Callable[["argparse.Namespace", "Settings"], Outcome]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb: 0 done, 1 refused with a reason, 2 wrong use."""
    given = build_parser(language_of()).parse_args(arguments)
    try:
        outcome = _run(given)
    except UsageError as error:
        return _say(given, error, WRONG_USE)
    except ResnetError as error:
        return _say(given, error, REFUSED)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`resnet … | head`): nothing is left to tell, and to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return REFUSED if outcome.is_refused else DONE


def _run(given: argparse.Namespace) -> Outcome:
    from resnet.settings import Settings

    settings = Settings.from_environment(
        os.environ,
        store=given.store,
        host=getattr(given, "host", None),
        port=getattr(given, "port", None),
    )
    module = next(verb.module for verb in VERBS if verb.name == given.verb)
    run: Run = getattr(import_module(f"resnet.cli.{module}"), f"run_{given.verb}")
    outcome = run(given, settings)
    if given.json:
        sys.stdout.write(json.dumps(outcome.facts, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in outcome.lines)
    sys.stdout.flush()
    return outcome


def _say(given: argparse.Namespace, error: ResnetError, code: int) -> int:
    from resnet.cli.problem import page_of, say
    from resnet.messages import messages_for

    words = messages_for(language_of())
    said = say(error, words.language)
    if given.json:
        facts = {"error": error.code, "message": said, "page": page_of(error)}
        sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stderr.write(words.text("error-line", verb=given.verb, says=said) + "\n")
    sys.stderr.write(words.text("error-page", page=page_of(error)) + "\n")
    return code
