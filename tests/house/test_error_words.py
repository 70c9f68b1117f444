"""Every error speaks both languages, with facts that it has."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from resnet.settings import LANGUAGES
from tests.house.checkout import modules
from tests.house.test_error_pages import codes, error_classes
from tests.house.test_languages import catalogue

# What every error of a list knows, and what usage errors are given where they are raised.
GIVEN = re.compile(r"[a-z][a-z0-9_]*")


def test_every_error_code_has_its_words() -> None:
    said = {key for key in catalogue("ko")["errors.ftl"] if "." not in key}
    without = sorted(code for code in codes() if f"error-{code}" not in said)

    assert not without, f"write error-<code> in data/messages/*/errors.ftl: {without}"


def test_no_words_are_left_of_an_error_that_is_gone() -> None:
    others = {"error-line", "error-page", "error-wrong-words"}
    left = {key for key in catalogue("ko")["errors.ftl"] if "." not in key} - others
    orphans = sorted(left - {f"error-{code}" for code in codes()})

    assert not orphans


def _named(node: ast.AST) -> set[str]:
    """Names of attributes, arguments and keys that are given somewhere in ``node``."""
    found: set[str] = set()
    for each in ast.walk(node):
        match each:
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                found.add(name)
            case ast.Constant(str(text)) if GIVEN.fullmatch(text):
                found.add(text)
    return found


@cache
def _given() -> dict[str, set[str]]:
    """What each error class and whoever raises it give a name to, by the name of the class."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in modules("resnet"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                found[node.name] |= _named(node)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                found[node.func.id] |= _named(node)  # type: ignore[attr-defined]
    return found


def _facts_of(name: str) -> set[str]:
    """What an error of that class may know: its own facts and its parents'."""
    parents = {each.name: each.parents for each in error_classes()}.get(name, ())
    # Errors about a path share a branch that is private to its file.
    known = _given()[name] | {"path"}
    return known.union(*(_facts_of(parent) for parent in parents if parent.endswith("Error")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_an_error_ask_only_for_facts_it_has(language: str) -> None:
    said = catalogue(language)["errors.ftl"]
    wrong = []
    for code, name in codes().items():
        facts = _facts_of(name.rsplit(".", 1)[-1])
        for key, each in said.items():
            if key.partition(".")[0] == f"error-{code}":
                wrong += [
                    f"{key}: {asked}" for asked in each.variables if asked.replace("-", "_") not in facts
                ]

    assert not wrong, f"these facts are given by nobody: {wrong}"
