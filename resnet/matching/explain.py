"""A match in words, so that a reader can add up the score by hand and call the next person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resnet.matching.asking import Asks
from resnet.matching.finding import Answer, Codes
from resnet.matching.judge import PROPOSED
from resnet.matching.matches import Match, Matches, Miss, ReferralPath, Step
from resnet.matching.policy import FULL_SCORE
from resnet.matching.words import (
    say_about_step,
    say_ask,
    say_change,
    say_codes,
    say_consent_needed,
    say_note,
    say_why,
)
from resnet.messages import Argument as Given
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_last_day, say_moment, say_times_a_week


def explain(matches: Matches, language: str) -> str:
    """The whole answer: what was searched, the alternatives, near misses, and everything counted."""
    say = messages_for(language)
    return "\n".join(_all(matches, say)) + "\n"


def explain_match(match: Match, language: str, *, place: int = 1) -> str:
    """One alternative: its score line by line, paths, pros and cons."""
    return "\n".join(_match(match, place, messages_for(language))) + "\n"


def explain_miss(miss: Miss, language: str) -> str:
    """One near miss: what is against it, and what would have to change."""
    return "\n".join(_miss(miss, messages_for(language))) + "\n"


def explain_asks(asks: Asks, language: str) -> str:
    """What is worth asking, of whom, and what hangs on it, a line each."""
    say = messages_for(language)
    if not asks.asks:
        return say.text("match-asks-none") + "\n"
    lines = [say.text("match-asks", count=asks.count, shown=len(asks.asks))]
    lines += [f"  {say_ask(ask, asks.names, say)}" for ask in asks.asks]
    return "\n".join(lines) + "\n"


def _all(matches: Matches, say: Messages) -> Iterator[str]:
    searched, fresh = matches.searched, matches.freshness
    yield say.text("match-title")
    yield say.text("match-asked-at", at=say_moment(matches.at, say.language), policy=matches.policy)
    yield say.text(
        "match-searched",
        services=searched.services,
        supporters=searched.supporters,
        agencies=searched.agencies,
        groups=searched.groups,
        **{"agencies-without": searched.agencies_without, "groups-without": searched.groups_without},
    )
    yield say.text(
        "match-freshness", checked=fresh.checked, said=fresh.said, old=fresh.old, undated=fresh.undated
    )
    if matches.judged_for:
        yield say.text("match-judged-for", names=", ".join(matches.judged_for))
    if matches.preference:
        yield say.text("match-preference", preference=matches.preference)
    if matches.reason:
        yield say.text("match-none", reason=say.text(f"match-reason-{matches.reason}"))
    for place, match in enumerate(matches.matches, start=1):
        yield ""
        yield from _match(match, place, say)
    if matches.matches:
        yield ""
        yield say.text("match-chooses")
    if matches.misses:
        yield ""
        yield say.text("match-misses", count=matches.miss_count, shown=len(matches.misses))
        for miss in matches.misses:
            yield from (f"  {line}" for line in _miss(miss, say))
    yield ""
    yield from _counts(matches, say)


def _counts(matches: Matches, say: Messages) -> Iterator[str]:
    yield say.text("match-counts")
    for reason, count in matches.reasons.items():
        why = say.text("match-proposed" if reason == PROPOSED else f"match-reason-{reason}")
        yield "  " + say.text("match-count", why=why, count=count)


def _match(match: Match, place: int, say: Messages) -> Iterator[str]:
    score: dict[str, Given] = {"place": place, "name": match.name, "score": match.score, "most": FULL_SCORE}
    if match.tier == "own-network":
        yield say.text("match-heading-own", tier=say.text(f"match-tier-{match.tier}"), **score)
    else:
        yield say.text("match-heading", providers=_providers(match.provider_names, say), **score)
    for number, path in enumerate(match.paths, start=1):
        yield from (f"  {line}" for line in _path(path, number, say))
    yield from (f"  {line}" for line in _around(match, say))
    for heading, notes in (("match-pros", match.pros), ("match-cons", match.cons)):
        if notes:
            yield f"  {say.text(heading)}"
            yield from (f"    {say_note(note, say)}" for note in notes)
    yield f"  {say.text('match-points')}"
    for points, finding in zip(match.points, match.findings, strict=True):
        key = "match-point-unknown" if finding.answer is Answer.UNKNOWN else "match-point"
        rule = say.text(f"match-rule-{points.rule}")
        yield "    " + say.text(key, rule=rule, got=points.got, of=points.of, why=say_why(finding, say))


def _around(match: Match, say: Messages) -> Iterator[str]:
    for overlap in match.overlaps:
        if overlap.per_week is None:
            yield say.text("match-overlap", name=overlap.name)
        else:
            yield say.text(
                "match-overlap-often",
                name=overlap.name,
                often=say_times_a_week(overlap.per_week, say.language),
            )
    for obstacle in match.obstacles:
        yield say.text("match-obstacle", type=say_codes(Codes("obstacle_types", (obstacle.type,)), say))
    if match.papers:
        states = {True: "match-paper-at-hand", False: "match-paper-missing", None: "match-paper-unknown"}
        papers = (
            say.text(states[paper.is_at_hand], paper=say_codes(Codes("documents", (paper.document,)), say))
            for paper in match.papers
        )
        yield say.text("match-papers", papers=", ".join(papers))


def _path(path: ReferralPath, number: int, say: Messages) -> Iterator[str]:
    if path.cold_extra:
        yield say.text("match-path-cold", number=number, cost=path.cost, extra=path.cold_extra)
    else:
        yield say.text("match-path", number=number, cost=path.cost)
    yield from (f"  {say_step(step, say)}" for step in path.steps)
    if path.consent_needed is not None:
        yield f"  {say_consent_needed(path.consent_needed, say)}"


def say_step(step: Step, say: Messages) -> str:
    """Who calls whom, by which tie, at which number."""
    tie = say_codes(Codes("tie_kinds", (step.tie,)), say)
    given: dict[str, Given] = {
        "caller": step.caller_name,
        "called": _who(step, say),
        "tie": tie,
        "cost": step.cost,
    }
    said = [
        say.text("match-step-via", via=step.via, **given) if step.via else say.text("match-step", **given)
    ]
    if step.until is not None:
        # It holds no longer at that instant: the last day is the one before.
        said.append(say.text("match-until", day=say_last_day(step.until, say.language)))
    if step.phone:
        said.append(say.text("match-phone", phone=step.phone))
    return " · ".join([*said, *say_about_step(step, say)])


def _who(step: Step, say: Messages) -> str:
    if not step.agency:
        return step.called_name
    if not step.title:
        return say.text("match-who", name=step.called_name, agency=step.agency)
    return say.text("match-who-titled", name=step.called_name, title=step.title, agency=step.agency)


def _miss(miss: Miss, say: Messages) -> Iterator[str]:
    if miss.tier == "own-network":
        tier = say.text(f"match-tier-{miss.tier}")
        yield say.text("match-miss-own", name=miss.name, tier=tier, change=miss.change)
    else:
        providers = _providers(miss.provider_names, say)
        yield say.text("match-miss", name=miss.name, providers=providers, change=miss.change)
    for finding in miss.against:
        yield f"  {say.text(f'match-rule-{finding.rule}')}: {say_why(finding, say)}"
    yield from (f"  → {say_change(change, say)}" for change in miss.changes)


def _providers(names: Iterable[str], say: Messages) -> str:
    return ", ".join(name for name in names if name) or say.text("match-nobody")
