"""The eco-map gone over together: the picture and a form with the same in it, what was said of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from starlette.responses import HTMLResponse, Response

from resnet.casework.drawing_note import NoteGiven, notes_on
from resnet.casework.eco_map import (
    EcoMapRevised,
    LastChange,
    RelationSaid,
    last_change,
    revise_eco_map,
    undo_eco_map,
)
from resnet.casework.open_case import ENDED
from resnet.casework.person_facts import PersonFacts
from resnet.casework.surroundings import RelationGiven
from resnet.drawing.ecomap.edit import EditedMap, draw_edited
from resnet.drawing.ecomap.from_view import Views
from resnet.drawing.ecomap.model import Relation, System
from resnet.errors import ConflictError, RuleError
from resnet.graph.elements import EdgeId, NodeId, Version
from resnet.graph.reading import edges_out
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, find_by_name
from resnet.web.problem import say_problem
from resnet.web.render import CONSENTERS, PAGES, SECURITY, WORKERS, Onward, onward, page
from resnet.web.sheet import Options, RefusedAtError

_POINTS: Final = ("5", "4", "3", "2", "1")
_REFUSED: Final = 422
_LONGEST_NAME: Final = 300
# Which kinds of relation are more and less of the same; the others are of another sort, and are picked.
_SCALE: Final = ("weak", "ordinary", "strong")
_LISTED: Final = ("group", "agency", "service")


@dataclass(frozen=True)
class Row:
    """A system in the form: what is picked, and the relation that was looked at (``""``: there is none)."""

    id: NodeId
    name: str
    was: str
    nature: str
    flow: str
    nearness: str
    importance: str
    words: str
    known: str
    is_over: bool = False


def show_ecomap_page(asked: Asked) -> Response:
    """The map as it stands, to be gone over."""
    return _shown(case_desk(asked, CONSENTERS), asked, [])


def take_ecomap(asked: Asked) -> Response:
    """Keep what was said, all in one; or show it again as it was typed, and what is amiss."""
    at = case_desk(asked, CONSENTERS)
    desk = at.desk
    said = tuple(
        _said(each, at.case.client.id) for each in _rows(at, asked, _drawn(at, {})) if _is_told(each)
    )
    words, plan = asked.text("whole"), asked.text("plan")
    author = desk.visitor.name if desk.visitor is not None else ""
    note = NoteGiven(drawing="ecomap", words=words, plan=plan, author=author) if words or plan else None
    given = EcoMapRevised(case=at.case.id, said=said, note=note)
    try:
        kept = revise_eco_map(desk.store, desk.scope, given, commit=asked.commit("ecomap"))
    except ConflictError:
        # What others said meanwhile is shown, not what was typed over it.
        stands = replace(asked, form={"whole": (words,), "plan": (plan,)})
        return _shown(at, stands, [desk.words.text("ecomap-changed-meanwhile")])
    except RuleError as error:
        return _shown(at, asked, [_say(at, error)])
    return onward(desk, _address(at), "ecomap-kept", kept.warnings)


def show_preview(asked: Asked) -> Response:
    """The picture of what the form says and nobody has kept: for the page's own script."""
    at = case_desk(asked, CONSENTERS)
    rows = _rows(at, asked, _drawn(at, {}))
    html = PAGES.get_template("ecomap_picture.html").render(
        picture=_drawn(at, _meanwhile(rows)), picture_label=at.desk.words.text("web-ecomap")
    )
    return HTMLResponse(html, headers=SECURITY)


def take_new_system(asked: Asked) -> Response:
    """Somebody or something more around the client, of whom nothing is said yet."""
    at = case_desk(asked, CONSENTERS)
    desk = at.desk
    try:
        kept = revise_eco_map(desk.store, desk.scope, _new_system(at, asked), commit=asked.commit("system"))
    except (RuleError, RefusedAtError) as error:
        return _shown(at, asked, [_say(at, error)])
    return onward(desk, _address(at), "ecomap-added", kept.warnings)


