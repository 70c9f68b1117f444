"""Vocabularies: complete in both languages, closed under reference, and true to their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.graph.precedence import precedence
from resnet.ontology.category import PERSONAL, SENSITIVE
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
from tests.ontology.real_lists import rows_of

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
    standings = sorted(load_vocabulary("standings").terms, key=lambda term: term.whole("order") or 0)
    worth = precedence().worth["default"]
    assert sorted(worth, key=lambda code: worth[code]) == [term.code for term in standings]


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
    domains = {row["code"]: row["name_ko"] for row in rows_of("codes/AUTHORED_need_domains.csv")}
    classes = rows_of("codes/AUTHORED_service_classes.csv")
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
