"""Whoever meets an error finds a page that says what it means and how to mend it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.house.checkout import ROOT, modules

PAGES = ROOT / "docs" / "errors"
SECTIONS = ("## What it means", "## How to mend it")


@dataclass(frozen=True)
class ErrorClass:
    """A public error class as it is written: where, its parents' names, its own code if it has one."""

    where: str
    module: str
    name: str
    parents: tuple[str, ...]
    code: str | None


@cache
def error_classes() -> tuple[ErrorClass, ...]:
    """Every public error class of every room."""
    return tuple(
        ErrorClass(
            module.at(node), module.name, node.name, tuple(map(_name, node.bases)), next(_codes(node), None)
        )
        for module in modules("resnet")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error") and not node.name.startswith("_")
    )


def _codes(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        match each:
            case ast.Assign(targets=[ast.Name("code")], value=ast.Constant(str(code))):
                yield code
            case ast.AnnAssign(target=ast.Name("code"), value=ast.Constant(str(code))):
                yield code


def _name(node: ast.AST | None) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@cache
def codes() -> dict[str, str]:
    """Each code with the full name of its class."""
    return {each.code: f"{each.module}.{each.name}" for each in error_classes() if each.code}


def test_every_error_class_has_a_code_of_its_own() -> None:
    without = [f"{each.where} {each.name}" for each in error_classes() if each.code is None]

    assert not without, f"these answer with their parent's code: {without}"


def test_no_two_errors_share_a_code() -> None:
    counts = Counter(each.code for each in error_classes())
    shared = {f"{each.where} {each.name}: {each.code}" for each in error_classes() if counts[each.code] > 1}

    assert not shared


def test_every_error_belongs_to_the_one_tree() -> None:
    outside = [
        f"{each.where} {each.name}"
        for each in error_classes()
        if each.name != "ResnetError" and not any(parent.endswith("Error") for parent in each.parents)
    ]

    assert not outside, f"let them descend from ResnetError: {outside}"


def test_every_error_code_has_its_page() -> None:
    lacking = [f"{code}: {lack}" for code, name in codes().items() for lack in _lacks(code, name)]

    assert not lacking, "\n".join(lacking)


def _lacks(code: str, name: str) -> Iterator[str]:
    page = PAGES / f"{code}.md"
    if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code):
        yield "a code is kebab-case"
    if not page.is_file():
        yield f"write docs/errors/{code}.md"
        return
    text = page.read_text(encoding="utf-8")
    if not text.startswith(f"# `{code}`"):
        yield "the title is the code"
    yield from (f"{page.name} lacks the section {section!r}" for section in SECTIONS if section not in text)
    if f"`{name}`" not in text:
        yield "name the class, for programs"


def test_no_page_is_left_of_an_error_that_is_gone() -> None:
    orphans = [page.name for page in PAGES.glob("*.md") if page.stem not in {*codes(), "README"}]

    assert not orphans


def test_the_list_of_pages_names_every_page() -> None:
    listed = set(re.findall(r"\]\(([a-z0-9-]+)\.md\)", (PAGES / "README.md").read_text(encoding="utf-8")))

    assert listed == {page.stem for page in PAGES.glob("*.md")} - {"README"}
