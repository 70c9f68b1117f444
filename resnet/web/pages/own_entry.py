"""An entry of the directory, confirmed or corrected in a minute: by its provider, or by one who called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from starlette.responses import Response

from resnet.graph.elements import Node
from resnet.graph.reading import get_node
from resnet.ingest.verify import OWN_ANSWER, Said, say_all, standing_of
from resnet.ontology.field import Type, Value
from resnet.ontology.registry import node_field
from resnet.web.desk import Asked, Desk
from resnet.web.entry import phones_of
from resnet.web.pages.agency import PROVIDERS, read_services
from resnet.web.render import Onward, choices, say_field
from resnet.web.sheet import Ask, Filled, Group, RefusedAtError, Sheet, Way, show_sheet, take_sheet

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
_MARK_LETTERS: Final = 8
_NOTHING: Final = "0"


def show_own_entry(asked: Asked) -> Response:
    """The entry as it stands, to be sent as it is or corrected."""
    desk, things, standing = _entry(asked)
    return show_sheet(desk, _sheet(asked, things, standing), _typed(things))


def take_own_entry(asked: Asked) -> Response:
    """Keep what was said of the provider and each of its services, all in one."""
    desk, things, standing = _entry(asked)

    def act(filled: Filled) -> Onward:
        how = OWN_ANSWER if standing == "own-word" else filled.text(_HOW)
        _refuse_overtaken(asked, things, filled)
        said = [
            _said(node, filled, how, _shown_of(asked, node)) for node in things if _was_shown(asked, node)
        ]
        say_all(desk.store, desk.scope, said, commit=asked.commit("entry"))
        return Onward(f"/directory/{things[0].id}", [desk.words.text("web-entry-kept")])

    return take_sheet(asked, _sheet(asked, things, standing), act)


def _entry(asked: Asked) -> tuple[Desk, list[Node], str]:
    """The provider with its services, and with which standing the visitor speaks of them."""
    desk = asked.desk
    view = desk.view()
    provider = get_node(view, asked.node(), *PROVIDERS)
    standing = standing_of(view, provider)
    return desk, [provider, *read_services(view, provider.id)], standing


def _sheet(asked: Asked, things: list[Node], standing: str) -> Sheet:
    desk, words = asked.desk, asked.desk.words
    groups = [Group(node.text("name"), tuple(_asks(desk, node))) for node in things]
    if standing != "own-word":
        ways = tuple(pair for pair in choices("verification_ways", desk.language) if pair[0] != OWN_ANSWER)
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
        carries={_carried(node): asked.line(_carried(node)) or _marks(node) for node in things},
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


def _refuse_overtaken(asked: Asked, things: list[Node], filled: Filled) -> None:
    """Returns when nobody else changed what is changed here since the form was shown.

    Raises:
        RefusedAtError: At each such field, with what stands there now. Sent again, it is meant so.
    """
    words, language = asked.desk.words, asked.desk.language
    amiss: dict[str, str] = {}
    carries: dict[str, str] = {}
    for node in things:
        shown, stands = _shown_of(asked, node), {name: _mark(node.get(name)) for name in _ASKED[node.kind]}
        overtaken = {
            name: stands[name]
            for name, was in shown.items()
            if was != stands[name] and _mark(_value(node, name, filled)) not in {was, stands[name]}
        }
        for name in overtaken:
            says = words.text(
                "web-entry-overtaken", value=say_field(node.kind, name, node.get(name), language)
            )
            amiss[_name(node, name)] = says
        carries |= {_carried(node): "-".join({**shown, **overtaken}.values())} if overtaken else {}
    if amiss:
        first, *rest = amiss.items()
        raise RefusedAtError(*first, also=dict(rest), carries=carries)


def _said(node: Node, filled: Filled, how: str, shown: Mapping[str, str]) -> Said:
    values: dict[str, Value] = {}
    retracts: list[str] = []
    # Whoever sends the form says that the thing is there under its name.
    confirms = ["name"]
    for name in _ASKED[node.kind]:
        value, before = _value(node, name, filled), node.get(name)
        if _mark(value) == _mark(before):
            confirms += [name] if value is not None else []
        elif _mark(value) == shown[name]:
            # Somebody else changed it since the form was shown, and nobody touched it here.
            continue
        elif value is None:
            retracts.append(name)
        else:
            values[name] = value
    return Said(thing=node.id, how=how, values=values, retracts=tuple(retracts), confirms=tuple(confirms))


def _carried(node: Node) -> str:
    return f"shown.{node.id}"


def _was_shown(asked: Asked, node: Node) -> bool:
    """Whether the form asked of the thing: a service that came since was not on it."""
    return bool(_shown_of(asked, node))


def _shown_of(asked: Asked, node: Node) -> dict[str, str]:
    """The mark of each field as the form showed it; empty where it did not."""
    marks = asked.line(_carried(node)).split("-")
    names = _ASKED[node.kind]
    return dict(zip(names, marks, strict=True)) if len(marks) == len(names) else {}


def _marks(node: Node) -> str:
    return "-".join(_mark(node.get(name)) for name in _ASKED[node.kind])


def _mark(value: Value | None) -> str:
    """A value as short as it can be told from another."""
    return sha256(_shown(value).encode()).hexdigest()[:_MARK_LETTERS] if value is not None else _NOTHING


def _value(node: Node, name: str, filled: Filled) -> Value | None:
    asked = _name(node, name)
    if node_field(node.kind, name).type is Type.INT:
        return filled.whole(asked)
    typed = filled.text(asked)
    if name == "phone" and typed and typed != _shown(node.get(name) or ""):
        return phones_of(typed)
    return typed or None
