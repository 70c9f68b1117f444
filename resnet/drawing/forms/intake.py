"""1 Intake sheet (접수지): who came, how, who spoke, what the interviewer thinks, eligible or not."""

from __future__ import annotations

from resnet.drawing.forms.form import Boxes, Form, Pairs, Section, Table, table, words_or_space
from resnet.drawing.forms.heading import heading, signed
from resnet.drawing.forms.papers import Papers

_PERSON = ("sex", "born_on", "phone", "languages", "benefit_class", "disability_types", "disability_degree")


def intake_form(papers: Papers) -> Form:
    """The sheet. Source: domain.md §9: disability and degree, family, who spoke, the interviewer's view."""
    say, entry = papers.say, papers.last("intake")
    return papers.form(
        "intake",
        heading(papers, *papers.pairs("intake", ("at", "way_in", "referred_by"), entry)),
        Section(
            say.text("form-client"),
            (Pairs((*papers.pairs("person", _PERSON, papers.client), *_home(papers))),),
        ),
        Section(say.text("form-family"), (_family(papers),)),
        Section(say.text("form-spoke"), (_spoke(papers),)),
        Section(
            papers.label("intake", "view"), (words_or_space(papers.value("intake", "view", entry), lines=5),)
        ),
        Section(
            papers.label("intake", "verdict"),
            (
                papers.boxes("intake_verdicts", "" if entry is None else entry.text("verdict")),
                Boxes(_urgency(papers)),
                Pairs((papers.pair("intake", "reason", entry),)),
            ),
        ),
        signed(papers, "interviewer"),
    )


def _home(papers: Papers) -> tuple[tuple[str, str], ...]:
    said = () if papers.household is None else papers.household.household
    known = {label.casefold(): value for label, value in said}
    kind = papers.label("household", "type")
    area = "" if papers.household is None else papers.household.area
    return (kind, known.get(kind.casefold(), "")), (papers.say.text("form-area"), area)


def _family(papers: Papers) -> Table:
    say, home = papers.say, papers.household
    here = [] if home is None else [(each, "form-yes") for each in home.residents]
    away = [] if home is None else [(each, "form-no") for each in home.elsewhere]
    named = (say.text(f"form-family-{each}") for each in ("tie", "years", "here"))
    rows = ((each.name, each.tie, each.years, say.text(key)) for each, key in (*here, *away))
    return table((papers.label("person", "name"), *named), (3, 4, 2, 2), rows, blank=5)


def _spoke(papers: Papers) -> Table:
    names = ("words", "spoken_by", "need_of", "domain")
    rows = (
        (
            papers.value("statement", "words", each),
            papers.value("statement", "spoken_by", each),
            papers.whose(each),
            papers.value("statement", "domain", each),
        )
        for each in papers.of("statement")
    )
    return table((papers.label("statement", name) for name in names), (6, 2, 2, 2), rows, blank=4)


def _urgency(papers: Papers) -> tuple[tuple[bool, str], ...]:
    entry = papers.last("intake")
    is_urgent = None if entry is None else entry.get("is_emergency")
    words = papers.say.text
    return (is_urgent is True, words("form-emergency")), (is_urgent is False, words("form-general"))
