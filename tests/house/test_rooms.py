"""What may be done in which room: the invariants of ARCHITECTURE.md that a reader of code can check."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.checkout import calls, imported_names, modules, texts_of

# Library → the rooms that may import it. A library that is not named here may be used anywhere.
ROOMS_OF_LIBRARY = {
    "apsw": {"graph", "access"},
    "sqlite3": set(),
    "neo4j": {"graph"},
    "networkx": {"graph", "gaps", "drawing"},
    "fastapi": {"web", "graphql", "serving", "app"},
    "starlette": {"web", "graphql", "serving", "app"},
    "uvicorn": {"app", "cli"},
    "strawberry": {"graphql"},
    "graphql": {"graphql"},
    "jinja2": {"web", "drawing", "casework"},
    "pyvis": {"drawing"},
    "openpyxl": {"ingest", "demo"},
    "python_calamine": {"ingest"},
    "xlrd": {"ingest"},
    "phonenumbers": {"ingest"},
    "argon2": {"access"},
    "fluent": {"messages"},
    "pickle": set(),
    "random": set(),
    "requests": set(),
    "httpx": set(),
}
# `Scope.everything` is for lists and for upkeep; its reason is logged.
MAY_SEE_EVERYTHING = {"access", "ingest", "graph", "app", "cli"}
# The clock is chosen where the product is put together, and given to everyone else.
MAY_READ_THE_CLOCK = {"app", "cli"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "dt.datetime.now"}
# The access log is a file of its own; its statements stand in access/.
MAY_QUERY = {"graph", "access"}
QUERY = re.compile(
    r"\b(SELECT\b.*\bFROM\b|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b"
    r"|CREATE\s+(TABLE|INDEX|UNIQUE|VIEW|TRIGGER|CONSTRAINT)\b|PRAGMA\s+\w|ATTACH\s+DATABASE\b"
    r"|MATCH\s*\(|MERGE\s*\(|UNWIND\s+\$|DETACH\s+DELETE\b)",
    flags=re.DOTALL,
)

# Cypher stands in one place.
CYPHER = re.compile(
    r"\b(MATCH\s*\(|MERGE\s*\(|UNWIND\s+[$\[]|DETACH\s+DELETE\b|CREATE\s+(\(|CONSTRAINT\b)"
    r"|SHOW\s+(CONSTRAINTS|INDEXES)\b|CALL\s+(db|apoc)\.)"
)
HOME_OF_CYPHER = "resnet.graph.cypher"


def test_a_library_appears_only_in_its_rooms() -> None:
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in modules("resnet")
        for node, name in imported_names(module)
        if module.room not in ROOMS_OF_LIBRARY.get(name.split(".")[0], {module.room})
    ]

    assert not wrong, "\n".join(sorted(set(wrong)))


def test_a_scope_is_made_in_access_only() -> None:
    wrong = [
        f"{module.at(call)} {name}"
        for module in modules("resnet")
        if module.room != "access"
        for call, name in calls(module)
        if name.split(".")[-1] == "Scope" or _replaces_a_scope(call, name)
    ]

    assert not wrong, "ask access for a scope:\n" + "\n".join(wrong)


def test_only_lists_and_upkeep_see_everything() -> None:
    wrong = [
        module.at(call)
        for module in modules("resnet")
        if module.room not in MAY_SEE_EVERYTHING
        for call, name in calls(module)
        if name.endswith("Scope.everything")
    ]

    assert not wrong, "\n".join(wrong)


def test_whoever_sees_everything_says_why() -> None:
    wrong = [
        module.at(call)
        for module in [*modules("resnet"), *modules("benchmarks")]
        for call, name in calls(module)
        if name.endswith("Scope.everything") and [word.arg for word in call.keywords] != ["reason"]
    ]

    assert not wrong, "\n".join(wrong)


def test_no_query_is_written_outside_the_stores() -> None:
    wrong = [
        f"{module.at(node)} {text[:60]!r}"
        for module in modules("resnet")
        if module.room not in MAY_QUERY
        for node, text in texts_of(module)
        if QUERY.search(text)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_cypher_is_written_outside_its_home() -> None:
    wrong = [
        f"{module.at(node)} {text[:60]!r}"
        for module in modules("resnet")
        if not module.name.startswith(HOME_OF_CYPHER)
        for node, text in texts_of(module)
        if CYPHER.search(text)
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "text", ["MATCH (n) RETURN n", "UNWIND $rows AS row", "CREATE (n:`area`)", "MERGE (n)", "SHOW INDEXES"]
)
def test_the_pattern_knows_cypher(text: str) -> None:
    assert CYPHER.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id FROM node",
        "INSERT OR REPLACE INTO node VALUES (?)",
        "PRAGMA journal_mode=WAL",
        "MATCH (n:agency) RETURN n",
        "UNWIND $rows AS row",
        "CREATE TABLE node(id)",
    ],
)
def test_the_pattern_knows_a_query(text: str) -> None:
    assert QUERY.search(text)


@pytest.mark.parametrize("text", ["match (them)", "Select from the list", "Update the page", "merge them"])
def test_the_pattern_leaves_plain_words_alone(text: str) -> None:
    assert not QUERY.search(text)


def test_time_is_given_and_never_looked_up() -> None:
    wrong = [
        f"{module.at(call)} {name}"
        for module in modules("resnet")
        if module.room not in MAY_READ_THE_CLOCK
        for call, name in calls(module)
        if name in CLOCKS or name.endswith(tuple(f".{clock}" for clock in CLOCKS))
    ]

    assert not wrong, "use the injected clock, store.now():\n" + "\n".join(wrong)


def test_no_test_mocks_our_own_code() -> None:
    wrong = [
        f"{module.at(node)} {name}"
        for module in modules("tests")
        for node, name in imported_names(module)
        if name.split(".")[0] in {"mock", "pytest_mock"} or name.startswith("unittest.mock")
    ]
    wrong += [
        f"{module.at(node)} mocker"
        for module in modules("tests")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.arg) and node.arg == "mocker"
    ]
    wrong += [
        module.at(call)
        for module in modules("tests")
        for call, name in calls(module)
        if name == "monkeypatch.setattr" and _is_ours(call)
    ]

    assert not wrong, "\n".join(wrong)


def test_no_error_is_swallowed_whole() -> None:
    wrong = [
        module.at(node)
        for module in modules("resnet")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]

    assert not wrong, "catch what you can mend, or raise again:\n" + "\n".join(wrong)


def _replaces_a_scope(call: ast.Call, name: str) -> bool:
    first = ast.unparse(call.args[0]) if call.args else ""
    return name.split(".")[-1] in {"replace", "__replace__"} and first.split(".")[-1].endswith("scope")


def _is_ours(call: ast.Call) -> bool:
    target = ast.unparse(call.args[0]) if call.args else ""
    return target.strip("'\"").startswith("resnet")
