"""Korean and English say the same things, and code asks only for what they say."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from resnet.settings import LANGUAGES
from tests.house.checkout import ROOT, calls, modules

MESSAGES = ROOT / "data" / "messages"
# Code writes `words.text("key")`, templates `t("key")`. The hyphen tells a message from a field of a node,
# which is asked for by `.text("field_name")`.
KEY = re.compile(r"-?[a-z][a-z0-9]*(-[a-z0-9]+)+(\.[a-z-]+)?")
ASKED = re.compile(rf"""\b(?:text|t)\(\s*["']({KEY.pattern})["']""")


@dataclass(frozen=True)
class Said:
    """One message or attribute: its key, its variables, its literal words."""

    key: str
    variables: frozenset[str]
    words: str


class _Pattern(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.words: list[str] = []

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.words.append(node.value)


def said_in(path: Path) -> Iterator[Said]:
    """Every message, attribute and term of a catalogue; fails on what Fluent cannot read."""
    resource = FluentParser().parse(path.read_text(encoding="utf-8"))
    for entry in resource.body:
        assert not isinstance(entry, ftl.Junk), f"{path}: cannot be read: {(entry.content or '')[:80]!r}"
        if not isinstance(entry, ftl.Message | ftl.Term):
            continue
        name = ("-" if isinstance(entry, ftl.Term) else "") + entry.id.name
        if entry.value:
            yield _said(name, entry.value)
        for attribute in entry.attributes:
            yield _said(f"{name}.{attribute.id.name}", attribute.value)


def _said(key: str, pattern: ftl.Pattern) -> Said:
    seen = _Pattern()
    seen.visit(pattern)
    return Said(key, frozenset(seen.variables), " ".join(seen.words))


@cache
def catalogue(language: str) -> dict[str, dict[str, Said]]:
    """File name → key → what is said."""
    return {
        path.name: {each.key: each for each in said_in(path)}
        for path in sorted((MESSAGES / language).glob("*.ftl"))
    }


def all_keys(language: str) -> set[str]:
    return {key for entries in catalogue(language).values() for key in entries}


def test_there_is_one_folder_for_each_language() -> None:
    assert {path.name for path in MESSAGES.iterdir() if path.is_dir()} == set(LANGUAGES)


def test_both_languages_have_the_same_files() -> None:
    assert catalogue("ko").keys() == catalogue("en").keys()


def test_both_languages_have_the_same_keys_in_the_same_files() -> None:
    for name in catalogue("ko"):
        korean, english = set(catalogue("ko")[name]), set(catalogue("en")[name])
        assert korean == english, f"{name}: only in one language: {sorted(korean ^ english)}"


def test_both_languages_use_the_same_variables() -> None:
    differ = [
        f"{name}: {key}: ko {sorted(said.variables)}, en {sorted(catalogue('en')[name][key].variables)}"
        for name, entries in catalogue("ko").items()
        for key, said in entries.items()
        if said.variables != catalogue("en")[name][key].variables
    ]

    assert not differ, "\n".join(differ)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice(language: str) -> None:
    counted: Counter[str] = Counter()
    for path in (MESSAGES / language).glob("*.ftl"):
        counted.update(each.key for each in said_in(path))
    twice = [key for key, times in counted.items() if times > 1]

    assert not twice, f"Fluent would keep the first and drop the others silently: {twice}"


def test_every_key_is_of_two_words_or_more() -> None:
    wrong = [key for key in all_keys("ko") if not KEY.fullmatch(key)]

    assert not wrong, f"write room-what-it-says, with hyphens: {wrong}"


def test_no_korean_message_was_left_in_english() -> None:
    left = [
        f"{name}: {key}"
        for name, entries in catalogue("ko").items()
        for key, said in entries.items()
        if said.words == catalogue("en")[name][key].words and re.search(r"[a-z]{3,} [a-z]{2,}", said.words)
    ]

    assert not left, left


def test_no_english_message_was_left_in_korean() -> None:
    # The name of a language is written in that language, wherever it stands.
    left = [
        f"{name}: {key}"
        for name, entries in catalogue("en").items()
        for key, said in entries.items()
        if re.fullmatch(r"[^A-Za-z]*[가-힣][^A-Za-z]*", said.words) and "language" not in key
    ]

    assert not left, left


def test_code_and_templates_ask_only_for_messages_that_exist() -> None:
    known = all_keys("ko")
    unknown = [f"{where}: {key}" for where, key in asked_for() if key not in known]

    assert not unknown, unknown


def asked_for() -> Iterator[tuple[str, str]]:
    """Keys written out in code and templates."""
    for module in modules("resnet"):
        for call, name in calls(module):
            first = call.args[0] if call.args else None
            if (
                name.split(".")[-1] == "text"
                and isinstance(first, ast.Constant)
                and KEY.fullmatch(str(first.value))
            ):
                yield module.at(call), str(first.value)
    for template in (ROOT / "resnet").rglob("*.html*"):
        for found in ASKED.finditer(template.read_text(encoding="utf-8")):
            yield str(template.relative_to(ROOT)), found.group(1)
