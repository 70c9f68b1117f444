"""Who could take a seat, by which tie, and the one reason why nobody can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.finding import Answer
from resnet.matching.matches import ConsentNeed
from resnet.matching.paths import Path, Search, Trail, search
from resnet.matching.policy import Policy
from resnet.matching.present import name_in, steps_of
from resnet.matching.team.facts import TeamFacts
from resnet.matching.team.lead import agencies_with
from resnet.matching.team.proposal import Askable, Candidate, Empty, SeatProposed
from resnet.matching.team.staff import Worker, agencies_of, has_role, workers_of, works_for_residents
from resnet.matching.ties import Tie
from resnet.ontology.category import Category
from resnet.ontology.standard import Seat

CANDIDATES_SHOWN = 3
# What a member of the team has to know of the client, at least.
_KNOWN_IN_A_TEAM = (Category.IDENTITY, Category.CASE)


@dataclass(frozen=True, eq=False)
class Bench:
    """Everybody who could be asked, for one client over one network."""

    facts: TeamFacts
    network: Network
    policy: Policy

    @cached_property
    def search(self) -> Search:
        """What the circle of the client can reach."""
        return search(self.network, self.facts.at, self.facts.circle, self.policy)

    @cached_property
    def standing(self) -> dict[NodeId, tuple[tuple[NodeId, str], ...]]:
        """The standing teams of each member, with the seat held there."""
        found: dict[NodeId, list[tuple[NodeId, str]]] = {}
        for edge in valid(self.network.edges_of("member_of"), self.facts.at):
            found.setdefault(edge.start, []).append((edge.end, edge.text("seat")))
        return {member: tuple(teams) for member, teams in found.items()}

    @cached_property
    def working_with(self) -> frozenset[NodeId]:
        """The agencies that work with the client already: no tie is needed to ask them."""
        return frozenset(agencies_with(self.facts, self.network, self.search.ties))

    @cached_property
    def seated(self) -> Counter[tuple[NodeId, str]]:
        """Who sits where in the case's own teams."""
        return Counter((each.member, each.seat) for each in self.facts.seated)

    def propose(self, seat: Seat) -> SeatProposed:
        """The seat with whoever could take it, or why nobody can."""
        near = self._near(seat)
        if isinstance(near, Empty):
            return SeatProposed(seat=seat, candidates=(), empty=near)
        workers = [
            (each, worker) for each in near for worker in workers_of(self.network, each, self.facts.at)
        ]
        fitting = [(each, worker) for each, worker in workers if self._fits(worker, seat)]
        found = [self._candidate(each, worker, seat, near[each]) for each, worker in fitting]
        best = _best(each for each in found if each is not None)
        if best:
            return SeatProposed(seat=seat, candidates=best[:CANDIDATES_SHOWN], considered=len(best))
        empty = Empty.NO_TIE if fitting else Empty.NO_ROLE if workers else Empty.NO_WORKER
        asked = [each for each, _ in fitting] or near
        return SeatProposed(seat=seat, candidates=(), empty=empty, ask=self._ask(asked))

    def _near(self, seat: Seat) -> Mapping[NodeId, Answer] | Empty:
        """The agencies that could fill the seat, with whether they are there for the client's residence.

        Those of which nobody knows it only where there is no other.
        """
        if not seat.filled_by:
            own = sorted(self.search.told.own)
            return dict.fromkeys(own, Answer.YES) if own else Empty.NO_MANAGER
        place, at = self.facts.place, self.facts.at
        agencies = agencies_of(self.network, seat.filled_by, at)
        if not agencies:
            return Empty.NO_AGENCY
        if not place and seat.is_of_residence:
            return Empty.AREA_UNKNOWN
        answers = {each: works_for_residents(self.network, each, place, seat, at) for each in agencies}
        # Whoever works with the client already is there for them, whatever a list says.
        answers |= dict.fromkeys(self.working_with.intersection(agencies), Answer.YES)
        sure = {each: answer for each, answer in answers.items() if answer is Answer.YES}
        maybe = {each: answer for each, answer in answers.items() if answer is Answer.UNKNOWN}
        return sure or maybe or Empty.NOT_HERE

    def _fits(self, worker: Worker, seat: Seat) -> bool:
        is_known = (worker.person, seat.code) in self.seated or bool(self._holds(worker.person, seat))
        manages = not seat.filled_by and worker.person in self.facts.circle.managers
        return is_known or manages or has_role(worker.title, seat)

    def _holds(self, person: NodeId, seat: Seat) -> str:
        teams = (team for team, held in self.standing.get(person, ()) if held == seat.code)
        return next((name_in(self.network, team) for team in sorted(teams)), "")

    def _candidate(self, agency: NodeId, worker: Worker, seat: Seat, is_near: Answer) -> Candidate | None:
        """The worker with the way to them; None where nobody of the case has one."""
        sits = (worker.person, seat.code) in self.seated
        has_it = sits or worker.person in self.facts.circle.managers
        path = None if has_it else self._path(agency, worker.person)
        works_with = agency in self.working_with
        if path is None and not has_it and not works_with:
            return None
        return Candidate(
            person=worker.person,
            name=name_in(self.network, worker.person),
            title=worker.title,
            agency=agency,
            agency_name=name_in(self.network, agency),
            phone=self._phone(agency, worker.person),
            is_of_the_area=True if is_near is Answer.YES else None,
            is_seated=sits,
            has_the_client=works_with,
            holds_it_in=self._holds(worker.person, seat),
            steps=() if path is None else steps_of(path, self.network, self.search.ties, self.facts.at),
            cost=0 if path is None else path.cost,
            seats_held=len(self.standing.get(worker.person, ())),
            consents=self._consents(agency, worker.person, path),
        )

    def _path(self, agency: NodeId, person: NodeId) -> Path | None:
        """The cheapest path to the agency, one that ends with the person before any other.

        Within an agency that has the case, its manager asks the colleague.
        """
        told = self.search.told
        if told.has_case(agency):
            inside = (each for each in told.circle.managers if agency in told.ties.agencies_of.get(each, ()))
            tie = Tie(next(inside, agency), person, "same-agency", self.policy.ties.cost["same-agency"])
            return Path(Trail(0, tie.cost, 1, (tie.start, person), (tie,)), agency, person)
        paths = self.search.paths_to(agency)
        return min(paths, key=lambda path: (path.trail.change, path.person != person, path), default=None)

    def _consents(self, agency: NodeId, person: NodeId, path: Path | None) -> tuple[ConsentNeed, ...]:
        told = self.search.told
        asked = () if path is None else path.trail.asks
        needs = [self._need(each, (Category.IDENTITY,)) for each in asked]
        if not told.has_case(agency) and (missing := told.missing((agency, person), _KNOWN_IN_A_TEAM)):
            needs.append(self._need(agency, missing))
        return tuple(needs)

    def _phone(self, agency: NodeId, person: NodeId) -> str:
        return self.network.text(person, "work_phone") or self.network.text(agency, "phone")

    def _need(self, receiver: NodeId, categories: Iterable[str]) -> ConsentNeed:
        name = name_in(self.network, receiver)
        return ConsentNeed(receiver=receiver, receiver_name=name, categories=tuple(categories))

    def _ask(self, agencies: Iterable[NodeId]) -> tuple[Askable, ...]:
        wanted = list(dict.fromkeys(agencies))[:CANDIDATES_SHOWN]
        return tuple(
            Askable(agency=each, name=name_in(self.network, each), phone=self.network.text(each, "phone"))
            for each in wanted
        )


def _best(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each person once, the best first.

    First whoever sits there, then whose agency works with the client already, who has the seat in a standing
    team, whom the fewest consents are needed for, the nearest, the one with the fewest seats; then the
    smaller id.
    """

    def rank(each: Candidate) -> tuple[bool, bool, bool, int, int, int, NodeId]:
        known = (not each.is_seated, not each.has_the_client, not each.holds_it_in)
        return (*known, len(each.consents), each.cost, each.seats_held, each.person)

    first: dict[NodeId, Candidate] = {}
    for each in sorted(found, key=rank):
        first.setdefault(each.person, each)
    return tuple(first.values())
