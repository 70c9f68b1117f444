"""Two policies side by side in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resnet.graph.elements import NodeId
from resnet.matching.compare import Comparison
from resnet.messages import Messages, messages_for


def explain_compared(found: Comparison, texts: Mapping[NodeId, str], language: str) -> str:
    """What differs, need by need; ``texts`` are the needs in people's words."""
    return "\n".join(_all(found, texts, messages_for(language))) + "\n"


def _all(found: Comparison, texts: Mapping[NodeId, str], say: Messages) -> Iterator[str]:
    one, other = found.policies
    none = say.text("compare-out")
    yield say.text("compare-title", one=one, other=other)
    yield say.text(
        "compare-sums",
        one=one,
        other=other,
        needs=len(found.needs),
        same=found.same_first,
        opened=found.opened,
        closed=found.closed,
    )
    for need in found.needs:
        yield ""
        yield f"# {texts.get(need.need, need.need)} · {need.need}"
        first, second = (
            name or (say.text(f"match-reason-{reason}") if reason else none)
            for name, reason in zip(need.first_names, need.reasons, strict=True)
        )
        yield "  " + say.text(
            "compare-first", one=first, other=second, options=need.options[0], others=need.options[1]
        )
        for each in need.moved:
            before, after = str(each.one or none), str(each.other or none)
            yield "  " + say.text("compare-moved", name=each.name, one=before, other=after)
