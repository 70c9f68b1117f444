"""The demo's lists: made from their sources, with the quirks of real ones, and invented throughout."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from resnet.ontology.vocabulary import load_vocabulary
from scripts.make_demo_lists import make_lists
from tests.demo import authored

TODAY: datetime = authored.district()["today"]


def test_the_lists_are_those_that_the_script_makes_from_their_sources() -> None:
    for name, content in make_lists().items():
        assert (authored.LISTS / name).read_bytes() == content, (
            f"run scripts/make_demo_lists.py: {name} is stale"
        )


def test_there_are_about_60_agencies_150_services_and_a_dozen_agreements_some_of_them_ended() -> None:
    agreements = authored.district()["agreement"]
    ended = [each for each in agreements if each["until"] < TODAY]

    assert 50 <= len(authored.agency_names()) <= 70
    assert len(authored.group_names()) >= 8
    assert len(authored.services()) == len(authored.rows(authored.SERVICES, "utf-8-sig")) >= 150
    assert len(agreements) >= 12
    assert 3 <= len(ended) < len(agreements)
    nominal = [each for each in agreements if not any("worker" in party for party in each["party"])]
    assert nominal, "an agreement without a named worker shows what the matcher says of one"


def test_every_list_the_district_reads_is_there_and_has_the_encoding_it_shows() -> None:
    for each in authored.district()["list"]:
        content = (authored.LISTS / each["file"]).read_bytes()
        if "welfare" in each["file"] or "meals" in each["file"]:
            with pytest.raises(UnicodeDecodeError):
                content.decode("utf-8")
            content.decode("cp949")
        if "services" in each["file"]:
            assert content.startswith(b"\xef\xbb\xbf")


def test_the_services_list_uses_the_words_of_the_vocabularies() -> None:
    for name, row in authored.services().items():
        term = load_vocabulary("service_classes").term(row["중분류코드"])
        assert term.label.ko == row["중분류"], name
        for column, vocabulary in (
            ("가구유형", "household_types"),
            ("장애유형", "disability_types"),
            ("급여자격", "benefit_classes"),
            ("언어", "languages"),
            ("구비서류", "documents"),
            ("지원유형", "help_kinds"),
            ("수용상태", "capacity_states"),
        ):
            known = _words(vocabulary)
            for word in filter(None, row[column].split("+")):
                assert word.replace(" ", "") in known, (name, column, word)


def test_areas_touch_both_ways_and_lie_outside_the_official_codes() -> None:
    areas = authored.rows(authored.LISTS / "hangyeol_areas_demo-2026.csv", "utf-8")
    touching = {row["행정동코드"]: set(filter(None, row["인접"].split("+"))) for row in areas}

    assert all(code.startswith("99") for code in touching)
    for code, others in touching.items():
        assert all(code in touching[other] for other in others), code


def _everything() -> str:
    """All authored text of the demo, lists decoded."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(authored.DEMO.rglob("*.toml"))]
    texts += [path.read_text(encoding="utf-8-sig") for path in sorted((authored.DEMO / "sources").iterdir())]
    texts += [path.read_text(encoding="utf-8-sig") for path in sorted(authored.LISTS.glob("*services*"))]
    return "\n".join(texts)


def test_no_telephone_number_can_be_dialled() -> None:
    found = re.findall(r"(?<!\d)0\d{1,3}[-)]\d{3,4}-\d{4}", _everything())

    assert len(found) > 100
    assert all(re.fullmatch(r"055-100-\d{4}|010-0000-\d{4}", number) for number in found)


def test_no_resident_registration_number_stands_anywhere() -> None:
    assert not re.search(r"(?<!\d)\d{6}[-\s]?[1-8]\d{6}(?!\d)", _everything())


def test_no_real_province_is_named_and_every_address_on_the_web_is_reserved() -> None:
    text = _everything()
    provinces = re.findall(
        r'^name = "(.+)"',
        (authored.DEMO.parent / "presets/provinces.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert len(provinces) > 10
    assert not [name for name in provinces if name in text]
    assert all(
        domain.endswith(".example") for domain in re.findall(r"[\w-]+\.(?:com|net|org|kr|example)\b", text)
    )


def _words(vocabulary: str) -> frozenset[str]:
    terms = load_vocabulary(vocabulary).terms
    return frozenset(word.replace(" ", "") for term in terms for word in (term.label.ko, *term.synonyms))
