"""The council's columns are the matcher's reasons."""

from __future__ import annotations

import pytest

from resnet.gaps.verdict import REASONS
from resnet.matching.match import NO_SERVICE
from resnet.matching.policy import load_policy
from resnet.messages import messages_for


def test_every_reason_that_the_policy_can_give_has_a_column() -> None:
    policy = load_policy()
    rows = (*policy.rules, *policy.supporter_rules)

    excluding = [row for row in rows if row.is_no_excluding or row.is_unknown_excluding]
    given = {row.reason for row in excluding} | set(policy.reason_of.values()) | {NO_SERVICE}

    assert given <= set(REASONS)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("reason", REASONS)
def test_every_column_has_words(reason: str, language: str) -> None:
    assert messages_for(language).text(f"gaps-column-{reason}")
