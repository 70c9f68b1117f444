"""Vocabularies: complete in both languages, closed under reference, and true to their sources."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.graph.fold import PRECEDENCE
from resnet.ontology.category import PERSONAL, SENSITIVE
from resnet.ontology.crosswalk import load_crosswalk, load_crosswalks, read_crosswalk
from resnet.ontology.registry import EDGE_KINDS, KINDS
from resnet.ontology.term import UnknownTermError
from resnet.ontology.vocabulary import (
    BadVocabularyError,
    UnknownVocabularyError,
    Vocabulary,
    load_vocabularies,
    load_vocabulary,
    read_vocabulary,
    vocabulary_names,
)

SHARED = Path(__file__).parents[3] / "shared" / "data" / "kr"
EVERY = vocabulary_names()
GOOD = """
id = "colours"
title = { ko = "색", en = "Colours" }
version = "1"
source = "a painter"
term = [
  { code = "warm", ko = "따뜻한 색", en = "Warm" },
  { code = "red", broader = "warm", ko = "빨강", en = "Red", synonyms = ["붉은색"], is_loud = true },
]
attributes = { is_loud = { type = "flag", says = "seen from afar" } }
"""


def vocabulary_of(folder: Path, text: str) -> Vocabulary:
    path = folder / "colours.toml"
    path.write_text(text, encoding="utf-8")
    return read_vocabulary(path)


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"{path.name}: the folder of real lists is not beside the checkout")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return list(csv.DictReader(raw.decode(encoding).splitlines()))
        except UnicodeDecodeError:
            continue
    raise AssertionError(path)


# Completeness


@pytest.mark.parametrize("name", EVERY)
def test_every_vocabulary_says_where_it_comes_from_and_every_term_has_both_languages(name: str) -> None:
    vocabulary = load_vocabulary(name)

    assert all((vocabulary.source, vocabulary.version, vocabulary.title.ko, vocabulary.title.en))
    for term in vocabulary.terms:
        assert any("가" <= letter <= "힣" for letter in term.ko), f"{term.code}: no Korean word"
        assert term.en.isascii(), f"{term.code}: no English word"


def test_every_vocabulary_that_a_field_names_is_there() -> None:
    fields = [field for kind in KINDS.values() for field in kind.fields]
    fields += [field for edge in EDGE_KINDS.values() for field in edge.fields]
    named = {field.vocabulary for field in fields if field.vocabulary}

    assert named <= set(EVERY)


def test_every_code_that_an_attribute_names_is_in_the_vocabulary_it_names() -> None:
    assert set(load_vocabularies()) == set(EVERY)


def test_the_codes_that_code_relies_on_are_those_of_the_code() -> None:
    categories = load_vocabulary("categories")

    assert set(categories.codes) == {category.value for category in PERSONAL}
    assert {term.code for term in categories.terms if term.flag("is_sensitive")} == {
        category.value for category in SENSITIVE
    }
    assert set(load_vocabulary("roles").codes) == {role.value for role in Role}
    assert {term.code: term.whole("order") for term in load_vocabulary("standings").terms} == PRECEDENCE


# What the sources say


def test_the_domains_of_2010_are_nine_and_the_slip_of_the_source_is_put_right() -> None:
    domains = load_vocabulary("need_domains_2010")

    assert [term.ko for term in domains.tops] == [
        *("안전", "건강", "일상생활 유지", "가족관계", "사회적 관계", "경제", "교육", "직업"),
        "생활환경 및 권익보장",
    ]
    inside = domains.find("주거 내부환경 개선")
    assert inside is not None
    assert inside.broader == "9"
    assert inside.note
    assert [term.ko for term in domains.narrower("8")] == ["취(창)업"]


def test_the_domains_of_today_are_ten_and_other() -> None:
    domains = load_vocabulary("need_domains_2026")

    assert domains.codes == (*(f"{digit}000000" for digit in range(10)), "A000000")
    assert domains.term("0000000").text("category") == "safety"
    assert domains.term("9000000").ko == "법률 및 권익보장"


def test_the_service_classes_are_nine_large_and_fifty_one_middle_ones() -> None:
    classes = load_vocabulary("service_classes")

    assert [len(classes.narrower(term.code)) for term in classes.tops] == [6, 3, 7, 6, 6, 6, 8, 5, 4]
    assert sum(term.broader is not None for term in classes.terms) == 51


def test_domains_and_classes_are_word_for_word_the_state_s_code_lists() -> None:
    domains = {row["code"]: row["name_ko"] for row in rows_of(SHARED / "codes/AUTHORED_need_domains.csv")}
    classes = rows_of(SHARED / "codes/AUTHORED_service_classes.csv")
    ours = load_vocabulary("service_classes")

    assert {term.code: term.ko for term in load_vocabulary("need_domains_2026").terms} == domains
    assert {term.code: term.ko for term in ours.terms if term.broader} == {
        row["minor_code"]: row["minor_ko"] for row in classes
    }
    assert {(term.code, term.ko, term.text("state_code")) for term in ours.tops} == {
        (row["major_code"], row["major_ko"], row["bokjiro_code"]) for row in classes
    }


def test_moxley_has_twelve_areas_and_the_public_kinds_are_eight() -> None:
    assert len(load_vocabulary("moxley_12").terms) == 12
    assert load_vocabulary("public_service_kinds_8").codes == (
        *("health", "welfare", "employment", "housing", "lifelong-education", "culture", "sport", "tourism"),
    )


def test_fifteen_types_of_disability_are_legal_and_the_three_of_the_mind_stand_together() -> None:
    types = load_vocabulary("disability_types")
    legal = [term for term in types.terms if term.flag("is_legal")]

    assert len(legal) == 15
    assert {
        term.code for term in legal if "mind" in {each.code for each in types.broader_chain(term.code)}
    } == {
        *("intellectual", "autism", "mental"),
    }


def test_benefit_classes_have_an_order_of_means() -> None:
    classes = load_vocabulary("benefit_classes")
    order = ["livelihood", "medical", "housing", "education", "near-poor", "single-parent-support", "none"]
    means = [classes.term(code).whole("order") or 0 for code in order]

    assert means == sorted(means)
    assert len(set(means)) == len(means)


def test_five_closing_reasons_are_those_of_the_integrated_care_law() -> None:
    reasons = load_vocabulary("closing_reasons")

    assert sum(term.text("law") == "integrated-care" for term in reasons.terms) == 5


# Referral states (FHIR Gravity SDOH Clinical Care, STU 3)


def test_each_referral_state_is_set_by_the_side_that_the_guide_names() -> None:
    by_side = {term.code: set(term.texts("set_by")) for term in load_vocabulary("referral_states").terms}

    assert by_side == {
        "draft": {"sender"},
        "requested": {"sender"},
        "accepted": {"receiver"},
        "rejected": {"receiver"},
        "in-progress": {"receiver"},
        "on-hold": {"receiver"},
        "completed": {"receiver"},
        "failed": {"receiver"},
        "cancelled": {"sender", "receiver"},
        "entered-in-error": {"sender"},
    }


def test_four_referral_states_need_a_reason_and_have_usual_ones() -> None:
    states = load_vocabulary("referral_states")
    needing = {term.code for term in states.terms if term.flag("needs_reason")}
    reasons = load_vocabulary("referral_reasons").terms

    assert needing == {"rejected", "cancelled", "on-hold", "failed"}
    assert {state for term in reasons for state in term.texts("states")} == needing


def test_referral_states_follow_each_other_as_decided() -> None:
    following = {term.code: set(term.texts("next")) for term in load_vocabulary("referral_states").terms}
    over = {"entered-in-error"}

    assert following == {
        "draft": {"requested", "cancelled"} | over,
        "requested": {"accepted", "rejected", "on-hold", "cancelled"} | over,
        "accepted": {"in-progress", "on-hold", "completed", "failed", "cancelled"} | over,
        "in-progress": {"on-hold", "completed", "failed", "cancelled"} | over,
        "on-hold": {"accepted", "in-progress", "rejected", "failed", "cancelled"} | over,
        "rejected": over,
        "completed": over,
        "failed": over,
        "cancelled": over,
        "entered-in-error": set(),
    }


def test_a_referral_state_is_open_or_final_or_a_draft() -> None:
    for term in load_vocabulary("referral_states").terms:
        assert term.flag("is_open") + term.flag("is_final") + (term.code == "draft") == 1
        assert term.flag("is_final") == (set(term.texts("next")) <= {"entered-in-error"})


# Agency types


def test_every_kind_of_the_real_list_of_incheon_is_an_agency_type() -> None:
    kinds = {row["시설종류"] for row in rows_of(SHARED / "lists/incheon_welfare_facilities_20250131.csv")}
    types = load_vocabulary("agency_types")

    assert len(kinds) == 55
    assert not sorted(kind for kind in kinds if types.find(kind) is None)


def test_a_facility_whose_address_that_list_withholds_is_protected_by_its_kind_with_one_exception() -> None:
    rows = rows_of(SHARED / "lists/incheon_welfare_facilities_20250131.csv")
    types = load_vocabulary("agency_types")
    withheld = {types.find(row["시설종류"]) for row in rows if "비공개" in row["주소"]}

    # One single-parent home withholds its own address; seven others of the kind are open.
    assert {term.code for term in withheld if term and not term.flag("protected")} == {"single-parent-home"}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "학대피해아동쉼터",
            "아동일시보호시설",
            "피해장애인쉼터",
            "피해장애아동쉼터",
            "학대피해노인전용쉼터",
        ),
        *("가정폭력피해자보호시설", "성폭력피해자보호시설", "폭력피해여성 공동생활시설"),
        *("폭력피해이주여성보호시설", "폭력피해이주여성그룹홈", "폭력피해남성보호시설"),
        *(
            "성매매피해지원기관",
            "성매매피해자 지원시설",
            "스토킹피해자 보호시설",
            "인신매매등피해자 지원시설",
        ),
        *("가정폭력피해자 쉼터", "이주여성쉼터", "폭력피해여성 주거지원시설"),
    ],
)
def test_a_place_of_refuge_is_protected_under_each_of_its_names(name: str) -> None:
    found = load_vocabulary("agency_types").find(name)

    assert found is not None
    assert found.flag("protected")


def test_no_other_kind_is_protected() -> None:
    protected = {term.code for term in load_vocabulary("agency_types").terms if term.flag("protected")}

    assert len(protected) == 15
    assert all(
        "shelter" in code or code.startswith(("child-", "violence", "migrant", "prost")) for code in protected
    )


def test_whom_people_must_find_is_not_protected() -> None:
    types = load_vocabulary("agency_types")

    for name in ("가정폭력상담소", "여성긴급전화1366센터", "청소년쉼터", "아동보호전문기관", "해바라기센터"):
        found = types.find(name)
        assert found is not None
        assert not found.flag("protected"), name


def test_an_agency_type_that_mixes_shelters_and_counselling_is_told_apart_by_its_form() -> None:
    types = load_vocabulary("agency_types")

    forms = {
        term.text("form"): term.flag("protected") for term in types.narrower("prostitution-victim-support")
    }
    assert forms == {"residential": True, "day": False}


def test_agency_types_name_a_middle_class_and_known_words() -> None:
    classes = load_vocabulary("service_classes")

    for term in load_vocabulary("agency_types").terms:
        if term.code != "other":
            assert classes.term(term.text("service_class")).broader, term.code
        assert term.text("sector") in {"public", "private", "either"}
        assert term.text("form") in {"", "day", "residential"}


# Crosswalks


def test_the_crosswalks_that_the_domain_asks_for_are_there() -> None:
    for ends in (
        ("need_domains_2010", "need_domains_2026"),
        ("moxley_12", "need_domains_2026"),
        ("moxley_12", "need_domains_2010"),
        ("service_classes", "need_domains_2026"),
        ("public_service_kinds_8", "service_classes"),
        ("levels", "state_levels"),
    ):
        assert load_crosswalk(*ends).rows


def test_both_ends_of_every_row_exist_and_every_term_of_the_first_vocabulary_is_carried_over() -> None:
    for crosswalk in load_crosswalks():
        start = load_vocabulary(crosswalk.from_vocabulary)
        end = load_vocabulary(crosswalk.to_vocabulary)
        assert {row.to_code for row in crosswalk.rows} <= set(end.codes)
        missing = {code for code in start.codes if not crosswalk.across(code)}
        # The handbook's nine have no "other".
        assert missing == ({"other"} if end.id == "need_domains_2010" else set()), crosswalk


def test_every_service_class_can_meet_needs_of_exactly_one_main_domain_and_perhaps_of_more() -> None:
    crosswalk = load_crosswalk("service_classes", "need_domains_2026")

    for code in load_vocabulary("service_classes").codes:
        relations = [row.relation for row in crosswalk.across(code)]
        assert relations.count("broader") == 1, code
        assert set(relations) <= {"broader", "related"}


def test_every_domain_of_today_has_a_service_class_that_can_meet_it() -> None:
    turned = load_crosswalk("need_domains_2026", "service_classes")

    assert all(turned.across(code) for code in load_vocabulary("need_domains_2026").codes)


def test_a_crosswalk_read_the_other_way_turns_broader_into_narrower() -> None:
    turned = load_crosswalk("need_domains_2026", "need_domains_2010")

    relations = {row.to_code: row.relation for row in turned.across("8000000")}
    assert relations == {"9": "broader", "9.1": "narrower", "9.2": "narrower"}


def test_there_is_no_crosswalk_between_strangers() -> None:
    with pytest.raises(UnknownVocabularyError):
        load_crosswalk("weekdays", "languages")


def test_a_crosswalk_to_a_code_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(
        'from = "levels"\nto = "risks"\nversion = "1"\nsource = "x"\n'
        'row = [{ from_code = "general", to_code = "lowest", relation = "exact" }]\n',
        encoding="utf-8",
    )

    with pytest.raises(BadVocabularyError) as caught:
        read_crosswalk(path, load_vocabularies())
    assert caught.value.field == "to_code"


# Reading and looking up


def test_a_term_is_found_whatever_the_width_the_spaces_and_the_dots() -> None:
    types = load_vocabulary("agency_types")

    for name in (
        *("다함께돌봄센터", "다함께 돌봄센터", " 다함께돌봄 센터　"),
        *("건강가정·다문화가족지원센터", "건강가정ㆍ다문화가족지원센터", "건강가정 다문화가족지원센터"),
        *("장애인거주시설(개인)", "장애인거주시설（개인）", "Day Nursery", "day-nursery"),
    ):
        assert types.find(name) is not None, name
    assert types.find("어디에도 없는 시설") is None


def test_broader_terms_come_nearest_first() -> None:
    types = load_vocabulary("disability_types")

    assert [term.code for term in types.broader_chain("autism")] == ["developmental", "mind"]
    assert types.broader_chain("mind") == ()


def test_an_unknown_code_is_an_error_that_repeats_codes_but_no_words() -> None:
    with pytest.raises(UnknownTermError, match=r"'9\.9'"):
        load_vocabulary("service_classes").term("9.9")
    with pytest.raises(UnknownTermError) as caught:
        load_vocabulary("service_classes").term("김 아무개의 치료")
    assert "아무개" not in str(caught.value)


@pytest.mark.parametrize("name", ["nothing", "../standards/today_2026", "crosswalks", ""])
def test_an_unknown_vocabulary_is_an_error(name: str) -> None:
    with pytest.raises(UnknownVocabularyError):
        load_vocabulary(name)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    colours = vocabulary_of(tmp_path, GOOD)

    assert colours.codes == ("warm", "red")
    assert colours.narrower("warm")[0].flag("is_loud")
    assert colours.find("붉은 색") == colours.term("red")


@pytest.mark.parametrize(
    ("old", "new", "item", "field"),
    [
        pytest.param('en = "Red"', "", "term red", "en", id="a language missing"),
        pytest.param('ko = "빨강"', 'ko = " 빨강"', "term red", "ko", id="a space at the end"),
        pytest.param(
            'broader = "warm"', 'broader = "cold"', "term red", "broader", id="no such broader term"
        ),
        pytest.param('broader = "warm"', 'broader = "red"', "term red", "broader", id="broader than itself"),
        pytest.param("is_loud = true", "is_lowd = true", "term red", "is_lowd", id="a misspelt attribute"),
        pytest.param("is_loud = true", 'is_loud = "yes"', "term red", "is_loud", id="a text for a flag"),
        pytest.param('code = "red"', 'code = "warm"', "term warm", "code", id="a code twice"),
        pytest.param('code = "red"', 'code = "빨강"', "term 빨강", "code", id="a code not in ASCII"),
        pytest.param('"붉은색"', '"따뜻한색"', "term red", "ko, en, synonyms", id="a name twice"),
        pytest.param('version = "1"', "version = 1", "", "version", id="a number for a text"),
        pytest.param('id = "colours"', 'id = "colors"', "", "id", id="another name than the file"),
        pytest.param('"flag"', '"bool"', "attributes is_loud", "type", id="an unknown attribute type"),
        pytest.param('source = "a painter"', "", "", "source", id="no source"),
        pytest.param("term = [", "term = [[", "", "the file", id="no TOML"),
    ],
)
def test_a_bad_file_is_refused_with_file_term_and_field(
    tmp_path: Path, old: str, new: str, item: str, field: str
) -> None:
    assert old in GOOD
    text = (
        GOOD.replace(f", {old}", "" if not new else f", {new}", 1)
        if f", {old}" in GOOD
        else GOOD.replace(old, new, 1)
    )

    with pytest.raises(BadVocabularyError) as caught:
        vocabulary_of(tmp_path, text)

    assert (caught.value.file, caught.value.item, caught.value.field) == ("colours.toml", item, field)
