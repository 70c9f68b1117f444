"""What could be developed of the client's own network, in words."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.matching.support import GROUP, RELIEVE, Support
from resnet.messages import Messages
from resnet.ontology.words import say_code


def say_support(found: Iterable[Support], say: Messages) -> list[str]:
    """A line each, in their order."""
    return [_line(each, say) for each in found]


def _line(each: Support, say: Messages) -> str:
    if each.code == RELIEVE:
        return say.text(
            "support-relieve", name=each.name, load=say_code("support_loads", each.why, say.language)
        )
    said = say.text(f"support-{each.code}", name=each.name)
    if each.code == GROUP:
        fits = {True: "support-fits", False: "support-other", None: "support-unknown"}[each.is_of_class]
        said = f"{said} · {say.text(fits)}"
    return " · ".join(filter(None, (said, each.why, each.phone)))
