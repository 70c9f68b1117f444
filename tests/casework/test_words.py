"""Whatever casework warns of or refuses can be said in both languages, and nothing is said in vain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.casework.notice import Notice, refuse, rule_words
from resnet.errors import RuleError
from resnet.messages import messages_for
from resnet.ontology.field import Label

CASEWORK = Path(__file__).parents[2] / "resnet" / "casework"
CATALOGUE = Path(__file__).parents[2] / "data" / "messages" / "ko" / "casework.ftl"


def said_in_code() -> Iterator[tuple[str, str, frozenset[str]]]:
    """(``notice`` or ``rule``, code, names of its facts) of every warn, Notice and refuse in casework."""
    for path in sorted(CASEWORK.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            kind = {"warn": "notice", "Notice": "notice", "refuse": "rule"}.get(name)
            for code in _codes(call.args[0]) if kind else ():
                yield str(kind), code, frozenset(str(word.arg) for word in call.keywords)


def _codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _codes(node.body) + _codes(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


SAID = sorted(set(said_in_code()))


@pytest.mark.parametrize(("kind", "code", "facts"), SAID, ids=[f"{kind} {code}" for kind, code, _ in SAID])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_code_has_its_words_with_the_facts_that_it_is_given(
    kind: str, code: str, facts: frozenset[str], language: str
) -> None:
    given = {"clock": "x", "until": "x"} if code == "clock-late" else dict.fromkeys(facts, "x")

    assert messages_for(language).text(f"casework-{kind}-{code}", **given)


def test_no_words_are_left_of_a_code_that_is_gone() -> None:
    written = set(
        re.findall(r"^casework-(?:notice|rule)-([a-z-]+) =", CATALOGUE.read_text("utf-8"), re.MULTILINE)
    )

    assert written == {code for _, code, _ in SAID}


def test_every_rule_is_explained_on_the_page_of_casework() -> None:
    page = (Path(__file__).parents[2] / "docs" / "casework.md").read_text(encoding="utf-8")

    missing = [code for kind, code, _ in SAID if kind == "rule" and f"`{code}`" not in page]

    assert not missing, f"write them into docs/casework.md: {missing}"


def test_terms_and_numbers_are_written_in_the_readers_language() -> None:
    notice = Notice("supporter-tires", {"load": Label("부담 큼", "Heavy")})

    assert "부담 큼" in notice.says("ko")
    assert "Heavy" in notice.says("en")


def test_a_rule_speaks_korean_to_who_reads_korean() -> None:
    error = refuse("severity", low=1, high=10)

    assert str(error) == "Severity is 1 to 10 points. (severity)"
    assert rule_words(error, "ko") == "심각도는 1점에서 10점 사이여야 합니다."


def test_a_rule_of_another_room_keeps_its_own_words() -> None:
    assert rule_words(RuleError("elsewhere", "Says something."), "ko") == "Says something."