def take_undo(asked: Asked) -> Response:
    """Put back what the last change changed."""
    at = case_desk(asked, CONSENTERS)
    desk, typed = at.desk, asked.line("version")
    version = Version(int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else Version(0)
    try:
        undo_eco_map(desk.store, desk.scope, at.case.id, version, commit=asked.commit("undo"))
    except ConflictError:
        return _shown(at, asked, [desk.words.text("ecomap-changed-meanwhile")])
    except RuleError as error:
        return _shown(at, asked, [_say(at, error)])
    return Onward(_address(at), [desk.words.text("ecomap-undone")])


def _shown(at: CaseDesk, asked: Asked, amiss: list[str]) -> Response:
    desk, client = at.desk, at.case.client.id
    stands = _drawn(at, {})
    rows = list(_rows(at, asked, stands))
    last = last_change(desk.view(EVERY_MOMENT), client)
    return page(
        desk,
        "ecomap.html",
        status=_REFUSED if amiss else 200,
        has_script=True,
        address=_address(at),
        back=f"{at.href}#ecomap",
        back_words=at.back_words,
        is_open=at.case.node.text("state") not in ENDED,
        amiss=amiss,
        picture=_drawn(at, _meanwhile(rows)),
        rows=rows,
        seen=" ".join(f"{each.id}={each.was}" for each in rows),
        points=[(each, f"{each}/5") for each in _POINTS],
        scale=" ".join(_SCALE),
        whole=asked.text("whole"),
        plan=asked.text("plan"),
        people=_others(at, stands),
        kinds=_kinds(at),
        typed=asked.line,
        last=last,
        last_says="" if last is None else _say_last(at, last),
        notes=notes_on(at.view, [at.case.id], "ecomap"),
    )


def _address(at: CaseDesk) -> str:
    return f"{at.href}/ecomap"


def _drawn(at: CaseDesk, meanwhile: Mapping[NodeId, Relation | None]) -> EditedMap:
    return draw_edited(
        Views(at.view, at.view.now, always=at.desk.view(EVERY_MOMENT)),
        at.case.client.id,
        meanwhile,
        language=at.desk.language,
        standard=at.case.standard.id,
    )


def _rows(at: CaseDesk, asked: Asked, stands: EditedMap) -> Iterator[Row]:
    """A row a system: as it was typed where the form was sent, else as it stands."""
    edges = {edge.end: edge.id for edge in edges_out(at.view, [at.case.client.id], "relates_to")}
    seen = dict(each.partition("=")[::2] for each in asked.line("seen").split())
    for system in stands.systems:
        relation = system.now
        if relation is None or relation.planned is not None:
            continue
        if system.id in seen:
            yield _typed(system, asked, seen[system.id])
        else:
            yield _stands(system, relation, edges.get(system.id, ""))


def _stands(system: System, relation: Relation, was: str) -> Row:
    return Row(
        id=system.id,
        name=system.name,
        was=was,
        nature=relation.nature,
        flow=relation.flow,
        nearness=str(relation.nearness or ""),
        importance=str(relation.importance or ""),
        words=relation.words,
        known=relation.known,
    )


def _typed(system: System, asked: Asked, was: str) -> Row:
    def said(name: str) -> str:
        return asked.line(f"{name}:{system.id}")

    return Row(
        id=system.id,
        name=system.name,
        was=was,
        nature=said("nature"),
        flow=said("flow"),
        nearness=said("nearness"),
        importance=said("importance"),
        words=asked.text(f"words:{system.id}"),
        known=system.now.known if system.now is not None else "",
        is_over=asked.is_ticked(f"over:{system.id}"),
    )


def _is_told(row: Row) -> bool:
    """Whether there is or was anything to keep: of whom nobody was asked nothing is written."""
    return bool(row.was or row.nature or row.flow or row.nearness or row.importance or row.words)


def _said(row: Row, client: NodeId) -> RelationSaid:
    relation = RelationGiven(
        client=client,
        system=row.id,
        nature=row.nature or None,
        flow=row.flow or None,
        importance=_point(row.importance),
        nearness=_point(row.nearness),
        words=row.words,
    )
    return RelationSaid(relation=relation, was=EdgeId(row.was) if row.was else None, is_over=row.is_over)


def _point(typed: str) -> int | None:
    """A point of 5; what no option of the form says is refused as one off the scale."""
    if not typed:
        return None
    return int(typed) if typed in _POINTS else 0


def _meanwhile(rows: list[Row] | Iterator[Row]) -> dict[NodeId, Relation | None]:
    said: dict[NodeId, Relation | None] = {}
    for row in rows:
        relation = Relation(
            nature=row.nature,
            flow=row.flow,
            importance=_point(row.importance) or None,
            nearness=_point(row.nearness) or None,
            words=row.words,
            known=row.known,
        )
        said[row.id] = None if row.is_over else relation
    return said


def _say(at: CaseDesk, error: RuleError | RefusedAtError) -> str:
    return error.says if isinstance(error, RefusedAtError) else say_problem(at.desk, error)


def _say_last(at: CaseDesk, last: LastChange) -> str:
    """What the last change was, so that nobody undoes something else."""
    ends = [edge.end for edge in (*last.begun, *last.ended)]
    names = at.desk.view(EVERY_MOMENT).nodes(dict.fromkeys(ends)).values()
    said = ", ".join(sorted(each.text("name") for each in names))
    return at.desk.words.text("ecomap-last", at=f"{last.at.astimezone(KOREA):%Y-%m-%d %H:%M}", names=said)


def _others(at: CaseDesk, stands: EditedMap) -> Options:
    """People of the client's file who are not on the map yet."""
    there = {each.id for each in stands.systems}
    return tuple(each for each in at.people()[1:] if each[0] not in there)


def _kinds(at: CaseDesk) -> Options:
    """What may come by its name; a client writes down nobody new."""
    kinds = ("person", "group", "agency", "service") if at.desk.has_role(*WORKERS) else _LISTED
    return tuple((kind, at.desk.words.text(f"ecomap-new-{kind}")) for kind in kinds)


def _new_system(at: CaseDesk, asked: Asked) -> EcoMapRevised:
    """What the form for a new system asks to add.

    Raises:
        RefusedAtError: If nothing or nobody of that name is meant.
    """
    words, name, kind = at.desk.words, asked.line("name"), asked.line("kind")
    person = asked.line("person")
    if person and person in dict(_others(at, _drawn(at, {}))):
        return _added(at, NodeId(person))
    if not name or kind not in dict(_kinds(at)):
        raise RefusedAtError("name", words.text("ecomap-new-whom"))
    if len(name) > _LONGEST_NAME:
        raise RefusedAtError("name", words.text("sheet-too-long", most=_LONGEST_NAME))
    if kind == "person":
        return EcoMapRevised(case=at.case.id, newcomer=PersonFacts(name=name))
    found = find_by_name(at.desk, at.view, kind, name, "name")
    if found is None:
        raise RefusedAtError("name", words.text("ecomap-new-whom"))
    return _added(at, found)


def _added(at: CaseDesk, system: NodeId) -> EcoMapRevised:
    holds = {edge.end: edge.id for edge in edges_out(at.view, [at.case.client.id], "relates_to")}
    if system in holds:
        raise RefusedAtError("name", at.desk.words.text("ecomap-new-there"))
    relation = RelationGiven(client=at.case.client.id, system=system)
    return EcoMapRevised(case=at.case.id, said=(RelationSaid(relation=relation),))
