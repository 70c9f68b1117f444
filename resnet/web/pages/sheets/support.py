"""The sheets of who and what helps already: own supporters, services received, and that either ended."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.person_facts import PersonFacts
from resnet.casework.supporter import SupporterGiven, add_supporter
from resnet.casework.surroundings import ReceivedGiven, no_longer, receive
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import (
    CaseDesk,
    case_desk,
    case_sheet,
    field_ask,
    find_by_name,
    what_ended,
)
from resnet.web.render import Onward, onward
from resnet.web.sheet import (
    Ask,
    Filled,
    Group,
    Options,
    RefusedAtError,
    Sheet,
    Way,
    show_sheet,
    take_sheet,
)

_YES: Final = "yes"
# What stands between the kind of an edge and the other end of it in the code of what may end.
_OF: Final = " "


def show_supporter(asked: Asked) -> Response:
    """The empty sheet of a supporter."""
    at = case_desk(asked)
    return show_sheet(at.desk, _supporter_sheet(at))


def take_supporter(asked: Asked) -> Response:
    """Keep who of the client's own network helps, with what."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        given = SupporterGiven(
            client=at.case.client.id,
            supporter=_supporter(at, filled),
            gives=filled.text("gives"),
            service_class=filled.text("service_class") or None,
            per_week=filled.number("per_week"),
            load=filled.text("load") or None,
        )
        kept = add_supporter(at.desk.store, at.desk.scope, given, commit=asked.commit("supporter"))
        return onward(at.desk, f"{at.href}#drawings", "sheet-supporter-kept", kept.warnings)

    return take_sheet(asked, _supporter_sheet(at), act)


def show_received(asked: Asked) -> Response:
    """The empty sheet of a service received."""
    at = case_desk(asked)
    return show_sheet(at.desk, _received_sheet(at))


def take_received(asked: Asked) -> Response:
    """Keep what the client receives already."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        service = find_by_name(at.desk, at.view, "service", filled.text("service"), "service")
        if service is None:
            raise RefusedAtError("service", at.desk.words.text("sheet-missing-entry"))
        enough = filled.text("is_sufficient")
        given = ReceivedGiven(
            client=at.case.client.id,
            service=service,
            per_week=filled.number("per_week"),
            amount=filled.text("amount"),
            payer=filled.text("payer"),
            is_sufficient=enough == _YES if enough else None,
        )
        kept = receive(at.desk.store, at.desk.scope, given, commit=asked.commit("received"))
        return onward(at.desk, f"{at.href}#drawings", "sheet-received-kept", kept.warnings)

    return take_sheet(asked, _received_sheet(at), act)


def show_ended(asked: Asked) -> Response:
    """The empty sheet of what ended."""
    at = case_desk(asked)
    return show_sheet(at.desk, _ended_sheet(at))


def take_ended(asked: Asked) -> Response:
    """A support or a service received ends now; that it was stays."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        kind, _, other = filled.text("what").partition(_OF)
        client, end = at.case.client.id, NodeId(other)
        ends = (end, client) if kind == "supports" else (client, end)
        kept = no_longer(at.desk.store, at.desk.scope, kind, ends, commit=asked.commit("ended"))
        return onward(at.desk, f"{at.href}#drawings", "sheet-ended-kept", kept.warnings)

    return take_sheet(asked, _ended_sheet(at), act)


def _supporter(at: CaseDesk, filled: Filled) -> PersonFacts | NodeId:
    """Who helps: one of the file, a newcomer by name, or a group of the directory.

    Raises:
        RefusedAtError: If nobody was named, or more than one.
    """
    known, name, group = (filled.text(each) for each in ("supporter", "name", "group"))
    if sum(map(bool, (known, name, group))) != 1:
        raise RefusedAtError("supporter", at.desk.words.text("sheet-one-supporter"))
    if name:
        return PersonFacts(name=name)
    return find_by_name(at.desk, at.view, "group", group, "group") or NodeId(known)


def _supporter_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    people = tuple(pair for pair in at.people() if pair[0] != at.case.client.id)
    who = (
        Ask(name="supporter", label=words.text("sheet-of-the-file"), way=Way.PICK, options=people),
        Ask(name="name", label=words.text("sheet-supporter-new")),
        Ask(name="group", label=words.text("sheet-supporter-group"), hint=words.text("sheet-by-name-hint")),
    )
    what = (
        field_ask(desk, "supports", "gives", Way.TEXT, is_required=True),
        field_ask(desk, "supports", "service_class", Way.PICK, hint=words.text("sheet-stands-for-hint")),
        field_ask(desk, "supports", "per_week", Way.NUMBER),
        field_ask(desk, "supports", "load", Way.PICK),
    )
    groups = (Group(words.text("sheet-supporter-who"), who), Group(words.text("sheet-supporter-what"), what))
    return case_sheet(at, "supporter", groups, {})


def _received_sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    service = Ask(
        name="service",
        label=words.text("sheet-service"),
        is_required=True,
        hint=words.text("sheet-by-name-hint"),
    )
    enough = field_ask(desk, "receives", "is_sufficient", Way.PICK)
    asks = (
        service,
        field_ask(desk, "receives", "per_week", Way.NUMBER),
        field_ask(desk, "receives", "amount", Way.LINE),
        field_ask(desk, "receives", "payer", Way.LINE),
        Ask(
            name=enough.name,
            label=enough.label,
            way=Way.PICK,
            options=((_YES, words.text("sheet-enough")), ("no", words.text("sheet-not-enough"))),
        ),
    )
    return case_sheet(at, "received", (Group("", asks),), {})


def _ended_sheet(at: CaseDesk) -> Sheet:
    asks = (what_ended(at, _running(at)),)
    return case_sheet(at, "ended", (Group("", asks),), {"nothing-ends": "what"})


def _running(at: CaseDesk) -> Options:
    """What the client receives and who supports them now, by name."""
    client = at.case.client.id
    edges = (*edges_out(at.view, [client], "receives"), *edges_in(at.view, [client], "supports"))
    names = at.view.nodes({edge.other(client) for edge in edges})
    return tuple(
        (f"{edge.kind}{_OF}{edge.other(client)}", names[edge.other(client)].text("name"))
        for edge in edges
        if edge.other(client) in names
    )
