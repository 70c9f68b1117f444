"""For the council: what a policy means for groups of needs, and what another would change."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.gaps.compared import OUTCOMES, read_comparison
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.equity import read_equity
from resnet.gaps.equity_words import equity_cells, equity_heads, group_name, told_counts, trait_words
from resnet.gaps.export import area_namer
from resnet.matching.policy import STANDARD, load_policy
from resnet.messages import Messages
from resnet.web.desk import Asked
from resnet.web.pages.allocation import policies_shown
from resnet.web.render import GAP_ROLES, page

# What stands beside the policy in use until somebody asks for another.
_OTHER = "near-1"


@dataclass(frozen=True)
class TableShown:
    """One table in words; without rows too little is counted to be told."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def show_equity(asked: Asked) -> Response:
    """Whether any group gets fewer options or longer ways under a policy."""
    desk, words = asked.desk, asked.desk.words
    desk.require(*GAP_ROLES)
    policy = load_policy(asked.query.get("policy") or STANDARD)
    network = desk.network()
    report = read_equity(desk.store, desk.scope, network, policy)
    say_area = area_namer(network, words)
    tables = [
        TableShown(
            (trait_words(table.trait, words), *equity_heads(words)),
            tuple(tuple(equity_cells(table.trait, row, words, say_area)) for row in table.rows),
        )
        for table in report.tables
    ]
    return page(
        desk,
        "policies.html",
        title=words.text("gaps-equity"),
        says=[
            words.text("gaps-equity-says", policy=policy.title.of(desk.language)),
            _counted(report.total, words),
        ],
        least=report.least,
        tables=tables,
        names=("policy",),
        picked={"policy": policy.name},
        address="/gaps/equity",
        policies=policies_shown(desk.language),
    )


def show_comparison(asked: Asked) -> Response:
    """What a second policy would change on the same needs."""
    desk, words = asked.desk, asked.desk.words
    desk.require(*GAP_ROLES)
    one = load_policy(asked.query.get("one") or STANDARD)
    other = load_policy(asked.query.get("other") or _OTHER)
    network = desk.network()
    report = read_comparison(desk.store, desk.scope, network, one, other)
    say_area = area_namer(network, words)
    outcomes = [words.text(f"gaps-compared-{each}") for each in OUTCOMES]
    tables = [
        TableShown(
            (trait_words(table.trait, words), *outcomes),
            tuple(
                (group_name(table.trait, row.key, words, say_area), *told_counts(row.cells, words))
                for row in table.rows
            ),
        )
        for table in report.tables
    ]
    titles = {"one": one.title.of(desk.language), "other": other.title.of(desk.language)}
    return page(
        desk,
        "policies.html",
        title=words.text("gaps-compared"),
        says=[words.text("gaps-compared-says", **titles), _counted(report.total, words)],
        least=report.least,
        tables=tables,
        names=("one", "other"),
        picked={"one": one.name, "other": other.name},
        address="/gaps/policies",
        policies=policies_shown(desk.language),
    )


def _counted(total: int, words: Messages) -> str:
    if total == WITHHELD:
        return words.text("gaps-note-counted-withheld")
    return words.text("gaps-counted-open", count=total)
