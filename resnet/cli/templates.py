"""``form --template``: a record in an agency's own template, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from resnet.drawing.forms.form import Form
from resnet.drawing.forms.template.fill import Filled, fill_template
from resnet.drawing.forms.template.package import LIMITS
from resnet.ingest.bad_file import Where
from resnet.ingest.readers.read import bytes_of
from resnet.messages import messages_for


def fill_file(template: Path, form: Form) -> Filled:
    """The record in the template at that path.

    Raises:
        BadFileError: If it is not there, or no template that can be filled.
    """
    return fill_template(bytes_of(template, Where(template.name), LIMITS), form, template.name)


def filled_facts(filled: Filled) -> dict[str, object]:
    """What ``--json`` tells of it."""
    left = [{"name": each.name, **asdict(each.place)} for each in filled.left]
    return {"places": filled.places, "left": left, "unasked": list(filled.unasked)}


def filled_lines(filled: Filled, language: str) -> Iterator[str]:
    """The same for people."""
    say = messages_for(language)
    yield say.text("cli-template-filled", count=filled.places)
    if filled.left:
        yield say.text("cli-template-left", asked="; ".join(each.of(language) for each in filled.left))
    if filled.unasked:
        yield say.text("cli-template-unasked", names=", ".join(filled.unasked))
