"""Facts worth asking: of whom, and over how many services the answer would decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.matching.facts import Facts, Supporter
from resnet.matching.finding import Answer, Finding
from resnet.matching.judge import Judged, judge, judge_supporter
from resnet.matching.offer import offers_of
from resnet.matching.policy import Policy, Row, load_policy
from resnet.matching.question import Question
from resnet.matching.read import read_facts

CLIENT, PROVIDER, SUPPORTER, CASE = "client", "provider", "supporter", "case"
WHOM: Final = (CASE, CLIENT, SUPPORTER, PROVIDER)
# Whom to ask what the sentences of these codes do not know; of all others, who runs the service.
_ASKED_OF: Final[Mapping[str, str]] = {
    "age-birthday": CLIENT,
    "age-client-unknown": CLIENT,
    "age-of-some": CLIENT,
    "benefit-broad": CLIENT,
    "benefit-client-unknown": CLIENT,
    "class-need-without": CASE,
    "coverage-client-unknown": CLIENT,
    "coverage-coarse": CLIENT,
    "disability-broad": CLIENT,
    "disability-client-unknown": CLIENT,
    "documents-client-unknown": CLIENT,
    "household-beside": CLIENT,
    "household-client-unknown": CLIENT,
    "path-nobody-calls": CASE,
    "received-by-another": CLIENT,
    "received-unclear": CLIENT,
    "sex-client-unknown": CLIENT,
}


class Ask(NamedTuple):
    """Whom to ask: ``who`` is the provider or supporter; ``rule`` the one fact asked of the client or team.

    Of a provider all is asked in one call, so ``rule`` is ``""``.
    """

    whom: str
    who: NodeId
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAsk:
    """What to ask of whom, and what hangs on it.

    ``rules`` name the facts. ``opens`` services are left out today for this alone and would be proposed;
    ``closes`` are proposed today and would be ruled out by the other answer.
    """

    whom: str
    who: NodeId
    name: str
    phone: str
    rules: tuple[str, ...]
    opens: int
    closes: int

    @property
    def settles(self) -> int:
        """How many services the answer decides over."""
        return self.opens + self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """The facts worth asking for one need, those that settle most first; ``count`` is how many there are.

    ``names`` are those whose facts count where it is not the client alone.
    """

    need: NodeId
    policy: str
    names: tuple[str, ...]
    asks: tuple[ToAsk, ...]
    count: int


def of_others() -> frozenset[str]:
    """The codes of which somebody else than the provider is asked."""
    return frozenset(_ASKED_OF)


def whom_to_ask(code: str, facts: Facts) -> str:
    """Of whom one asks what a code does not know."""
    if code == "reach-unknown":
        return PROVIDER if facts.client is not None and facts.client.home is not None else CLIENT
    return _ASKED_OF.get(code, PROVIDER)


def ask_of(code: str, rule: str, provider: NodeId | None, facts: Facts) -> Ask | None:
    """Whom to ask what a code does not know of a service; None where nobody is known to run it."""
    whom = whom_to_ask(code, facts)
    if whom != PROVIDER:
        return Ask(whom, NodeId(""), rule)
    return None if provider is None else Ask(PROVIDER, provider, "")


@dataclass(slots=True)
class Tally:
    """What hangs on each question so far."""

    opens: Counter[Ask] = field(default_factory=Counter)
    closes: Counter[Ask] = field(default_factory=Counter)
    rules: dict[Ask, set[str]] = field(default_factory=dict)

    def add(self, asks: Iterable[tuple[Ask | None, str]], *, is_proposed: bool, count: int = 1) -> None:
        """So many services, and the facts on which it hangs whether they are proposed."""
        rules: dict[Ask | None, set[str]] = {}
        for ask, rule in asks:
            rules.setdefault(ask, set()).add(rule)
        # What several would have to answer before anything changes, no single question opens.
        if not is_proposed and len(rules) > 1:
            return
        for ask, named in rules.items():
            if ask is not None:
                (self.closes if is_proposed else self.opens)[ask] += count
                self.rules.setdefault(ask, set()).update(named)

    def add_judged(self, judged: Judged, rows: tuple[Row, ...], facts: Facts) -> None:
        """One service or supporter as the rules judged it."""
        if any(finding.answer is not Answer.UNKNOWN for finding in judged.against):
            return
        is_proposed = not judged.against
        self.add(
            (
                (_ask(finding, judged, facts), finding.rule)
                for row, finding in zip(rows, judged.findings, strict=False)
                if finding.answer is Answer.UNKNOWN
                and (row.is_no_excluding if is_proposed else finding in judged.against)
            ),
            is_proposed=is_proposed,
        )

    def told(self, question: Question) -> Asks:
        """The questions in order: what settles most, then case, client, supporter, provider, then by rule."""
        facts, policy = question.facts, question.policy
        order = {row.name: place for place, row in enumerate((*policy.supporter_rules, *policy.rules))}

        def to_ask(ask: Ask) -> ToAsk:
            return ToAsk(
                whom=ask.whom,
                who=ask.who,
                name=_name(ask, question),
                phone=question.network.text(ask.who, "phone") if ask.whom == PROVIDER else "",
                rules=tuple(sorted(self.rules[ask], key=order.__getitem__)),
                opens=self.opens[ask],
                closes=self.closes[ask],
            )

        def place(ask: ToAsk) -> tuple[int, int, int, NodeId]:
            return (-ask.settles, WHOM.index(ask.whom), order[ask.rules[0]], ask.who)

        ordered = sorted(map(to_ask, self.rules), key=place)
        return Asks(
            need=facts.wish.id,
            policy=policy.name,
            names=() if facts.client is None else facts.client.names,
            asks=tuple(ordered[: policy.asks_shown]),
            count=len(ordered),
        )


def _ask(finding: Finding, judged: Judged, facts: Facts) -> Ask | None:
    if isinstance(judged.offer, Supporter):
        return Ask(SUPPORTER, judged.id, "")
    return ask_of(finding.code, finding.rule, next(iter(judged.offer.providers), None), facts)


def _name(ask: Ask, question: Question) -> str:
    if ask.whom == SUPPORTER:
        return next(each.name for each in question.facts.supporters if each.id == ask.who)
    return question.network.text(ask.who, "name") if ask.whom == PROVIDER else ""


def find_asks(network: Network, facts: Facts, policy: Policy | None = None) -> Asks:
    """The facts worth asking for one need: those on which it hangs what is proposed.

    A fact is worth asking when its answer makes a service proposed that is left out for this alone, or may
    rule out one that is proposed although nobody knows. Of those who run services it is asked in one call.
    """
    question = Question(facts, network, policy or load_policy())
    tally = Tally()
    for supporter in facts.supporters:
        tally.add_judged(judge_supporter(supporter, question), question.policy.supporter_rules, facts)
    for offer in offers_of(network, facts.at):
        tally.add_judged(judge(offer, question), question.policy.rules, facts)
    return tally.told(question)


def asks_for(network: Network, view: GraphView, need: NodeId, policy: Policy | None = None) -> Asks:
    """The same for the agreed need, as far as the caller of the view may know of it.

    Raises:
        NodeNotFoundError: If there is no such agreed need, or it or its client is hidden from the caller.
    """
    return find_asks(network, read_facts(view, need), policy)
