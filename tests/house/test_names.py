"""A module is the thing or the act; a test is a sentence; an error says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.checkout import Module, functions, modules

NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
ONLY_IN_ONTOLOGY = {"service"}
UNITLESS = {"timeout", "distance", "duration", "max_age", "delay", "weight_limit"}
BOOLEAN_PREFIXES = ("is_", "has_", "may_")
# Words of the ontology's declarations and of the scope, which read as truth values as they stand.
TRUTHS_AS_THEY_STAND = {"carries_end", "folded", "indexed", "sees_everything"}
EXCEPTIONS = {"Exception", "BaseException"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    wrong = []
    for module in [*modules("resnet"), *modules("tests"), *modules("benchmarks")]:
        banned = NAMES_OF_NOTHING if module.room == "ontology" else NAMES_OF_NOTHING | ONLY_IN_ONTOLOGY
        if banned & set(module.name.split(".")):
            wrong.append(module.name)

    assert not wrong, f"name the thing or the act: {wrong}"


def test_every_error_class_ends_in_error() -> None:
    wrong = [
        f"{module.at(node)} {node.name}"
        for module in modules("resnet")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(_name(base).endswith("Error") or _name(base) in EXCEPTIONS for base in node.bases)
        and not node.name.endswith("Error")
    ]

    assert not wrong, wrong


def test_a_test_is_named_by_a_sentence() -> None:
    wrong = [
        f"{module.at(function)} {function.name}"
        for module in modules("tests")
        for function in functions(module)
        if function.name.startswith("test_") and len(function.name.split("_")) < 4
    ]

    assert not wrong, "say what holds, in at least three words:\n" + "\n".join(wrong)


def test_a_quantity_names_its_unit() -> None:
    wrong = [
        f"{module.at(node)} {name}"
        for module in modules("resnet")
        for node, name, _ in _given_names(module)
        if name in UNITLESS
    ]

    assert not wrong, "put the unit in the name (timeout_s, distance_km):\n" + "\n".join(wrong)


def test_a_truth_value_reads_as_one() -> None:
    wrong = [
        f"{module.at(node)} {name}"
        for module in modules("resnet")
        for node, name, annotation in _given_names(module)
        if annotation in {"bool", "bool | None"}
        and not name.lstrip("_").startswith(BOOLEAN_PREFIXES)
        and name not in TRUTHS_AS_THEY_STAND
    ]

    assert not wrong, "begin it with is_, has_ or may_:\n" + "\n".join(wrong)


def _given_names(module: Module) -> Iterator[tuple[ast.AST, str, str]]:
    """Parameters and annotated fields: the node, its name, its annotation as written."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.arg) and node.annotation:
            yield node, node.arg, ast.unparse(node.annotation)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node, node.target.id, ast.unparse(node.annotation)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
