"""Whatever a rule can answer, a window can say, and the page on matching documents it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from inspect import getdoc

import pytest

from resnet.matching import weigh
from resnet.matching.policy import CHANGE_KINDS, REASONS, TIE_KINDS, TIERS, load_policy
from resnet.matching.rules.table import RULES, SUPPORTER_RULES
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary
from resnet.settings import LANGUAGES
from tests.house.checkout import ROOT, modules

ANSWERS = ("no", "unknown", "yes")
PAGE = ROOT / "docs" / "matching.md"


@cache
def codes_of(*functions: str) -> list[str]:
    """What these functions are called with in the rules."""
    return sorted({code for function, code in codes_in_rules() if function in functions})


def answers() -> list[str]:
    return [code for code in codes_of(*ANSWERS) if "-" in code]


def codes_in_rules() -> Iterator[tuple[str, str]]:
    """The function called and every text that can be its first argument."""
    for module in modules("resnet"):
        if not module.name.startswith("resnet.matching."):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                for each in ast.walk(node.args[0]):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield node.func.id, each.value


def test_the_codes_were_found_in_the_source() -> None:
    assert {"age-fits", "coverage-neighbour", "path-needs-both", "capacity-stale"} <= set(answers())
    assert "consent-needed" in codes_of("Note")
    assert "wait-list" in codes_of("Change")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_change_note_and_reason_has_its_sentence(language: str) -> None:
    say = messages_for(language)
    wanted = [f"match-why-{code}" for code in answers()]
    wanted += [f"match-note-{code}" for code in codes_of("Note") if code != "tier-"]
    wanted += [f"match-change-{kind}" for kind in CHANGE_KINDS]
    wanted += [f"match-reason-{reason}" for reason in REASONS]
    wanted += [f"match-rule-{rule}" for rule in (*RULES, *SUPPORTER_RULES)]
    wanted += [f"match-tier-{tier}" for tier in TIERS]

    assert [key for key in wanted if not say.has(key)] == []


def test_every_change_that_a_rule_names_has_a_size() -> None:
    assert set(codes_of("Change")) <= set(CHANGE_KINDS)
    assert set(CHANGE_KINDS) <= set(codes_of("Change"))


def test_points_for_and_against_are_answers_that_rules_give() -> None:
    assert {*weigh._FOR, *weigh._AGAINST} <= set(answers())


def test_reasons_told_by_a_sentence_are_of_answers_that_rules_give() -> None:
    assert set(load_policy().reason_of) <= set(answers())


def test_every_tie_has_its_word() -> None:
    assert set(TIE_KINDS) <= set(load_vocabulary("tie_kinds").codes)


def test_the_policy_has_a_row_for_every_rule_and_a_rule_for_every_row() -> None:
    policy = load_policy()

    assert [row.name for row in policy.rules] == list(dict.fromkeys(row.name for row in policy.rules))
    assert {row.name for row in policy.rules} == set(RULES)
    assert {row.name for row in policy.supporter_rules} == set(SUPPORTER_RULES)


@pytest.mark.parametrize("name", RULES)
def test_the_page_on_matching_has_every_rule_in_the_words_of_its_docstring(name: str) -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())

    said = " ".join(re.sub(r"``", "`", getdoc(RULES[name]) or "").split())

    assert f"### {name}" in PAGE.read_text(encoding="utf-8")
    assert said in text
