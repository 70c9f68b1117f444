"""A case as its records tell it, small and whole: every kind of entry once."""

from __future__ import annotations

from datetime import UTC, date, datetime

from resnet.access.scope import Scope
from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.forms.form import Boxes, Form, Pairs, Signatures, Table, Words
from resnet.drawing.forms.make import make_form
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import Category
from tests.matching.district import CASE, CLIENT, EVERYTHING, NEED, NOW, District, days

MANAGER, HELPER = NodeId("person:manager"), NodeId("person:helper")
CLINIC = NodeId("agency:clinic")


def told(name: str = "김한나") -> District:
    """The client with a household, a case of two workers, and one of everything that is filed."""
    here = District()
    for agency in ("centre", "clinic"):
        here.agency(agency)
    here.worker("manager", "agency:centre")
    here.worker("helper", "agency:clinic")
    here.client(name=name, birth_year=None, born_on=date(1985, 3, 2), sex="female", phone="010-0000-0001")
    here.household(type="single-parent")
    here.case(manager=MANAGER, lead="agency:centre")
    case = {"code": "2026-01-001", "level": "intensive", "level_reason": "잦은 결식"}
    here.node(CASE, about=(CLIENT,), fields=case)
    file_entries(here)
    here.commit()
    return here


def file_entries(here: District) -> None:
    here.need(text="하루 한 끼를 먹는다", level="individual", priority=1)
    said = {"words": "밥 먹을 돈이 없어요", "spoken_by": "본인", "severity_before": 9, "severity_after": 3}
    here.node("statement:1", category=Category.LIVING, about=(CLIENT,), fields=said)
    here.edge("settled_into", "statement:1", NEED)
    entries: dict[str, dict[str, object]] = {
        "intake": {"at": NOW, "verdict": "case-management", "view": "마른 편", "is_emergency": False},
        "strength": {"text": "요리를 잘한다", "type": "inner-client"},
        "obstacle": {"text": "버스가 없다", "type": "secondary-resource"},
        "plan_item": {"long_goal": "혼자 장보기", "action": "함께 장보기", "begins_on": date(2026, 11, 3)},
        "contact": {"at": NOW, "directness": "direct", "minutes": 40, "plan": "금요일에 다시 방문"},
        "conference": {"at": NOW, "decided": "도시락부터 시작"},
        "referral": {"state": "requested", "summary": "끼니를 거름", "service_asked": "도시락"},
        "closing": {"at": NOW, "reason": "goals-reached", "change": "하루 두 끼를 먹는다"},
    }
    for kind, fields in entries.items():
        node = here.node(f"{kind}:1", about=(CLIENT,), fields=fields)
        here.edge("in_case", node, CASE)
    here.edge("in_case", "statement:1", CASE)
    here.edge("blocks", "obstacle:1", NEED)
    here.edge("pursues", "contact:1", NEED)
    here.edge("addressed_to", "referral:1", CLINIC)
    here.node(
        "consent:1",
        about=(CLIENT,),
        fields={"purpose": "sharing", "categories": ("identity", "case"), "given_by": str(CLIENT)},
    )
    here.edge(
        "consents_to",
        CLIENT,
        CLINIC,
        fields={"category": "identity", "purpose": "sharing", "consent": "consent:1"},
        until=datetime(2027, 1, 1, tzinfo=UTC) - days(0.375),
    )


def made(here: District, name: str, scope: Scope = EVERYTHING, language: str = "ko") -> Form:
    """The record of the client as the scope sees it."""
    now, always = here.store.view(scope), here.store.view(scope, as_of=EVERY_MOMENT)
    return make_form(name, Views(now, now.now), always, CLIENT, language=language)


def texts_of(form: Form) -> list[str]:
    """Everything that the form says, in its order, but for what stands in drawings."""
    found = [form.title, form.note]
    for section in form.sections:
        found.append(section.title)
        for part in section.parts:
            match part:
                case Pairs(rows):
                    found += [text for row in rows for text in row]
                case Table(heads, _, rows):
                    found += [*heads, *(text for row in rows for text in row)]
                case Words(text):
                    found.append(text)
                case Boxes(choices):
                    found += [label for _, label in choices]
                case Signatures(names):
                    found += names
                case _:
                    pass
    return [text for text in found if text]
