"""Crosswalks: both ends exist, nothing is left out, and both directions agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.ontology.crosswalk import load_crosswalk, load_crosswalks, read_crosswalk
from resnet.ontology.vocabulary import (
    BadVocabularyError,
    UnknownVocabularyError,
    load_vocabularies,
    load_vocabulary,
)


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
