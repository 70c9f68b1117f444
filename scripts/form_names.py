"""The page that lists what each record offers a template."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.drawing.forms.make import FORMS
from resnet.drawing.forms.template.offered import Offer, offers_of, short_names
from resnet.messages import messages_for

_HEAD = """# Names for templates

<!-- Written by `make derived`; the records are in resnet/drawing/forms. -->

What a record offers an agency's own HWPX template (`resnet form --template`, see [commands](commands.md)).
A click-here field (누름틀) or a table cell bears the name, or the text says `{{name}}`.

- A name is the title of its part and the label, as the record prints them; the label alone will do where
  it is listed. Spaces do not matter.
- **Rows**: a name with *rows* asks for all of them, a line each; with a number (`이름 2`) for that row.
- A **drawing** (genogram, eco-map) has a paragraph or a cell of its own and is as wide as that at most.
- A choice says `■` or `□`; the name of its part asks for all choices in one line.
- Another referral letter of the same case: the part with a number (`의뢰 2/요약`).
- Korean names where the program speaks Korean (`RESNET_LANGUAGE`), English ones where it speaks English.
"""


def names_page() -> str:
    """``docs/form-names.md``."""
    return "\n".join([_HEAD, *(line for name in FORMS for line in _record(name))])


def _remark(offer: Offer) -> str:
    if offer.drawing is not None:
        return "drawing"
    return "rows" if offer.is_column else ""


def _record(name: str) -> Iterator[str]:
    titles = [messages_for(language).text(f"form-{name}") for language in ("ko", "en")]
    yield f"## `{name}` · {titles[0]} · {titles[1]}"
    yield ""
    yield "| name | or | English name | or | |"
    yield "|---|---|---|---|---|"
    korean, english = short_names(name, "ko"), short_names(name, "en")
    for one, other in zip(offers_of(name, "ko"), offers_of(name, "en"), strict=True):
        cells = (one.name, korean.get(one.name, ""), other.name, english.get(other.name, ""))
        yield f"| {' | '.join(cells)} | {_remark(one)} |"
    yield ""
