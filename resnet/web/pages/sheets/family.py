"""The sheets of the family: somebody more, a tie between two, what was learnt of somebody."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.family import add_family, correct_person
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin, Relative, Tie
from resnet.graph.elements import CommitId, NodeId
from resnet.ontology.registry import edge_field
from resnet.web.desk import Asked, Desk
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask
from resnet.web.render import Onward, choices, onward
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet

_NEW: Final = "new"
# What somebody new is to somebody of the file → the tie, and whether the newcomer is its start.
_ROLES: Final = {
    "child": ("parent_of", False),
    "parent": ("parent_of", True),
    "partner": ("partner_of", True),
    "twin": ("twin_of", True),
}
_KINDS: Final = ("parent_of", "partner_of", "twin_of", "feels_about", "guardian_of")
# Which question says of what nature a tie is.
_NATURES: Final = {
    "parent_of": "parent_nature",
    "partner_of": "partner_nature",
    "twin_of": "twin_nature",
    "feels_about": "feeling",
}
_FACTS: Final = (
    ("name", Way.LINE),
    ("sex", Way.PICK),
    ("born_on", Way.DAY),
    ("birth_year", Way.WHOLE),
    ("death_year", Way.WHOLE),
    ("pregnancy", Way.PICK),
    ("occupation", Way.LINE),
    ("came_from", Way.LINE),
    ("came_in", Way.WHOLE),
    ("health_signs", Way.PICKS),
    ("mental_health_signs", Way.PICKS),
)


def show_relative(asked: Asked) -> Response:
    """The empty sheet of somebody more."""
    at = case_desk(asked)
    return show_sheet(at.desk, _relative_sheet(at))


def take_relative(asked: Asked) -> Response:
    """Take somebody down, with what they are to somebody of the file."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        facts = _facts(filled)
        if not any(value is not None for value in facts.fields().values()):
            raise RefusedAtError("name", at.desk.words.text("sheet-missing-entry"))
        relative = Relative(key=_NEW, facts=facts, is_resident=filled.is_ticked("is_resident"))
        kin = Kin((relative,), _ties_of_newcomer(at, filled))
        return _added(at, kin, asked.commit("relative"), "sheet-relative-kept")

    return take_sheet(asked, _relative_sheet(at), act)


def show_tie(asked: Asked) -> Response:
    """The empty sheet of a tie."""
    at = case_desk(asked)
    return show_sheet(at.desk, _tie_sheet(at))


def take_tie(asked: Asked) -> Response:
    """Keep a tie between two of the file."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        tie = _tie(filled, filled.text("kind"), filled.text("start"), filled.text("end"))
        return _added(at, Kin((), (tie,)), asked.commit("tie"), "sheet-tie-kept")

    return take_sheet(asked, _tie_sheet(at), act)


def show_person(asked: Asked) -> Response:
    """The empty sheet of what was learnt of somebody."""
    at = case_desk(asked)
    return show_sheet(at.desk, _person_sheet(at))


def take_person(asked: Asked) -> Response:
    """Set what was filled in; what was left empty stays as it is."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        person = NodeId(filled.text("person"))
        kept = correct_person(
            at.desk.store, at.desk.scope, person, _facts(filled), commit=asked.commit("person")
        )
        return onward(at.desk, f"{at.href}#drawings", "sheet-person-kept", kept.warnings)

    return take_sheet(asked, _person_sheet(at), act)


def _added(at: CaseDesk, kin: Kin, commit: CommitId, says: str) -> Onward:
    """Keep it in the client's family, and on to the drawings that draw it."""
    kept = add_family(at.desk.store, at.desk.scope, at.case.client.id, kin, commit=commit)
    return onward(at.desk, f"{at.href}#drawings", says, kept.warnings)


def _facts(filled: Filled) -> PersonFacts:
    return PersonFacts(
        name=filled.text("name") or None,
        sex=filled.text("sex") or None,
        born_on=filled.day("born_on"),
        birth_year=filled.whole("birth_year"),
        death_year=filled.whole("death_year"),
        pregnancy=filled.text("pregnancy") or None,
        occupation=filled.text("occupation") or None,
        came_from=filled.text("came_from") or None,
        came_in=filled.whole("came_in"),
        health_signs=filled.codes("health_signs") or None,
        mental_health_signs=filled.codes("mental_health_signs") or None,
    )


def _ties_of_newcomer(at: CaseDesk, filled: Filled) -> tuple[Tie, ...]:
    """One tie, or two where both parents of a child are known; none of who only lives here."""
    role, other, second = filled.text("role"), filled.text("of"), filled.text("other_parent")
    if not role:
        return ()
    if not other:
        raise RefusedAtError("of", at.desk.words.text("sheet-missing-pick"))
    kind, is_start = _ROLES[role]
    start, end = (_NEW, other) if is_start else (other, _NEW)
    ties = [_tie(filled, kind, start, end)]
    if role == "child" and second and second != other:
        ties.append(_tie(filled, kind, second, _NEW))
    return tuple(ties)


