"""Words for people stand in the catalogues, where somebody who does not program can mend them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, Module, calls, modules, texts_of

# The rooms that speak to people. Lists (ingest) are recognised by Korean words; the ontology has its labels.
SPEAKING = {"web", "graphql", "serving", "drawing", "casework", "matching", "gaps", "demo", "app"}
HANGUL = re.compile(r"[가-힣]")
# A language is called by its own name, whatever the language of the page.
NAMES_OF_LANGUAGES = {"English", "한국어"}


def test_no_korean_stands_in_code_that_speaks_to_people() -> None:
    wrong = [
        f"{module.at(node)} {text[:30]!r}"
        for module in modules("resnet")
        if module.room in SPEAKING
        for node, text in _written_out(module)
        if HANGUL.search(text)
    ]

    assert not wrong, "put it into data/messages, both languages:\n" + "\n".join(wrong)


def _written_out(module: Module) -> Iterator[tuple[ast.Constant, str]]:
    """String constants that are neither docstrings nor inside a `Label(…)`, which has both languages."""
    labels = {id(each) for call, name in calls(module) if name.endswith("Label") for each in ast.walk(call)}
    yield from ((node, text) for node, text in texts_of(module) if id(node) not in labels)


def words_in(template: str) -> list[str]:
    """What a template says by itself, without its tags, comments and expressions."""
    said = re.sub(
        r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(style|script)\b.*?</\1>",
        " ",
        template,
        flags=re.DOTALL,
    )
    titles = re.findall(r'\b(?:alt|title|aria-label|placeholder)="([^"{]+)"', said)
    said = re.sub(r"<[^>]*>|&[a-z]+;", " ", said)
    return [
        word
        for word in re.findall(r"[A-Za-z가-힣]{2,}", " ".join([said, *titles]))
        if word not in NAMES_OF_LANGUAGES
    ]


TEMPLATES = sorted((ROOT / "resnet").rglob("*.html*"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    assert words_in(path.read_text(encoding="utf-8")) == []


def test_words_in_a_template_are_seen() -> None:
    assert words_in('<p title="Too">{{ t("x") }} Hello <b>{% if a %}안녕{% endif %}</b></p>') == [
        "Hello",
        "안녕",
        "Too",
    ]
