"""The page on vocabularies and standards, derived from data/vocabularies and data/standards."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.ontology.clock import Clock
from resnet.ontology.crosswalk import load_crosswalks
from resnet.ontology.field import Label
from resnet.ontology.standard import Limit, Standard
from resnet.ontology.standards import load_standard, standard_names
from resnet.ontology.term import Term
from resnet.ontology.vocabulary import Vocabulary, load_vocabularies

_HEAD = """# Vocabularies and standards

Derived from `data/vocabularies` and `data/standards`: edit the data, then run `make derived`.

## How to

| to | do |
|---|---|
| add a word that lists use | add it to the term's `synonyms`; spaces, dots, case do not count |
| add a term | add a row; its code is ASCII and never changes its meaning afterwards |
| add a vocabulary | a file `data/vocabularies/NAME.toml` with the same `id`; a field names it |
| say more of a term | declare it under `[attributes]`: type (`text`, `texts`, `whole`, `flag`) and sense |
| retire a list | a new file with the new year and a crosswalk between the two; the old file stays |
| join two vocabularies | a file in `crosswalks`; `relation` says what the second term is to the first |
| change a clock | a standard of your own, `based_on` another, with only what differs |

What is not declared is refused, so that a misspelt `protected` cannot be lost. A refusal names file, entry
and field ([`bad-vocabulary`](errors/bad-vocabulary.md), [`bad-standard`](errors/bad-standard.md)).

In code:

```python
load_vocabulary("agency_types").find("학대피해아동쉼터")  # by any name; .term(code), .broader_chain(code)
load_crosswalk("service_classes", "need_domains_2026").across("3.2")
load_standard("today_2026").clock("intake-contact").due_at(instant)
load_standard("today_2026").seats_for(["disability"])
```
"""


def vocabulary_page() -> str:
    """The whole page as Markdown, the same for the same data."""
    lines = [_HEAD, "## Standards", *_standards(), "", "## Crosswalks", "", *_crosswalks()]
    lines += ["", "## Vocabularies"]
    for vocabulary in load_vocabularies().values():
        lines += _vocabulary(vocabulary)
    return "\n".join(lines) + "\n"


def _standards() -> Iterator[str]:
    for name in ("law_2026", *standard_names()):
        standard = load_standard(name)
        base = load_standard(standard.based_on) if standard.based_on else None
        yield ""
        yield f"### {name} · {standard.title.ko} · {standard.title.en}"
        yield ""
        tail = f" Based on `{base.id}`; only what differs stands here." if base else ""
        yield f"Source: {standard.source}.{tail}"
        yield ""
        yield "| code | ko | en | number | source |"
        yield "|---|---|---|---|---|"
        above = set(_numbers(base)) if base else set()
        yield from (row for row in _numbers(standard) if row not in above)
        above = set(_words(base)) if base else set()
        yield from (line for line in _words(standard) if line not in above)


def _numbers(standard: Standard) -> Iterator[str]:
    for clock in standard.clocks.values():
        yield _row(clock.code, clock.label, _spans(clock), _source(clock))
    for limit in standard.limits.values():
        said = f"{_bounds(limit.at_least, limit.at_most)} {limit.unit}"
        yield _row(limit.code, limit.label, said, _source(limit))
    types = load_vocabularies()["case_service_types"]
    for caseload in standard.caseloads.values():
        every = (caseload, *caseload.alternatives)
        said = " or ".join(_bounds(each.at_least, each.at_most) for each in every)
        yield _row(caseload.service_type, types.term(caseload.service_type).label, said, caseload.source)


def _words(standard: Standard) -> Iterator[str]:
    for level in standard.levels:
        signs = "; ".join(sign.label.en for sign in level.criteria) or "no criteria published"
        yield f"\nLevel **{level.label.ko}** ({level.label.en}, `{level.vocabulary}`): {signs}."
    for client_type in dict.fromkeys(seat.client_type for seat in standard.seats):
        seats = [seat for seat in standard.seats if seat.client_type == client_type]
        named = ", ".join(seat.label.ko + (" (있다면)" if seat.is_if_there else "") for seat in seats)
        yield f"\nSeats, `{client_type}`: {named}."


def _row(code: str, label: Label, said: str, source: str) -> str:
    return f"| {code} | {label.ko} | {label.en} | {said} | {source} |"


def _spans(clock: Clock) -> str:
    spans = " or ".join(f"{span.count} {span.unit}" for span in (clock.span, *clock.alternatives))
    return f"{clock.kind}: {'about ' if clock.is_approximate else ''}{spans}"


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "no number" if high is None else f"≤ {high}"
    if high is None:
        return f"≥ {low}"
    return str(low) if low == high else f"{low}–{high}"


def _source(number: Clock | Limit) -> str:
    return f"ours: {number.reason}" if number.is_ours else number.source


def _crosswalks() -> Iterator[str]:
    yield "| from | to | rows | source |"
    yield "|---|---|---|---|"
    for each in load_crosswalks():
        yield f"| {each.from_vocabulary} | {each.to_vocabulary} | {len(each.rows)} | {each.source} |"


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield ""
    yield f"### {vocabulary.id} · {vocabulary.title.ko} · {vocabulary.title.en}"
    yield ""
    yield f"Version {vocabulary.version}. Source: {vocabulary.source}."
    for attribute in vocabulary.attributes:
        yield f"`{attribute.name}`: {attribute.says}."
    yield ""
    extra = [attribute.name for attribute in vocabulary.attributes]
    yield "| " + " | ".join(("code", "ko", "en", "also called", *extra)) + " |"
    yield "|" + "---|" * (4 + len(extra))
    for term in vocabulary.terms:
        indent = "· " * len(vocabulary.broader_chain(term.code))
        cells = (
            indent + term.code,
            term.ko,
            term.en,
            ", ".join(term.synonyms),
            *(_said(term, name) for name in extra),
        )
        yield "| " + " | ".join(cells) + " |"


def _said(term: Term, name: str) -> str:
    value = term.attributes.get(name)
    if isinstance(value, bool):
        return "yes" if value else ""
    return ", ".join(value) if isinstance(value, tuple) else str("" if value is None else value)
