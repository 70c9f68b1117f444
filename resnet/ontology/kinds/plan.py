"""Plan items, choices and referrals."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, codes, count, day, long_text, moment, number, text, texts

# What a letter says; who it is addressed to reads it by the client's consent to that very letter
# (docs/decisions/0007).
_SAID = Category.CASE

PLAN_ITEM = Kind(
    name="plan_item",
    label=Label("계획 항목", "Plan item"),
    says="An action towards a goal: where, by whom, how often, until when.",
    categories=(Category.CASE,),
    source="domain.md §9 form 4",
    fields=(
        long_text("long_goal", "장기 목표", "long-term goal"),
        long_text("short_goal", "단기 목표", "short-term goal"),
        long_text("action", "실행 내용", "action"),
        text("place", "장소", "place"),
        number("per_week", "주당 횟수", "times a week", "per week"),
        text("responsible", "담당", "responsible"),
        day("begins_on", "시작일", "begins on"),
        day("ends_on", "종료일", "ends on"),
        code("verdict", "평가", "evaluation", "plan_verdicts"),
        count("score", "달성도", "achieved, by the client", "point of 10"),
    ),
)

CHOICE = Kind(
    name="choice",
    label=Label("선택", "Choice"),
    says="What was offered, who decided, and why. The program proposes; a person decides.",
    categories=(Category.CASE,),
    source="domain.md §7.1",
    fields=(
        moment("at", "일시", "at"),
        texts("options", "제시한 대안", "options shown (service ids)"),
        code("decided_by", "결정한 사람", "who decided", "deciders"),
        long_text("reason", "사유", "reason"),
        code("override_ground", "전문가 판단의 근거", "ground of an override", "override_grounds"),
        text("policy", "추천 정책", "policy that ranked the options"),
    ),
)

REFERRAL = Kind(
    name="referral",
    label=Label("의뢰", "Referral"),
    says="A closed loop: letter, answer, start, end, outcome and the client's feedback. That it is under way "
    "is of services; what it says, and a draft, is of the case.",
    categories=(Category.SERVICES, Category.CASE),
    sort_by="sent_at",
    source="domain.md §7.5–7.7; FHIR Gravity SDOH Clinical Care STU 3, Task",
    fields=(
        code("state", "상태", "state", "referral_states", indexed=True),
        long_text("reason", "사유", "reason of the state", category=_SAID),
        long_text("summary", "요약", "summary", category=_SAID),
        long_text("need", "욕구", "need", category=_SAID),
        long_text("goal", "목표", "goal", category=_SAID),
        text("service_asked", "의뢰 서비스", "service asked"),
        number("per_week", "주당 횟수", "times a week", "per week"),
        long_text("monitoring", "점검 방법", "how it will be monitored", category=_SAID),
        codes("passes_on", "전달하는 정보", "what is passed on", "categories", category=_SAID),
        moment("sent_at", "보낸 일시", "sent at"),
        moment("answered_at", "회신 일시", "answered at"),
        moment("ended_at", "끝난 일시", "ended at"),
        code("enrolment", "등록 상태", "enrolment", "enrolment_states"),
        code("outcome", "결과", "outcome", "referral_outcomes", category=_SAID),
        long_text("outcome_said", "결과 내용", "outcome, in words", category=_SAID),
        long_text("feedback", "클라이언트 의견", "the client's feedback", category=_SAID),
    ),
)

KINDS = (PLAN_ITEM, CHOICE, REFERRAL)
