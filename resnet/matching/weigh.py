"""What speaks for an alternative, and what against it."""

from __future__ import annotations

from collections.abc import Sequence

from resnet.graph.network.snapshot import is_valid
from resnet.matching.finding import Answer
from resnet.matching.judge import Judged
from resnet.matching.matches import Note, Overlap, ReferralPath
from resnet.matching.question import Question
from resnet.matching.rules.way import search_for

# Findings that are worth saying as points for or against, whatever they earned.
_FOR = (
    "class-domain",
    "coverage-fits",
    "cost-free",
    "capacity-open",
    "capacity-said",
    "documents-at-hand",
    "documents-none",
    "frequency-fits",
    "freshness-checked",
    "language-fits",
    "load-fits",
    "preference-fits",
    "reach-within",
)
_AGAINST = (
    "cost-fits",
    "freshness-old",
    "freshness-unknown",
    "frequency-less",
    "obstacles-left",
    "preference-other",
    "preference-unknown",
    "preference-words",
    "received-by-another",
    "received-too-little",
    "received-unclear",
)


def pros_of(judged: Judged, paths: Sequence[ReferralPath]) -> tuple[Note, ...]:
    """Points for it."""
    notes = [Note(f"tier-{judged.tier}")] if judged.tier != "formal" else []
    if paths and paths[0].is_warm:
        notes.append(Note("path-warm"))
    notes += [Note(finding.code, finding.args) for finding in judged.findings if finding.code in _FOR]
    return tuple(notes)


def cons_of(
    judged: Judged, paths: Sequence[ReferralPath], overlaps: Sequence[Overlap], question: Question
) -> tuple[Note, ...]:
    """Points against it, and what has to be asked or done."""
    notes = [Note(finding.code, finding.args) for finding in judged.findings if finding.code in _AGAINST]
    notes += _about_path(paths, question)
    if overlaps:
        notes.append(Note("overlap", (("count", len(overlaps)),)))
    if len(overlaps) > 1:
        notes.append(Note("coordinate", (("count", len(overlaps) + 1),)))
    disputed = {
        source.element for finding in judged.findings for source in finding.sources if source.is_disputed
    }
    if disputed:
        notes.append(Note("disputed"))
    unknowns = sum(1 for finding in judged.findings if finding.answer is Answer.UNKNOWN)
    if unknowns:
        notes.append(Note("unknown", (("count", unknowns),)))
    return tuple(notes)


def _about_path(paths: Sequence[ReferralPath], question: Question) -> list[Note]:
    if not paths:
        return []
    best, notes = paths[0], []
    if not best.is_warm:
        notes.append(Note("path-cold"))
    between = [step.called for step in best.steps if step.called not in (best.provider, best.person)]
    if between:
        notes.append(Note("path-through", (("count", len(between)),)))
    if best.consent_needed is not None:
        notes.append(Note("consent-needed", (("who", best.consent_needed.receiver_name),)))
    if _could_agree(best, question):
        notes.append(Note("propose-agreement", (("who", best.provider_name),)))
    return notes


def _could_agree(path: ReferralPath, question: Question) -> bool:
    """Good experience without an agreement: one is commonly turned into the other (domain.md §7.4)."""
    told = search_for(question).told
    if told.has_case(path.provider) or not any(step.tie == "past-success" for step in path.steps):
        return False
    network = question.network
    agreements = {edge.end for edge in network.edges_out(path.provider, "party_to")}
    return not any(
        edge.start in told.own and is_valid(network.node(edge.end), question.at)
        for each in agreements
        for edge in network.edges_in(each, "party_to")
    )
