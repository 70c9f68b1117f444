"""Statements, agreed needs, strengths, obstacles."""

from __future__ import annotations

from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Kind, Label, code, codes, count, flag, long_text, moment, number, text

# A need is as sensitive as its domain: any personal category, the case's own when none fits better.
_BY_DOMAIN = (Category.CASE, *sorted(PERSONAL - {Category.CASE}), Category.PUBLIC)

STATEMENT = Kind(
    name="statement",
    label=Label("제시된 욕구", "Presented need"),
    says="The words of the client, family or another, verbatim.",
    categories=_BY_DOMAIN,
    source="domain.md §5",
    fields=(
        long_text("words", "표현(그대로)", "verbatim"),
        text("spoken_by", "말한 사람", "who said it"),
        text("need_of", "누구의 욕구", "whose need it is"),
        code("domain", "욕구 영역", "domain", "need_domains_2026"),
        code("level", "욕구 수준", "level of need", "need_levels"),
        count("severity_before", "심각도(전)", "severity before", "point of 10"),
        count("severity_after", "심각도(후)", "severity after", "point of 10"),
        moment("said_at", "말한 일시", "said at"),
    ),
)

AGREED_NEED = Kind(
    name="agreed_need",
    label=Label("합의된 욕구", "Agreed need"),
    says="What client and case manager settle on; the matcher's input. A community-level need has no client.",
    categories=_BY_DOMAIN,
    sort_by="text",
    source="domain.md §5",
    fields=(
        text("text", "내용", "text"),
        code("domain", "욕구 영역", "domain", "need_domains_2026", indexed=True),
        code("level", "욕구 수준", "level of need", "need_levels"),
        count("priority", "우선순위", "priority", "rank"),
        moment("agreed_at", "합의 일시", "agreed at"),
        code("state", "상태", "state", "need_states", indexed=True),
        codes("service_classes", "맞는 서비스 분류", "service classes that would meet it", "service_classes"),
        number("wanted_per_week", "희망 횟수", "times wanted", "per week"),
        codes("weekdays", "가능 요일", "weekdays that suit", "weekdays"),
        count("from_minute", "가능 시작 시각", "from", "minute of the day"),
        count("until_minute", "가능 마침 시각", "until", "minute of the day"),
        count("cost_limit_won", "부담 가능 비용", "most the client can pay", "won per use"),
        number("reach_km", "이동 가능 거리", "reach", "km"),
        code("language", "필요 언어", "language needed", "languages"),
        codes("preferences", "선호 조건", "conditions the client prefers", "preferences"),
        long_text("preference", "선호", "what the client prefers, in words"),
    ),
)

STRENGTH = Kind(
    name="strength",
    label=Label("강점·자원", "Strength"),
    says="An inner or environmental resource, also a former one and why it ended.",
    categories=(Category.CASE,),
    source="domain.md §5",
    fields=(
        long_text("text", "내용", "text"),
        code("type", "유형", "type", "strength_types"),
        flag("is_former", "과거에 이용", "used formerly"),
        long_text("ended_why", "중단 사유", "why it ended"),
    ),
)

OBSTACLE = Kind(
    name="obstacle",
    label=Label("장애물", "Obstacle"),
    says="What keeps the client from a RESOURCE, not the problem itself.",
    categories=(Category.CASE, Category.HEALTH, Category.MENTAL_HEALTH),
    source="domain.md §5; Ballew & Mink",
    fields=(
        code("type", "유형", "type", "obstacle_types"),
        long_text("text", "내용", "text"),
        text("evidence", "증빙", "evidence"),
    ),
)

KINDS = (STATEMENT, AGREED_NEED, STRENGTH, OBSTACLE)
