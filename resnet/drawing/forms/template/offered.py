"""What a record offers a template, each by a name: what the record itself prints before it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from resnet.drawing.forms.form import Boxes, Form, Pairs, Picture, Section, Space, Table, Words
from resnet.drawing.forms.make import blank_form, form_of_papers
from resnet.drawing.forms.papers import Papers
from resnet.graph.elements import Node, NodeId
from resnet.ontology.category import Category

TICKED, EMPTY = "■", "□"
_NUMBERED = re.compile(r"(.+?) ?([1-9][0-9]{0,3})")
_LATER_SECTION = re.compile(r"(.+?) [1-9][0-9]{0,3}(/.+)")
# What a title adds in brackets is no part of its name.
_REMARK = re.compile(r" ?\([^()]*\)$")
# Names do not depend on it.
_ANY_DAY = datetime(2031, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing of a record: ``rows`` of it in a column, else one.

    ``name`` is the section's title and the label; ``of`` is the offer that says the same in one line.
    ``drawing`` is a drawing as SVG, ``""`` where nothing is drawn, None of what is words.
    """

    name: str
    rows: tuple[str, ...]
    is_column: bool = False
    of: str = ""
    drawing: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name that a template asks for stands for: the ``offer``, and the ``row`` of it, or all of it."""

    offer: Offer
    row: int | None = None

    @property
    def text(self) -> str:
        """The words; ``""`` where nothing is known."""
        if self.row is None:
            return "\n".join(filter(None, self.offer.rows))
        return self.offer.rows[self.row - 1] if self.row <= len(self.offer.rows) else ""


class Offers:
    """Everything that a record offers, filled as far as the case has it.

    ``by_name`` are the full names, ``short`` the labels that are one offer's alone, each with its full name.
    """

    def __init__(self, form: Form) -> None:
        """From the record; what it does not hold, its blank kin does."""
        known = {offer.name: _emptied(offer) for offer in offers_of(form.name, form.language)}
        static = _static_words(form.name, form.language)
        self.by_name: Mapping[str, Offer] = known | {each.name: each for each in _offers(form, static)}
        self.short: Mapping[str, str] = _short_names(known)

    def answer(self, asked: str) -> Answer | None:
        """What the name stands for; None for a name that this record does not know."""
        name = tidy(asked)
        offer = self._offer(name)
        if offer is not None:
            return Answer(offer)
        numbered = _NUMBERED.fullmatch(name)
        column = self._offer(numbered[1]) if numbered else None
        if numbered is None or column is None or not column.is_column:
            return None
        return Answer(column, int(numbered[2]))

    def _offer(self, name: str) -> Offer | None:
        offer = self.by_name.get(self.short.get(name, name))
        if offer is None and (later := _LATER_SECTION.fullmatch(name)):
            first = self.by_name.get(later[1] + later[2])
            return None if first is None else _emptied(first)
        return offer


def tidy(name: str) -> str:
    """The name as it is compared: composed letters, single spaces, none beside the stroke."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    return re.sub(r" ?/ ?", "/", plain)


@cache
def offers_of(name: str, language: str) -> tuple[Offer, ...]:
    """Everything that a record may offer, empty; in the order in which it stands there."""
    static = _static_words(name, language)
    told: dict[str, Offer] = {}
    for form in (blank_form(name, language, _ANY_DAY), form_of_papers(name, _with_consent(language))):
        for offer in _offers(form, static):
            told.setdefault(offer.name, _emptied(offer))
    return tuple(told.values())


def short_names(name: str, language: str) -> Mapping[str, str]:
    """Full name → the label alone, where no other offer of the record has that label."""
    known = {offer.name: offer for offer in offers_of(name, language)}
    return {full: short for short, full in _short_names(known).items()}


def _with_consent(language: str) -> Papers:
    """A consent that was given is told in other columns than one that is asked for."""
    given = Node(id=NodeId("consent:any"), kind="consent", category=Category.CASE, fields={}, about=())
    return Papers(at=_ANY_DAY, language=language, nodes={"consent": (given,)})


def _emptied(offer: Offer) -> Offer:
    return Offer(offer.name, (), offer.is_column, offer.of, None if offer.drawing is None else "")


def _short_names(known: Mapping[str, Offer]) -> dict[str, str]:
    labels = {name: name.partition("/")[2] for name in known if "/" in name}
    often = Counter(labels.values())
    return {
        label: name for name, label in labels.items() if often[label] == 1 and label and label not in known
    }


def _offers(form: Form, static: frozenset[str]) -> Iterator[Offer]:
    met: Counter[str] = Counter()
    for section in form.sections:
        called = tidy(_REMARK.sub("", section.name or section.title))
        met[called] += 1
        title = called if met[called] == 1 else f"{called} {met[called]}"
        taken: set[str] = set()
        for offer in _of_section(title, section, static):
            if offer.name not in taken:
                taken.add(offer.name)
                yield offer


def _of_section(title: str, section: Section, static: frozenset[str]) -> Iterator[Offer]:
    for part in section.parts:
        match part:
            case Pairs(rows):
                for label, value in rows:
                    yield Offer(f"{title}/{tidy(label)}", (value,))
            case Table():
                yield from _columns(title, part)
            case Words(text) if text not in static:
                yield Offer(title, (text,))
            case Space():
                yield Offer(title, ("",), drawing="" if part.is_drawing else None)
            case Picture(svg, says):
                yield Offer(title, (says,), drawing=svg)
            case Boxes(choices):
                yield from _boxes(title, choices)
            case _:
                pass


def _columns(title: str, told: Table) -> Iterator[Offer]:
    for place, head in enumerate(told.heads):
        parts = filter(None, (title, tidy(told.name), tidy(head)))
        yield Offer("/".join(parts), tuple(row[place] for row in told.rows), is_column=True)


def _boxes(title: str, choices: Iterable[tuple[bool, str]]) -> Iterator[Offer]:
    marks = [(TICKED if is_ticked else EMPTY, label) for is_ticked, label in choices]
    yield Offer(title, ("  ".join(f"{mark} {label}" for mark, label in marks),))
    for mark, label in marks:
        yield Offer(f"{title}/{tidy(label)}", (mark,), of=title)


@cache
def _static_words(name: str, language: str) -> frozenset[str]:
    """What a record tells whoever reads it, whatever the case."""
    form = blank_form(name, language, _ANY_DAY)
    return frozenset(
        part.text for section in form.sections for part in section.parts if isinstance(part, Words)
    )
