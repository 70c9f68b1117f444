"""The directory: agencies, groups, services, agreements, teams and terms."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import (
    Kind,
    Label,
    code,
    codes,
    count,
    day,
    flag,
    long_text,
    moment,
    number,
    text,
    texts,
)

# What the fold itself adds to every directory thing (graph/fold.py).
VERIFIED = (
    moment("verified_at", "확인 일시", "verified at"),
    text("verified_by", "확인한 사람", "verified by"),
    text("verified_how", "확인 방법", "verified how", vocabulary="verification_ways"),
    moment("said_at", "자료 기준 일시", "last said at"),
    flag("is_listed", "목록에 있음", "still listed"),
    texts("disputed", "자료가 서로 다른 항목", "fields on which sources disagree"),
    texts("also_said", "다른 자료의 값", "what other sources say (field=value)"),
)

# Lists say it of what a row calls a refuge; that it is none is said by a keeper of the directory alone.
IS_PROTECTED = flag("is_protected", "소재지 비공개", "whereabouts are secret")

AGENCY = Kind(
    name="agency",
    label=Label("기관", "Agency"),
    says="A public or private body that cooperates or offers services.",
    categories=(Category.PUBLIC,),
    folded=True,
    sort_by="name",
    source="handbook table 7 (자원목록); domain.md §6",
    fields=(
        text("name", "기관명", "name", indexed=True),
        text("former_name", "이전 이름", "former name"),
        code("type", "기관 유형", "type", "agency_types", indexed=True),
        code("sector", "공공/민간", "sector", "sectors"),
        text("operator", "운영 주체", "operator"),
        text("head", "기관장", "head"),
        text("phone", "전화", "phone"),
        text("email", "전자우편", "e-mail"),
        text("homepage", "누리집", "homepage"),
        long_text("offers_said", "협력내용", "cooperation offered"),
        long_text("particulars", "특이사항", "particulars"),
        long_text("remarks", "비고", "remarks"),
        text("legal_basis", "관련 근거법", "legal basis"),
        IS_PROTECTED,
        code("status", "운영 상태", "status", "operating_states"),
        day("status_since", "운영 상태의 시작일", "in this state since"),
        *VERIFIED,
    ),
)

GROUP = Kind(
    name="group",
    label=Label("비공식 자원", "Informal resource"),
    says="A self-help group, church, corner shop, pharmacy: help that is no agency's.",
    categories=(Category.PUBLIC, Category.RELATIONS),
    folded=True,
    sort_by="name",
    source="domain.md §2, informal supporter",
    fields=(
        text("name", "이름", "name", indexed=True),
        code("type", "유형", "type", "group_types"),
        text("phone", "전화", "phone"),
        long_text("offers_said", "협력내용", "cooperation offered"),
        long_text("remarks", "비고", "remarks"),
        IS_PROTECTED,
        code("status", "운영 상태", "status", "operating_states"),
        day("status_since", "운영 상태의 시작일", "in this state since"),
        *VERIFIED,
    ),
)

SERVICE = Kind(
    name="service",
    label=Label("서비스", "Service"),
    says="What an agency, group or person offers: for whom, where, when, how often, at what cost.",
    categories=(Category.PUBLIC,),
    folded=True,
    sort_by="name",
    source="domain.md §2, Service; HSDS 3.1: service, schedule, service_capacity, cost_option, documents",
    fields=(
        text("name", "서비스명", "name", indexed=True),
        code("service_class", "서비스 분류", "service class", "service_classes", indexed=True),
        code("help_kind", "인적/물적", "human or material help", "help_kinds"),
        long_text("description", "내용", "description"),
        long_text("target_said", "대상(원문)", "for whom, as said"),
        count("age_from", "최소 나이", "youngest age", "year"),
        count("age_to", "최고 나이", "oldest age", "year"),
        codes("benefit_classes", "급여 자격", "benefit classes served", "benefit_classes"),
        codes("household_types", "가구 유형", "household types served", "household_types"),
        codes("disability_types", "장애 유형", "disability types served", "disability_types"),
        code("sex", "성별", "sex served", "sexes"),
        codes("languages", "언어", "languages spoken", "languages"),
        codes("worker_sexes", "담당자 성별", "sexes of those who work with the client", "sexes"),
        flag("comes_home", "방문 제공", "comes to the client's home"),
        codes("weekdays", "요일", "weekdays", "weekdays"),
        count("opens_minute", "시작 시각", "opens", "minute of the day"),
        count("closes_minute", "마침 시각", "closes", "minute of the day"),
        text("hours_said", "운영 시간(원문)", "hours, as said"),
        number("per_week", "주당 횟수", "times a week", "per week"),
        count("cost_won", "비용", "cost to the client", "won per use"),
        text("cost_said", "비용(원문)", "cost, as said"),
        count("places", "정원", "places in all", "person"),
        count("places_open", "의뢰 가능 자리", "places open to referrals", "person"),
        count("waiting", "대기자", "people waiting", "person"),
        code("capacity_state", "수용 상태", "capacity", "capacity_states"),
        moment("capacity_stated_at", "수용 상태 기준 일시", "capacity stated at"),
        long_text("apply_how", "신청 방법", "how to apply"),
        codes("documents", "필요 서류", "documents needed", "documents"),
        text("phone", "전화", "phone"),
        day("runs_from", "시작일", "runs from"),
        day("runs_until", "종료일", "runs until"),
        IS_PROTECTED,
        code("status", "운영 상태", "status", "operating_states"),
        day("status_since", "운영 상태의 시작일", "in this state since"),
        *VERIFIED,
    ),
)

AGREEMENT = Kind(
    name="agreement",
    label=Label("협약", "Agreement"),
    says="Several parties agree on purpose, duties and rights; valid from its since to its until.",
    categories=(Category.PUBLIC,),
    sort_by="name",
    source="domain.md §2, Integrated team: a named worker at each, else the agreement is nominal",
    fields=(text("name", "이름", "name"), long_text("purpose", "목적", "purpose")),
)

TEAM = Kind(
    name="team",
    label=Label("팀", "Team"),
    says="A case-management team, integrated team, Solution committee or support unit.",
    categories=(Category.PUBLIC, Category.CASE),
    sort_by="name",
    source="domain.md §2",
    fields=(
        text("name", "이름", "name", indexed=True),
        code("type", "유형", "type", "team_types"),
        flag("is_standing", "상설", "standing"),
    ),
)

TERM = Kind(
    name="term",
    label=Label("용어", "Term"),
    says="A term of a vocabulary, joined with others by crosswalks.",
    categories=(Category.PUBLIC,),
    sort_by="code",
    source="data/vocabularies",
    fields=(
        text("vocabulary", "어휘", "vocabulary", indexed=True),
        text("code", "코드", "code", indexed=True),
        text("name_ko", "이름(한국어)", "name (Korean)"),
        text("name_en", "이름(영어)", "name (English)"),
        text("version", "판", "version"),
    ),
)

KINDS = (AGENCY, GROUP, SERVICE, AGREEMENT, TEAM, TERM)