def _tie(filled: Filled, kind: str, start: str, end: str) -> Tie:
    """The tie with what was said that fits its kind."""
    is_child, is_couple = kind == "parent_of", kind == "partner_of"
    return Tie(
        kind=kind,
        start=start,
        end=end,
        nature=filled.text(_NATURES[kind]) or None if kind in _NATURES else None,
        birth_order=filled.whole("birth_order") if is_child else None,
        from_year=filled.whole("from_year") if is_couple else None,
        to_year=filled.whole("to_year") if is_couple else None,
        is_legal=filled.is_ticked("is_legal") if kind == "guardian_of" else None,
    )


def _relative_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    roles = tuple((role, words.text(f"sheet-relative-{role}")) for role in _ROLES)
    return Sheet(
        title=words.text("sheet-relative"),
        address=f"{at.href}/relative",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-relative-says"),
        at={"no-household": "is_resident", "tie-to-oneself": "of"},
        groups=(
            Group(words.text("sheet-who"), _fact_asks(desk)),
            Group(
                words.text("sheet-relative-tie"),
                (
                    Ask(
                        name="role",
                        label=words.text("sheet-relative-role"),
                        way=Way.PICK,
                        options=roles,
                        hint=words.text("sheet-relative-role-hint"),
                    ),
                    Ask(name="of", label=words.text("sheet-relative-of"), way=Way.PICK, options=at.people()),
                    Ask(
                        name="other_parent",
                        label=words.text("sheet-relative-other-parent"),
                        way=Way.PICK,
                        options=at.people(),
                    ),
                    *_nature_asks(desk, "parent_of", "partner_of", "twin_of"),
                    Ask(name="is_resident", label=words.text("sheet-relative-resident"), way=Way.TICK),
                ),
            ),
        ),
    )


def _tie_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    kinds = tuple((kind, words.text(f"sheet-tie-{kind.replace('_', '-')}")) for kind in _KINDS)
    ends = (("start", words.text("sheet-tie-start")), ("end", words.text("sheet-tie-end")))
    return Sheet(
        title=words.text("sheet-tie"),
        address=f"{at.href}/tie",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        at={"tie-to-oneself": "end"},
        groups=(
            Group(
                "",
                (
                    Ask(
                        name="kind",
                        label=words.text("sheet-tie-kind"),
                        way=Way.PICK,
                        options=kinds,
                        is_required=True,
                    ),
                    *(
                        Ask(name=name, label=label, way=Way.PICK, options=at.people(), is_required=True)
                        for name, label in ends
                    ),
                    *_nature_asks(desk, *_KINDS),
                ),
            ),
        ),
    )


def _person_sheet(at: CaseDesk) -> Sheet:
    words = at.desk.words
    person = Ask(
        name="person",
        label=words.text("sheet-person-who"),
        way=Way.PICK,
        options=at.people(),
        is_required=True,
    )
    return Sheet(
        title=words.text("sheet-person"),
        address=f"{at.href}/person",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text("sheet-person-says"),
        at={"nothing-said": "person"},
        groups=(Group("", (person,)), Group(words.text("sheet-who"), _fact_asks(at.desk))),
    )


def _fact_asks(desk: Desk) -> tuple[Ask, ...]:
    hints = {"birth_year": "sheet-birth-year-hint", "pregnancy": "sheet-pregnancy-hint"}
    return tuple(
        field_ask(desk, "person", name, way, hint=desk.words.text(hints[name]) if name in hints else "")
        for name, way in _FACTS
    )


def _nature_asks(desk: Desk, *kinds: str) -> tuple[Ask, ...]:
    """What may be said of ties of these kinds, each with its kind in its words."""
    asks: list[Ask] = []
    for kind in kinds:
        about = desk.words.text(f"sheet-tie-{kind.replace('_', '-')}")
        if kind in _NATURES:
            vocabulary = edge_field(kind, "nature").vocabulary or ""
            options = tuple(choices(vocabulary, desk.language))
            asks.append(Ask(name=_NATURES[kind], label=about, way=Way.PICK, options=options))
        names = {"parent_of": ("birth_order",), "partner_of": ("from_year", "to_year")}.get(kind, ())
        for name in names:
            label = f"{about}: {edge_field(kind, name).label.of(desk.language)}"
            asks.append(Ask(name=name, label=label, way=Way.WHOLE))
        if kind == "guardian_of":
            label = edge_field(kind, "is_legal").label.of(desk.language)
            asks.append(Ask(name="is_legal", label=label, way=Way.TICK))
    return tuple(asks)
