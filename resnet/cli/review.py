"""The verb ``review``: what may be one thing, and a person's judgement on it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from resnet.access.scope import Scope
from resnet.cli.eyes import opened, scope_of
from resnet.cli.main import Outcome
from resnet.errors import ForbiddenError
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.ingest.resolve.evidence import Evidence
from resnet.ingest.resolve.judge import Judged, accept, reject, undo
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.resolve.propose import propose
from resnet.ingest.resolve.queue import Candidate, Decision, Side, count_waiting, decided, waiting
from resnet.ingest.resolve.weights import load_weights
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_code, say_day
from resnet.settings import Settings

Do = Callable[[AuditedStore, Scope, NodeId], Judged]
_ACTS: dict[str, Do] = {"accept": accept, "reject": reject, "undo": undo}


def run_review(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Judge what is named; then what waits, or what was judged.

    An act that is refused stops those behind it, and what was done before it stands.
    """
    words = messages_for(settings.language)
    facts: dict[str, Any] = {}
    lines: list[str] = []
    with opened(settings) as store:
        scope = scope_of(store, given)
        if given.find:
            _find(store, scope, facts, lines, words)
        done = list(_acts(store, scope, given))
        if done:
            facts["judged"] = [_told(verb, each) for verb, each in done]
            lines += [_say_act(verb, each, words) for verb, each in done]
            return Outcome(facts, lines)
        view = store.view(scope)
        if given.decided:
            held = decided(view, limit=given.limit)
            facts["decided"] = [_decision(each) for each in held]
            lines += [line for each in held for line in _say_decision(each, words)]
        else:
            found = waiting(view, limit=given.limit)
            count = count_waiting(view)
            facts |= {"waiting": [_candidate(each, words) for each in found], "count": count}
            lines.append(words.text("review-count", count=count))
            lines += [line for each in found for line in _say_candidate(each, words)]
    return Outcome(facts, lines)


def _find(
    store: AuditedStore, scope: Scope, facts: dict[str, Any], lines: list[str], words: Messages
) -> None:
    if not scope.sees_everything:
        raise ForbiddenError("compare the whole directory")
    proposed = propose(store, scope)
    facts["found"] = {"joined": proposed.joined, "waiting": proposed.waiting}
    lines.append(words.text("review-found", joined=proposed.joined, waiting=proposed.waiting))


def _acts(store: AuditedStore, scope: Scope, given: argparse.Namespace) -> Iterator[tuple[str, Judged]]:
    for verb, act in _ACTS.items():
        for each in getattr(given, verb):
            yield verb, act(store, scope, NodeId(each))


def _told(verb: str, judged: Judged) -> dict[str, Any]:
    return {"act": verb, "judgement": judged.judgement, "kept": judged.kept, "changed": judged.changed}


def _say_act(verb: str, judged: Judged, words: Messages) -> str:
    if verb == "undo":
        return words.text("review-undone", id=judged.judgement)
    key = "review-same" if judged.kept else "review-different"
    return words.text(key, id=judged.judgement, kept=judged.kept or "")


def _candidate(each: Candidate, words: Messages) -> dict[str, Any]:
    return {
        "judgement": each.judgement,
        "weight_bits": each.weight_millibits / 1000,
        "is_secret": each.is_secret,
        "one": _side(each.one),
        "other": _side(each.other),
        "evidence": [
            {
                "feature": piece.feature,
                "level": piece.level,
                "says": piece.says.of(words.language),
                "bits": piece.millibits / 1000,
                "one": piece.one,
                "other": piece.other,
            }
            for piece in each.evidence
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "id": side.thing.id,
        "name": side.thing.text("name"),
        "type": side.thing.text("type"),
        "phone": side.thing.text("phone"),
        "addresses": list(side.addresses),
        "sources": list(side.sources),
    }


def _decision(each: Decision) -> dict[str, Any]:
    judgement = each.judgement
    return {
        "judgement": judgement.id,
        "verdict": judgement.verdict.value,
        "how": judgement.how.value,
        "decided_by": judgement.decided_by,
        "decided_at": judgement.decided_at,
        "weight_bits": None if judgement.weight_millibits is None else judgement.weight_millibits / 1000,
        "one": _side(each.one),
        "other": _side(each.other),
        "followers": list(each.followers),
    }


def _say_candidate(each: Candidate, words: Messages) -> Iterator[str]:
    yield words.text("review-pair", id=each.judgement, bits=_bits(each.weight_millibits))
    for mark, side in (("①", each.one), ("②", each.other)):
        yield _say_side(mark, side, words)
    for piece in each.evidence:
        if piece.millibits:
            yield _say_evidence(piece, words)


def _say_side(mark: str, side: Side, words: Messages) -> str:
    unknown = words.text("review-unknown")
    vocabulary = "group_types" if side.thing.kind == "group" else "agency_types"
    kind = side.thing.text("type")
    return words.text(
        "review-side",
        mark=mark,
        name=side.thing.text("name"),
        kind=say_code(vocabulary, kind, words.language) if kind else unknown,
        phone=side.thing.text("phone") or unknown,
        address=" / ".join(side.addresses) or unknown,
        sources=", ".join(side.sources) or unknown,
    )


def _say_evidence(piece: Evidence, words: Messages) -> str:
    title = load_weights().features[piece.feature].title.of(words.language)
    return words.text(
        "review-evidence",
        bits=f"{piece.millibits / 1000:+5.1f}",
        feature=title,
        says=piece.says.of(words.language),
    )


def _say_decision(each: Decision, words: Messages) -> Iterator[str]:
    judgement = each.judgement
    yield words.text(
        "review-decided",
        id=judgement.id,
        verdict=say_code("identity_verdicts", judgement.verdict, words.language),
        how=say_code("judgement_ways", judgement.how, words.language),
        day=say_day(judgement.decided_at) if judgement.decided_at else words.text("review-unknown"),
    )
    yield _say_side("①", each.one, words)
    # Of two that are one, both sides show the one that is kept.
    if judgement.verdict is not Verdict.SAME:
        yield _say_side("②", each.other, words)


def _bits(millibits: int) -> str:
    return f"{millibits / 1000:.1f}"
