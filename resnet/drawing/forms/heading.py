"""What stands at the head of every record: whose it is, who has it."""

from __future__ import annotations

from resnet.drawing.forms.form import Pairs, Section, Signatures, Words
from resnet.drawing.forms.papers import Papers
from resnet.ontology.words import say_day


def heading(papers: Papers, *more: tuple[str, str]) -> Section:
    """Case, client, who manages and who leads, and the day; then what the record adds."""
    say = papers.say
    day = "" if papers.client is None else say_day(papers.at, papers.language)
    rows = (
        papers.pair("case", "code", papers.case),
        (say.text("form-client"), "" if papers.client is None else papers.client.text("name")),
        (say.text("form-manager"), papers.managers),
        (say.text("form-lead"), papers.lead),
        (say.text("form-day"), day),
        *more,
    )
    return Section(say.text("form-whose"), (Pairs(rows),))


def signed(papers: Papers, *who: str, says: str = "") -> Section:
    """Where they sign; ``who`` are the endings of the words for them, ``says`` stands above."""
    say = papers.say
    names = Signatures(tuple(say.text(f"form-sign-{each}") for each in who))
    return Section(say.text("form-signed"), (Words(says), names) if says else (names,))
