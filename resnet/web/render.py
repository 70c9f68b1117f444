"""Pages from templates, with everything a template may use."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from resnet.access.role import Role
from resnet.casework.notice import Notice
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.registry import node_field
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code, say_day, say_minute, say_value
from resnet.web.desk import Desk
from resnet.web.session import Session

PAGES: Final = Environment(
    loader=PackageLoader("resnet.web"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Everything comes from this server, and nothing runs: pages need no script.
SECURITY: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_WITH_SCRIPT: Final = SECURITY | {
    "Content-Security-Policy": SECURITY["Content-Security-Policy"] + "; script-src 'self'; connect-src 'self'"
}


@dataclass(frozen=True)
class Link:
    """An entry of the menu; ``roles`` empty is for everybody signed in."""

    href: str
    key: str
    roles: frozenset[Role] = frozenset()


CASE_ROLES: Final = (Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER, Role.CLIENT)
WORKERS: Final = (Role.CASE_MANAGER, Role.SUPERVISOR)
# The client too gives and takes back, on the own page.
CONSENTERS: Final = (*WORKERS, Role.CLIENT)
REFERRAL_ROLES: Final = (Role.CASE_MANAGER, Role.SUPERVISOR, Role.PARTNER)
GAP_ROLES: Final = (Role.COUNCIL, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR)
# Who keeps the directory.
LIST_ROLES: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
MENU: Final = (
    Link("/cases", "web-menu-cases", frozenset(CASE_ROLES)),
    Link("/referrals", "web-menu-referrals", frozenset(REFERRAL_ROLES)),
    # Whoever works in cases finds it among them.
    Link("/allocation", "web-menu-allocation", frozenset({Role.COORDINATOR})),
    Link("/directory", "web-menu-directory"),
    Link("/network", "web-menu-network"),
    Link("/lists", "web-menu-lists", LIST_ROLES),
    Link("/gaps", "web-menu-gaps", frozenset(GAP_ROLES)),
)


def page(
    desk: Desk, template: str, *, status: int = 200, has_script: bool = False, **given: object
) -> Response:
    """The page ``template`` filled for the one who asks, with the headers that keep it here.

    ``has_script`` lets one of our own scripts run on it, and ask this server: of progress, where a page that
    loads itself again would take the focus away.
    """
    language = desk.language
    words = messages_for(language)
    context = {
        "language": language,
        "t": words.text,
        "say": lambda kind, name, value: say_field(kind, name, value, language),
        "label": lambda kind, name: node_field(kind, name).label.of(language),
        "word": lambda vocabulary, code: say_code(vocabulary, code, language) if code else "",
        "terms": lambda vocabulary: choices(vocabulary, language),
        "day": lambda moment: say_day(moment, language),
        "minute": say_minute,
        "visitor": desk.visitor,
        "csrf": desk.form_token,
        "once": secrets.token_urlsafe(12),
        "here": desk.path,
        "is_demo": desk.is_demo,
        "menu": _menu(desk),
        "notices": desk.notices,
        "problem": None,
    }
    body = PAGES.get_template(template).render(context | given)
    return HTMLResponse(body, status_code=status, headers=_WITH_SCRIPT if has_script else SECURITY)


def svg_response(svg: str) -> Response:
    """A drawing, to be shown by an ``img``; its own font and style are inside it."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
    headers = SECURITY | {"Content-Security-Policy": policy}
    return Response(svg, media_type="image/svg+xml", headers=headers)


class Onward(RedirectResponse):
    """Sends the browser on after an act, so that reloading repeats nothing.

    The next page says ``notices``; a ``session`` or ``language`` given is what the browser keeps from now on.
    """

    def __init__(
        self, href: str, notices: Iterable[str] = (), *, session: Session | None = None, language: str = ""
    ) -> None:
        super().__init__(href, status_code=303, headers=SECURITY)
        self.notices, self.session, self.language = tuple(notices), session, language


def onward(desk: Desk, href: str, kept: str, warnings: Iterable[Notice]) -> Onward:
    """To the page that shows what was kept, with what the act warned of."""
    said = dict.fromkeys(each.says(desk.language) for each in warnings)
    return Onward(href, [desk.words.text(kept), *said])


def choices(vocabulary: str, language: str) -> list[tuple[str, str]]:
    """All codes of a vocabulary with their words, in its order."""
    return [(term.code, term.label.of(language)) for term in load_vocabulary(vocabulary).terms]


def category_choices(categories: Collection[Category], language: str) -> tuple[tuple[str, str], ...]:
    """Items of consent with their words, in their usual order."""
    return tuple(
        (str(each), say_code("categories", each, language)) for each in Category if each in categories
    )


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
