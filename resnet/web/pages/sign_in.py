"""Signing in and out, the language, and where each role begins."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.access.attempts import SignInPausedError
from resnet.access.role import Role
from resnet.serving.identity import SignInError, sign_in, sign_out
from resnet.serving.status import status_of
from resnet.settings import LANGUAGES
from resnet.web.desk import Asked
from resnet.web.render import Onward, page
from resnet.web.session import new_session

# Where a role's day begins; somebody with several roles begins with the first of these.
_BEGINS: Final = (
    (Role.CASE_MANAGER, "/cases"),
    (Role.SUPERVISOR, "/cases"),
    (Role.CLIENT, "/cases"),
    (Role.PARTNER, "/referrals"),
    (Role.COUNCIL, "/gaps"),
)
_DIRECTORY: Final = "/directory"


def show_sign_in(asked: Asked) -> Response:
    """The form; who is signed in already goes on."""
    if asked.desk.visitor is not None:
        return Onward(_begin(asked.desk.visitor.roles))
    return page(asked.desk, "sign_in.html", back=inside(asked.query.get("back", "")), login="")


def take_sign_in(asked: Asked) -> Response:
    """Open an account, under a session that nobody knew before."""
    desk, login, back = asked.desk, asked.line("login"), inside(asked.text("back"))
    try:
        desk.attempts.begin(login, desk.address)
        # The password as typed: spaces may belong to it.
        found = sign_in(desk.store, login, asked.form.get("password", ("",))[-1])
    except SignInPausedError as error:
        problem = desk.words.text("web-sign-in-paused", minutes=error.minutes)
        return page(desk, "sign_in.html", status=status_of(error), back=back, login=login, problem=problem)
    except SignInError:
        problem = desk.words.text("web-wrong-password")
        return page(desk, "sign_in.html", status=401, back=back, login=login, problem=problem)
    desk.attempts.succeeded(login, desk.address)
    language = found.language if found.language in LANGUAGES else desk.language
    href = back if back != "/" else _begin(found.roles)
    return Onward(href, session=new_session(found.account, found.epoch), language=language or "")


def take_sign_out(asked: Asked) -> Response:
    """End the account's sessions: a cookie that was copied must not outlive the button."""
    if asked.desk.visitor is not None:
        sign_out(asked.desk.store, asked.desk.visitor.account)
    return Onward("/sign-in", session=new_session())


def take_language(asked: Asked) -> Response:
    """Switch the language and come back."""
    chosen = asked.line("language")
    return Onward(inside(asked.text("back")), language=chosen if chosen in LANGUAGES else "")


def show_home(asked: Asked) -> Response:
    """Where the visitor's work begins."""
    return Onward(_begin(asked.desk.scope.roles))


def _begin(roles: frozenset[Role]) -> str:
    return next((href for role, href in _BEGINS if role in roles), _DIRECTORY)


def inside(href: str) -> str:
    r"""``href`` if it is a page of ours, else the first page: no form may lead a visitor to a stranger.

    >>> inside("/cases"), inside("//evil.example"), inside("/\\evil.example"), inside("https://evil.example")
    ('/cases', '/', '/', '/')
    """
    is_ours = href.startswith("/") and not href.startswith(("//", "/\\")) and href.isprintable()
    return href if is_ours and "\\" not in href else "/"
