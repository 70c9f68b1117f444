"""A record in an agency's own template: what it asks for is filled in, and not a byte else is touched."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from resnet.drawing.forms.form import Form
from resnet.drawing.forms.template.embed import Embedded
from resnet.drawing.forms.template.offered import EMPTY, TICKED, Answer, Offer, Offers
from resnet.drawing.forms.template.package import TemplateError, open_template
from resnet.drawing.forms.template.slots import Edit, Place, Slot, find_slots
from resnet.drawing.text import plain
from resnet.ingest.bad_file import Where
from resnet.messages import messages_for

# So many are named in an error; the rest are counted.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that a template asks for, and where."""

    name: str
    place: Place

    def of(self, language: str) -> str:
        """The name and its place in words."""
        say, place = messages_for(language), self.place
        part = place.part.rpartition("/")[2].removesuffix(".xml")
        if place.table is None:
            at = say.text("template-paragraph", part=part, paragraph=str(place.paragraph))
        else:
            numbers = {"table": str(place.table), "row": str(place.row), "column": str(place.column)}
            at = say.text("template-cell", part=part, **numbers)
        return say.text("template-asked", name=self.name, at=at)


@dataclass(frozen=True, slots=True)
class Listed:
    """Several names with their places, as an error says them."""

    asked: tuple[Asked, ...]

    def of(self, language: str) -> str:
        """The first of them in words, and how many more there are."""
        said = "; ".join(each.of(language) for each in self.asked[:_NAMED])
        more = len(self.asked) - _NAMED
        return said if more <= 0 else f"{said} (+{more})"


@dataclass(frozen=True, slots=True)
class Filled:
    """The document, and what its reader should know.

    ``places`` were filled with something known. ``left`` are fields that this record does not know: they stay
    as they were. ``unasked`` are what the record holds and the template has no place for.
    """

    content: bytes
    places: int
    left: tuple[Asked, ...]
    unasked: tuple[str, ...]


def fill_template(content: bytes, form: Form, file: str) -> Filled:
    """The template with the record's words in its places; what is not known stays room to write.

    The same record and template give the same bytes. Parts without a place are the template's own bytes, and
    so is all of a part around its places.

    Raises:
        TemplateError: If it is no HWPX template, a mark asks for what the record does not know, or a drawing
            is asked for where none can stand.
        BadFileError: If it is locked, damaged, or too large.
    """
    where = Where(file)
    package, offers = open_template(content, where), Offers(form)
    found = {name: find_slots(name, source, where) for name, source in package.bodies()}
    slots = [slot for listed in found.values() for slot in listed]
    if not slots:
        raise TemplateError(where, "no-slot")
    answers = {slot.name: offers.answer(slot.name) for slot in slots}
    embedded = Embedded(package, where)
    unknown = [slot for slot in slots if answers[slot.name] is None]
    _refuse_marks(unknown, offers, where)
    _refuse_places(slots, answers, where)
    changed = {
        name: _written(source, _edits(found[name], answers, embedded))
        for name, source in package.bodies()
        if found[name]
    }
    known = [answer for answer in answers.values() if answer is not None]
    broken = [slot for slot in slots if not slot.edits and slot not in unknown]
    return Filled(
        content=package.with_parts(changed | embedded.list_of_parts(), embedded.added),
        places=sum(1 for slot in slots if slot.edits and (each := answers[slot.name]) and each.text),
        left=tuple(Asked(slot.name, slot.place) for slot in (*unknown, *broken)),
        unasked=tuple(_unasked(offers.by_name.values(), known)),
    )


def _refuse_marks(unknown: Iterable[Slot], offers: Offers, where: Where) -> None:
    """A field of another name is the clerk's own; a mark that nobody fills would be printed."""
    marks = tuple(Asked(slot.name, slot.place) for slot in unknown if slot.how == "mark")
    if marks:
        near = difflib.get_close_matches(marks[0].name, [*offers.by_name, *offers.short], n=3, cutoff=0.5)
        variant = "unknown-mark-near" if near else "unknown-mark"
        raise TemplateError(where, variant, marks=Listed(marks), near=", ".join(near))


def _refuse_places(slots: Iterable[Slot], answers: Mapping[str, Answer | None], where: Where) -> None:
    """A drawing has a paragraph or a cell of its own: elsewhere it would lie on words, or on every page."""
    wrong = tuple(
        Asked(slot.name, slot.place)
        for slot in slots
        if not slot.drawing and (answer := answers[slot.name]) and answer.offer.drawing is not None
    )
    if wrong:
        raise TemplateError(where, "drawing-place", marks=Listed(wrong))


def _edits(slots: Iterable[Slot], answers: Mapping[str, Answer | None], embedded: Embedded) -> Iterator[Edit]:
    for slot in slots:
        answer = answers[slot.name]
        if answer is not None and answer.offer.drawing:
            picture = embedded.picture(answer.offer.drawing, answer.text, slot)
            yield from (_with(edit, picture) for edit in slot.drawing)
            continue
        # An empty field shows its prompt, which is not printed; an empty mark would be.
        if answer is not None and (answer.text or slot.how == "mark"):
            yield from (_filled(edit, answer.text, slot.prefix) for edit in slot.edits)


def _filled(edit: Edit, text: str, prefix: str) -> Edit:
    lines = (escape(plain(line)) for line in text.split("\n"))
    return _with(edit, f"<{prefix}lineBreak/>".join(lines).encode())


def _with(edit: Edit, answer: bytes) -> Edit:
    if edit.text is not None:
        return edit
    return Edit(edit.start, edit.end, edit.before + answer + edit.after)


def _written(source: bytes, edits: Iterable[Edit]) -> bytes:
    parts, done = [], 0
    for edit in sorted(set(edits), key=lambda each: (each.start, each.end)):
        parts += [source[done : edit.start], edit.text or b""]
        done = edit.end
    return b"".join((*parts, source[done:]))


def _unasked(offers: Iterable[Offer], known: Iterable[Answer]) -> Iterator[str]:
    """What has words and no place; of a column, from which row on."""
    asked = {answer.offer.name: answer for answer in known if answer.row is None}
    together = {answer.offer.of for answer in known if answer.offer.of}
    rows: dict[str, set[int]] = {}
    for answer in known:
        if answer.row is not None:
            rows.setdefault(answer.offer.name, set()).add(answer.row)
    for offer in offers:
        if offer.name in asked or offer.name in together or offer.of:
            continue
        placed = rows.get(offer.name, set())
        left = [row for row, text in enumerate(offer.rows, 1) if _says(text) and row not in placed]
        if left and offer.is_column and offer.name in rows:
            yield f"{offer.name} {left[0]}"
        elif left:
            yield offer.name


def _says(text: str) -> bool:
    """Whether it is more than boxes that nobody ticked."""
    return bool(text) and (not text.startswith(EMPTY) or TICKED in text)
