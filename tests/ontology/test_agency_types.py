"""Agency types: every real kind has one, and each place of refuge is protected under all its names."""

from __future__ import annotations

import pytest

from resnet.ontology.vocabulary import load_vocabulary
from tests.ontology.real_lists import rows_of


def test_every_kind_of_the_real_list_of_incheon_is_an_agency_type() -> None:
    kinds = {row["시설종류"] for row in rows_of("lists/incheon_welfare_facilities_20250131.csv")}
    types = load_vocabulary("agency_types")

    assert len(kinds) == 55
    assert not sorted(kind for kind in kinds if types.find(kind) is None)


def test_a_facility_whose_address_that_list_withholds_is_protected_by_its_kind_with_one_exception() -> None:
    rows = rows_of("lists/incheon_welfare_facilities_20250131.csv")
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
