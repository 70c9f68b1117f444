"""Two agencies and a case, the smallest district in which there is a path."""

from __future__ import annotations

from resnet.matching.finding import Finding
from resnet.matching.judge import judge
from resnet.matching.matches import ReferralPath
from resnet.matching.offer import offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question
from tests.matching.district import District


def two(*, has_contact: bool = True) -> District:
    """A centre that has the case, a kitchen that cooks, nobody who knows anybody."""
    district = District()
    district.agency("centre")
    district.worker("Kim", "agency:centre")
    district.agency("kitchen", phone="032-111-1111")
    if has_contact:
        district.worker("Lee", "agency:kitchen", is_contact=True)
    district.offer("meals", "agency:kitchen")
    district.client()
    district.case(manager="person:Kim", lead="agency:centre")
    district.need()
    return district


def paths(district: District, service: str = "service:meals") -> list[list[str]]:
    """Every path shown, as who is called by which tie."""
    matches = district.matched().matches
    shown = next((match.paths for match in matches if match.offer == service), ())
    return [[f"{step.tie} {step.called.partition(':')[2]}" for step in path.steps] for path in shown]


def best(district: District) -> ReferralPath:
    return district.matched().matches[0].paths[0]


def path_finding(district: District, service: str = "service:meals") -> Finding:
    network = district.network()
    question = Question(district.facts(), network, load_policy())
    offer = next(offer for offer in offers_of(network, question.at) if offer.id == service)
    return next(finding for finding in judge(offer, question).findings if finding.rule == "path")
