"""The kinds of edge that join directory things; those of people and cases are beside it."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import EdgeKind, Label, code, flag, long_text, moment, text, texts

PROVIDERS = ("agency", "group", "person")
FOLDED = ("agency", "group", "service", "place")

DIRECTORY_EDGES = (
    EdgeKind(
        name="part_of",
        starts=("area",),
        ends=("area",),
        label=Label("속한다", "part of"),
        says="The area lies in a larger one.",
    ),
    EdgeKind(
        name="neighbour_of",
        starts=("area",),
        ends=("area",),
        label=Label("이웃한다", "neighbour of"),
        says="The areas touch; written once, read in both directions.",
    ),
    EdgeKind(
        name="became",
        starts=("area",),
        ends=("area",),
        label=Label("바뀌어 된 곳", "became"),
        says="The area's code ended and this one took its place, in whole or in part.",
    ),
    EdgeKind(
        name="in_area",
        starts=("place", "agency"),
        ends=("area",),
        label=Label("소재지", "in"),
        says="The place lies in the area. A protected agency has none.",
        categories=(Category.PUBLIC, Category.PROTECTED, Category.CONTACT),
    ),
    EdgeKind(
        name="located_at",
        starts=("agency", "service", "group", "household"),
        ends=("place",),
        label=Label("위치한다", "located at"),
        says="Where it is.",
        categories=(Category.PUBLIC, Category.PROTECTED, Category.CONTACT),
    ),
    EdgeKind(
        name="covers",
        starts=("agency", "service", "group"),
        ends=("area",),
        label=Label("담당 구역", "serves residents of"),
        says="Residents of the area are served; none said means unknown.",
    ),
    EdgeKind(
        name="offers",
        starts=PROVIDERS,
        ends=("service",),
        label=Label("제공한다", "offers"),
        says="Runs this service and answers for it.",
    ),
    EdgeKind(
        name="meets",
        starts=("service",),
        ends=("term",),
        label=Label("충족한다", "meets"),
        says="The service belongs to this service class, or meets this need domain.",
    ),
    EdgeKind(
        name="crosswalk",
        starts=("term",),
        ends=("term",),
        label=Label("대응한다", "corresponds to"),
        says="Term to term: exact, broader, narrower, related.",
        fields=(code("relation", "관계", "relation", "crosswalk_relations"),),
    ),
    EdgeKind(
        name="broader",
        starts=("term",),
        ends=("term",),
        label=Label("상위어", "broader"),
        says="The end is the broader term of the same vocabulary.",
    ),
    EdgeKind(
        name="works_for",
        starts=("person",),
        ends=("agency",),
        label=Label("근무한다", "works for"),
        says="A worker of the agency; a named contact is whom one calls.",
        fields=(
            text("title", "직위", "title"),
            flag("is_contact", "담당자", "named contact"),
        ),
    ),
    EdgeKind(
        name="member_of",
        starts=("person", "agency"),
        ends=("team",),
        label=Label("구성원이다", "member of"),
        says="A member of the team, in a seat.",
        fields=(code("seat", "자리", "seat", "team_seats"), flag("leads", "팀장", "leads")),
        categories=(Category.PUBLIC, Category.CASE),
    ),
    EdgeKind(
        name="party_to",
        starts=("agency", "group"),
        ends=("agreement",),
        label=Label("협약 당사자", "party to"),
        says="A party, with its duties and rights and the worker it names.",
        fields=(
            long_text("duties", "의무", "duties"),
            long_text("rights", "권리", "rights"),
            text("named_worker", "지정 담당자", "named worker (person id)"),
        ),
    ),
    EdgeKind(
        name="knows",
        starts=("person",),
        ends=("person",),
        label=Label("안다", "knows"),
        says="Two workers know each other from work; read in both directions.",
        fields=(moment("last_contact_at", "마지막 연락", "last contact at"),),
    ),
    EdgeKind(
        name="from_source",
        starts=("record",),
        ends=("source",),
        label=Label("출처", "from"),
        says="The list or feed the record was read in.",
        categories=(Category.INTERNAL, Category.PROTECTED),
    ),
    EdgeKind(
        name="came_in",
        starts=("source",),
        ends=("taken_file",),
        label=Label("들어 있던 파일", "came in"),
        says="An issue of the list stood in this file, and what reading it told.",
        categories=(Category.INTERNAL,),
        fields=(
            text("read_as", "읽은 방식 지문", "fingerprint of the list as it was read"),
            texts("told", "읽은 결과", "what its rows told, counted"),
        ),
    ),
    EdgeKind(
        name="describes",
        starts=("record",),
        ends=FOLDED,
        label=Label("설명한다", "describes"),
        says="What the record says of the thing: any of its fields, cleaned. State is the fold of these.",
        fields=(
            code("standing", "근거 순위", "standing", "standings"),
            moment("said_at", "말한 일시", "said at"),
            text("said_by", "말한 사람", "said by"),
            code("said_how", "확인 방법", "said how", "verification_ways"),
            flag("is_listed", "목록에 있음", "still in its list"),
            texts("retracts", "아니라고 한 항목", "fields said to hold no longer"),
            texts("doubts", "의심되는 항목", "fields that a referral showed to be doubtful"),
            texts("denies", "반박한 기록", "words that called it a refuge, which it is not (edge ids)"),
            texts("rules", "정제 규칙", "field=rule, by which a cleaned value was derived"),
        ),
        categories=(Category.INTERNAL, Category.PROTECTED, Category.CONTACT),
        carries_end=True,
        source="design.md §4",
    ),
)
