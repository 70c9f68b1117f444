"""Pages from templates, with everything a template may use."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from resnet.access.role import Role
from resnet.messages import messages_for
from resnet.ontology.field import Value
from resnet.ontology.registry import node_field
from resnet.ontology.words import say_code, say_day, say_minute, say_value
from resnet.web.desk import Desk

STATIC = resources.files("resnet.web").joinpath("static")
_PAGES = Environment(
    loader=PackageLoader("resnet.web"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Everything comes from this server; pictures and the embedded font may be data. No script of anyone else.
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Link:
    """An entry of the menu; ``roles`` empty is for everybody signed in."""

    href: str
    key: str
    roles: frozenset[Role] = frozenset()


_CASES = frozenset({Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER, Role.CLIENT})
MENU = (
    Link("/directory", "web-menu-directory"),
    Link("/network", "web-menu-network"),
    Link(
        "/cases", "web-menu-cases", frozenset({Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER, Role.CLIENT})
    ),
    Link("/referrals", "web-menu-referrals", frozenset({Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER})),
    Link("/gaps", "web-menu-gaps", frozenset({Role.COUNCIL, Role.COORDINATOR, Role.SUPERVISOR})),
)


def page(desk: Desk, template: str, *, status: int = 200, **given: object) -> Response:
    """The page ``template`` filled for the one who asks, with the headers that keep it here."""
    language = desk.language
    words = messages_for(language)
    context = {
        "language": language,
        "t": words.text,
        "say": lambda kind, name, value: say_field(kind, name, value, language),
        "label": lambda kind, name: node_field(kind, name).label.of(language),
        "word": lambda vocabulary, code: say_code(vocabulary, code, language),
        "day": say_day,
        "minute": say_minute,
        "visitor": desk.visitor,
        "csrf": desk.form_token,
        "here": desk.path,
        "is_demo": desk.is_demo,
        "menu": _menu(desk),
        "notice": None,
        "problem": None,
    }
    body = _PAGES.get_template(template).render(context | given)
    return HTMLResponse(body, status_code=status, headers=SECURITY)


def say_field(kind: str, name: str, value: Value | None, language: str) -> str:
    """A value of a node's field in words; what is not known is said so."""
    if value is None:
        return messages_for(language).text("web-unknown")
    return say_value(node_field(kind, name), value, language)


def _menu(desk: Desk) -> list[dict[str, object]]:
    if desk.visitor is None:
        return []
    return [
        {"href": link.href, "key": link.key, "is_current": desk.path.startswith(link.href)}
        for link in MENU
        if not link.roles or link.roles & desk.visitor.roles
    ]
