"""Is it the same? Two entries side by side, the evidence, and a person's judgement; by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.ingest.resolve.judge import ContradictingJudgementError, Judged, accept, reject, undo
from resnet.ingest.resolve.ledger import read_ledger
from resnet.ingest.resolve.queue import Candidate, Decision, Side, decided, open_judgements, waiting
from resnet.ingest.resolve.weights import load_weights
from resnet.ingest.resolve.widening import OpensClientsError
from resnet.messages import say_error
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_code, say_day, say_value
from resnet.web.desk import Asked, Desk
from resnet.web.render import LIST_ROLES, Onward, page

_ACTS: Final[dict[str, Callable[..., Judged]]] = {"accept": accept, "reject": reject, "undo": undo}
_SHOWN: Final = ("type", "status", "phone", "operator", "head", "homepage", "email", "offers_said", "remarks")
_MOST_LATER: Final = 500
_DECIDED: Final = 5
_REFUSED: Final = 422


@dataclass(frozen=True)
class Row:
    """A field of both entries; ``is_alike`` where both say the same."""

    label: str
    one: str
    other: str
    is_alike: bool


@dataclass(frozen=True)
class EvidenceRow:
    """A piece of evidence in words; ``weight`` is in bits, with its sign."""

    label: str
    says: str
    weight: str
    tone: str


@dataclass(frozen=True)
class DecidedRow:
    """A judgement that holds, and can be undone."""

    id: NodeId
    names: str
    verdict: str
    day: str


def show_review(asked: Asked) -> Response:
    """The next pair, after as many as were left for later."""
    asked.desk.require(*LIST_ROLES)
    return _shown(asked.desk, _whole(asked.query.get("later", "")))


def take_judgement(asked: Asked) -> Response:
    """Keep a judgement, or take one back; what it contradicts is told on the same page."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    act, later = asked.line("act"), _whole(asked.line("later"))
    judgement = NodeId(asked.line("judgement"))
    if act not in _ACTS:
        raise NodeNotFoundError
    try:
        _ACTS[act](desk.store, desk.scope, judgement, commit=asked.commit(act))
    except (ContradictingJudgementError, OpensClientsError) as error:
        return _shown(desk, later, problem=say_error(error, desk.language), status=_REFUSED)
    # The next pair takes the focus, so that the keyboard goes on there.
    tail = f"?later={later}" if later else ""
    return Onward(f"/lists/review{tail}#pair", [desk.words.text(f"lists-review-done-{act}")])


def _shown(desk: Desk, later: int, *, problem: str | None = None, status: int = 200) -> Response:
    view = desk.view()
    ledger = read_ledger(view)
    found = waiting(view, limit=later + 1, ledger=ledger)
    pair = found[later] if later < len(found) else None
    return page(
        desk,
        "lists/review.html",
        status=status,
        problem=problem,
        count=len(open_judgements(ledger)),
        later=later,
        pair=pair,
        rows=list(_rows(pair, desk)) if pair else [],
        evidence=list(_evidence(pair, desk)) if pair else [],
        decided=[_decided(each, desk) for each in decided(view, limit=_DECIDED, ledger=ledger)],
    )


def _rows(pair: Candidate, desk: Desk) -> Iterator[Row]:
    language, words = desk.language, desk.words
    kind = kind_named(pair.one.thing.kind)
    for name in _SHOWN:
        field = kind.field(name)
        if field is None:
            continue
        values = [side.thing.get(name) for side in (pair.one, pair.other)]
        if values[0] is None and values[1] is None:
            continue
        one, other = (say_value(field, each, language) if each is not None else "" for each in values)
        yield Row(field.label.of(language), one, other, one == other)
    for label, told in (("lists-review-address", _addresses), ("lists-review-sources", _sources)):
        one, other = told(pair.one), told(pair.other)
        if one or other:
            yield Row(words.text(label), one, other, bool(one) and one == other)


def _addresses(side: Side) -> str:
    return " / ".join(side.addresses)


def _sources(side: Side) -> str:
    return ", ".join(each for each in side.sources if not each.startswith("person:"))


def _evidence(pair: Candidate, desk: Desk) -> Iterator[EvidenceRow]:
    features = load_weights().features
    for each in pair.evidence:
        tone = "good" if each.millibits > 0 else "bad" if each.millibits < 0 else ""
        yield EvidenceRow(
            features[each.feature].title.of(desk.language),
            each.says.of(desk.language),
            f"{each.millibits / 1000:+.1f}",
            tone,
        )


def _decided(each: Decision, desk: Desk) -> DecidedRow:
    judgement = each.judgement
    return DecidedRow(
        id=judgement.id,
        names=" · ".join(dict.fromkeys((each.one.thing.text("name"), each.other.thing.text("name")))),
        verdict=say_code("identity_verdicts", judgement.verdict, desk.language),
        day=say_day(judgement.decided_at, desk.language) if judgement.decided_at else "",
    )


def _whole(text: str) -> int:
    return min(int(text), _MOST_LATER) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
