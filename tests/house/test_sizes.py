"""Small enough to be read at one sitting."""

from __future__ import annotations

import statistics

import pytest

from tests.house.checkout import Module, functions, modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
MEDIAN_MODULE = 120

OURS = ("resnet", "tests", "benchmarks", "scripts")


def lines(module: Module) -> int:
    return len(module.path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_too_long() -> None:
    too_long = {
        str(each.path): lines(each)
        for folder in OURS
        for each in modules(folder)
        if lines(each) > LONGEST_MODULE
    }

    assert not too_long, f"longer than {LONGEST_MODULE} lines, so more than one thing: {too_long}"


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{module.at(function)} {function.name}: {length} lines"
        for folder in OURS
        for module in modules(folder)
        for function in functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert not too_long, f"longer than {LONGEST_FUNCTION} lines:\n" + "\n".join(too_long)


def test_the_median_module_stays_short() -> None:
    median = statistics.median(lines(module) for module in modules("resnet"))

    assert median <= MEDIAN_MODULE


@pytest.mark.parametrize("folder", ["resnet", "tests"])
def test_the_rules_look_at_something(folder: str) -> None:
    assert modules(folder), "an empty list would make every rule above pass"
