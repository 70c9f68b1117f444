"""People, households and accounts. Roles (client, guardian, supporter, worker) are edges."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, codes, count, day, moment, text, texts

PERSON = Kind(
    name="person",
    label=Label("사람", "Person"),
    says="A client (identity), relative or co-resident (family), supporter (relations), worker (public), "
    "a pregnancy that was lost (health).",
    categories=(Category.IDENTITY, Category.FAMILY, Category.RELATIONS, Category.PUBLIC, Category.HEALTH),
    sort_by="name",
    source="domain.md §2",
    fields=(
        text("name", "이름", "name", indexed=True),
        code("sex", "성별", "sex", "sexes"),
        day("born_on", "생년월일", "born on"),
        count("birth_year", "출생 연도", "year of birth", "year"),
        count("death_year", "사망 연도", "year of death", "year"),
        code("pregnancy", "임신", "pregnancy", "pregnancy_states"),
        text("occupation", "직업", "occupation"),
        text("came_from", "출신지", "came from"),
        count("came_in", "이주 연도", "year of migration", "year"),
        text("phone", "전화", "phone", category=Category.CONTACT),
        text("work_phone", "업무 전화", "work phone"),
        text("title", "직위", "title"),
        codes("languages", "언어", "languages spoken", "languages"),
        code("benefit_class", "급여 자격", "benefit class", "benefit_classes", category=Category.ECONOMY),
        codes(
            "disability_types", "장애 유형", "disability types", "disability_types", category=Category.HEALTH
        ),
        code(
            "disability_degree",
            "장애 정도",
            "disability degree",
            "disability_degrees",
            category=Category.HEALTH,
        ),
        texts("conditions", "건강 문제", "health conditions", category=Category.HEALTH),
        codes("health_signs", "가계도 건강 표지", "health signs", "health_signs", category=Category.HEALTH),
        codes(
            "mental_health_signs",
            "가계도 정신건강 표지",
            "mental health signs",
            "mental_health_signs",
            category=Category.MENTAL_HEALTH,
        ),
        codes("documents", "가진 서류", "documents at hand", "documents", category=Category.ECONOMY),
    ),
)

HOUSEHOLD = Kind(
    name="household",
    label=Label("가구", "Household"),
    says="People who live together, kin or not.",
    categories=(Category.FAMILY,),
    sort_by="code",
    source="domain.md §2, Client: two cases in a household share the household code",
    fields=(
        text("code", "가구 번호", "household code", indexed=True),
        code("type", "가구 유형", "household type", "household_types"),
        count("income_won", "월 소득", "income", "won per month", category=Category.ECONOMY),
    ),
)

ACCOUNT = Kind(
    name="account",
    label=Label("계정", "Account"),
    says="How a person or an agency's program signs in; only hashes are kept.",
    categories=(Category.STAFF,),
    sort_by="login",
    source="domain.md §15, privacy law",
    fields=(
        text("login", "사용자 이름", "login", indexed=True),
        text("password_hash", "비밀번호 해시", "password hash"),
        text("token_hash", "열쇠 해시", "key hash", indexed=True),
        codes("roles", "역할", "roles", "roles"),
        text("language", "언어", "language"),
        moment("blocked_at", "차단 일시", "blocked at"),
        count("session_epoch", "로그인 세대", "generation of sessions; a later one ends all before", "count"),
    ),
)

KINDS = (PERSON, HOUSEHOLD, ACCOUNT)
