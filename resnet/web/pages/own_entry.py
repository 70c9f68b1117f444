"""An entry of the directory, confirmed or corrected in a minute: by its provider, or by one who called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from starlette.responses import Response

from resnet.graph.elements import Node
from resnet.graph.reading import get_node
from resnet.ingest.verify import Said, say_all, standing_of
from resnet.ontology.field import Type, Value
from resnet.ontology.registry import node_field
from resnet.web.desk import Asked, Desk
from resnet.web.entry import phones_of
from resnet.web.pages.agency import PROVIDERS, read_services
from resnet.web.render import Onward, choices
from resnet.web.sheet import Ask, Filled, Group, Sheet, Way, show_sheet, take_sheet

# What wears soonest and is asked for most; the rest of an entry is said by lists and by those who call.
_ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": ("phone", "email", "homepage", "head", "status"),
    "group": ("phone", "status"),
    "service": (
        "capacity_state",
        "places_open",
        "waiting",
        "hours_said",
        "cost_said",
        "apply_how",
        "phone",
        "status",
    ),
}
_HOW: Final = "how"
_A_LINE: Final = 200
_OWN_WAY: Final = "own-answer"


def show_own_entry(asked: Asked) -> Response:
    """The entry as it stands, to be sent as it is or corrected."""
    desk, things, standing = _entry(asked)
    return show_sheet(desk, _sheet(desk, things, standing), _typed(things))


def take_own_entry(asked: Asked) -> Response:
    """Keep what was said of the provider and each of its services, all in one."""
    desk, things, standing = _entry(asked)

    def act(filled: Filled) -> Onward:
        how = _OWN_WAY if standing == "own-word" else filled.text(_HOW)
        said = [_said(node, filled, how) for node in things]
        say_all(desk.store, desk.scope, said, commit=asked.commit("entry"))
        return Onward(f"/directory/{things[0].id}", [desk.words.text("web-entry-kept")])

    return take_sheet(asked, _sheet(desk, things, standing), act)


def _entry(asked: Asked) -> tuple[Desk, list[Node], str]:
    """The provider with its services, and with which standing the visitor speaks of them."""
    desk = asked.desk
    view = desk.view()
    provider = get_node(view, asked.node(), *PROVIDERS)
    standing = standing_of(view, provider)
    return desk, [provider, *read_services(view, provider.id)], standing


def _sheet(desk: Desk, things: list[Node], standing: str) -> Sheet:
    words = desk.words
    groups = [Group(node.text("name"), tuple(_asks(desk, node))) for node in things]
    if standing != "own-word":
        ways = tuple(pair for pair in choices("verification_ways", desk.language) if pair[0] != _OWN_WAY)
        how = Ask(
            name=_HOW, label=words.text("web-confirm-how"), way=Way.PICK, options=ways, is_required=True
        )
        groups.append(Group("", (how,)))
    return Sheet(
        title=words.text("web-entry-title"),
        address=f"/directory/{things[0].id}/entry",
        back=f"/directory/{things[0].id}",
        back_words=things[0].text("name"),
        send=words.text("web-entry-send"),
        says=words.text("web-entry-says"),
        groups=tuple(groups),
    )


def _asks(desk: Desk, node: Node) -> Iterator[Ask]:
    for name in _ASKED[node.kind]:
        field = node_field(node.kind, name)
        way = Way.PICK if field.vocabulary else Way.WHOLE if field.type is Type.INT else Way.LINE
        # What a list said at length is not refused for its length where nobody touched it.
        if field.type is Type.LONG_TEXT or len(node.text(name)) > _A_LINE:
            way = Way.TEXT
        options = tuple(choices(field.vocabulary, desk.language)) if field.vocabulary else ()
        yield Ask(name=_name(node, name), label=field.label.of(desk.language), way=way, options=options)


def _typed(things: list[Node]) -> dict[str, tuple[str, ...]]:
    return {
        _name(node, name): (_shown(value),)
        for node in things
        for name in _ASKED[node.kind]
        if (value := node.get(name)) is not None
    }


def _name(node: Node, field: str) -> str:
    return f"{node.id}.{field}"


def _shown(value: Value) -> str:
    return " ".join(str(value).split())


def _said(node: Node, filled: Filled, how: str) -> Said:
    values: dict[str, Value] = {}
    retracts: list[str] = []
    # Whoever sends the form says that the thing is there under its name.
    confirms = ["name"]
    for name in _ASKED[node.kind]:
        value, before = _value(node, name, filled), node.get(name)
        if value is None:
            retracts += [name] if before is not None else []
        elif before is not None and _shown(value) == _shown(before):
            confirms.append(name)
        else:
            values[name] = value
    return Said(thing=node.id, how=how, values=values, retracts=tuple(retracts), confirms=tuple(confirms))


def _value(node: Node, name: str, filled: Filled) -> Value | None:
    asked = _name(node, name)
    if node_field(node.kind, name).type is Type.INT:
        return filled.whole(asked)
    typed = filled.text(asked)
    if name == "phone" and typed and typed != _shown(node.get(name) or ""):
        return phones_of(typed)
    return typed or None
