"""A case and its process: intake, contacts, conferences, advocacy, closing."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, count, flag, long_text, moment, text

CASE = Kind(
    name="case",
    label=Label("사례", "Case"),
    says="The community's work with one client.",
    categories=(Category.CASE,),
    sort_by="code",
    source="domain.md §3, §9 (연명부)",
    fields=(
        text("code", "사례 번호", "case code", indexed=True),
        code("service_type", "사례 유형", "case type", "case_service_types"),
        code("level", "사례관리 수준", "level", "levels"),
        long_text("level_reason", "수준 판정 근거", "why this level"),
        code("risk", "위험도", "risk", "risks"),
        text("standard", "적용 기준", "standard"),
        code("state", "진행 상태", "state", "case_states", indexed=True),
        moment("opened_at", "접수 일시", "opened at"),
        moment("closed_at", "종결 일시", "closed at"),
    ),
)

INTAKE = Kind(
    name="intake",
    label=Label("접수", "Intake"),
    says="How the person came, who spoke, eligible or not, emergency or not.",
    categories=(Category.CASE,),
    source="domain.md §3, §9 form 1",
    fields=(
        moment("at", "접수 일시", "at"),
        code("way_in", "접수 경로", "way in", "ways_in"),
        text("referred_by", "의뢰한 곳", "referred by"),
        code("verdict", "선정 결과", "outcome of selection", "intake_verdicts"),
        long_text("reason", "사유", "reason"),
        long_text("view", "면접자 의견", "the interviewer's view"),
        flag("is_emergency", "긴급", "emergency"),
    ),
)

CONTACT = Kind(
    name="contact",
    label=Label("과정 기록", "Process record"),
    says="One contact: D (the manager acts) or R (a resource without the manager), as SOAP.",
    categories=(Category.WORK_NOTES,),
    source="domain.md §9 form 5",
    fields=(
        moment("at", "일시", "at"),
        moment("written_at", "기록 일시", "written at"),
        code("directness", "직접/연계", "direct or resource", "directness"),
        code("way", "접촉 방법", "way", "contact_ways"),
        long_text("subjective", "S 주관적 정보", "S subjective"),
        long_text("objective", "O 객관적 정보", "O objective"),
        long_text("assessment", "A 사정", "A assessment"),
        long_text("plan", "P 계획", "P next step: when, where, what"),
        count("minutes", "시간", "length", "minute"),
    ),
)

CONFERENCE = Kind(
    name="conference",
    label=Label("회의", "Conference"),
    says="A case, integrated, emergency or Solution committee conference.",
    categories=(Category.CASE,),
    source="domain.md §10",
    fields=(
        moment("at", "일시", "at"),
        code("type", "회의 유형", "type", "conference_types"),
        long_text("decided", "결정 사항", "decided"),
        moment("minutes_shared_at", "회의록 공유 일시", "minutes shared at"),
    ),
)

ADVOCACY = Kind(
    name="advocacy",
    label=Label("옹호", "Advocacy"),
    says="Speaking up for a client: type, target, source of power, method, result.",
    categories=(Category.RIGHTS,),
    source="domain.md §8",
    fields=(
        moment("at", "일시", "at"),
        code("type", "유형", "type", "advocacy_types"),
        text("target", "대상", "target"),
        code("power", "힘의 원천", "source of power", "power_sources"),
        long_text("method", "방법", "method"),
        long_text("result", "결과", "result"),
    ),
)

DRAWING_NOTE = Kind(
    name="drawing_note",
    label=Label("그림에 대한 의견", "Note on a drawing"),
    says="What is said of a drawing as a whole and what follows from it: the client's words on the eco-map, "
    "the worker's on the genogram.",
    categories=(Category.RELATIONS, Category.FAMILY),
    source="domain.md §5",
    fields=(
        code("drawing", "그림", "drawing", "drawings"),
        long_text("words", "전체에 대한 의견", "said of the whole"),
        long_text("plan", "함께 다룰 것·개선 계획", "what to work on"),
        text("author", "작성자", "author"),
        moment("said_at", "말한 일시", "said at"),
    ),
)

TRIANGLE = Kind(
    name="triangle",
    label=Label("정서적 삼각관계", "Emotional triangle"),
    says="Three of a family between whom one tension moves: told as one, beside the three relations of two.",
    categories=(Category.FAMILY, Category.SAFETY),
    source="domain.md §5; McGoldrick, Gerson and Petry, Genograms",
    fields=(
        long_text("words", "어떻게 얽히는지", "how it works"),
        moment("said_at", "적은 일시", "said at"),
    ),
)

CLOSING = Kind(
    name="closing",
    label=Label("종결", "Closing"),
    says="Why and how the case ended, what changed, how it is followed up.",
    categories=(Category.CASE,),
    source="domain.md §9 form 9",
    fields=(
        moment("at", "일시", "at"),
        code("reason", "종결 사유", "reason", "closing_reasons"),
        long_text("reason_said", "종결 사유(상세)", "reason, in words"),
        long_text("change", "변화", "change before and after"),
        long_text("follow_up", "사후관리 계획", "follow-up plan"),
        moment("follow_up_until", "사후관리 기한", "follow-up until"),
    ),
)

KINDS = (CASE, INTAKE, CONTACT, CONFERENCE, ADVOCACY, DRAWING_NOTE, TRIANGLE, CLOSING)
