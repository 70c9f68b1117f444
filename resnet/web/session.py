"""Who is looking: a signed cookie that names the account, and the token that guards every form."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from resnet.settings import LANGUAGES

COOKIE: Final = "resnet"
LANGUAGE_COOKIE: Final = "language"
NOTE_COOKIE: Final = "note"
# A working day; a case manager's screen that was forgotten overnight is closed in the morning.
MAX_AGE_S: Final = 9 * 60 * 60
_LANGUAGE_AGE_S: Final = 365 * 24 * 60 * 60
_NOTE_AGE_S: Final = 60
# A browser keeps about 4 KB a cookie; one too large would be dropped without a word.
_LONGEST_COOKIE: Final = 3800
_LONGEST_NOTE: Final = 400


@dataclass(frozen=True)
class Session:
    """``account`` is None before signing in; ``nonce`` ties forms to this browser.

    ``epoch`` is the account's generation of sessions; signing out begins another. ``is_new`` says
    that the browser does not hold it yet.
    """

    account: str | None
    nonce: str
    epoch: int = 0
    is_new: bool = False


def new_session(account: str | None = None, epoch: int = 0) -> Session:
    """A session with a nonce of its own: whoever signs in gets one that nobody knew before."""
    return Session(account, secrets.token_urlsafe(16), epoch, is_new=True)


class Sessions:
    """Reads and writes the cookies with one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._signer = URLSafeTimedSerializer(secret, salt="session")
        self._noter = URLSafeTimedSerializer(secret, salt="note")

    def read(self, request: Request) -> Session:
        """The session of this request; a missing, stale or forged cookie is a new visitor."""
        try:
            kept = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=MAX_AGE_S)
            return Session(kept["account"], kept["nonce"], kept["epoch"])
        except (BadSignature, KeyError, TypeError):
            return new_session()

    def keep(self, request: Request, response: Response, session: Session) -> None:
        """Put the session's cookie on the response."""
        kept = {"account": session.account, "nonce": session.nonce, "epoch": session.epoch}
        value = self._signer.dumps(kept)
        _set(request, response, (COOKIE, value), MAX_AGE_S)

    def form_token(self, session: Session) -> str:
        """What every form of this session carries back."""
        return hmac.new(self._secret, f"form:{session.account}:{session.nonce}".encode(), sha256).hexdigest()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a posted form came from a page of this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def read_notes(self, request: Request) -> tuple[str, ...]:
        """What the act before this page has to say."""
        try:
            kept = self._noter.loads(request.cookies.get(NOTE_COOKIE, ""), max_age=_NOTE_AGE_S)
        except BadSignature:
            return ()
        return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()

    def keep_notes(self, request: Request, response: Response, notes: Iterable[str]) -> None:
        """Let the next page say these, the first of them as far as there is room."""
        said = [each[:_LONGEST_NOTE] for each in notes]
        value = str(self._noter.dumps(said))
        while len(value) > _LONGEST_COOKIE:
            said.pop()
            value = str(self._noter.dumps(said))
        _set(request, response, (NOTE_COOKIE, value), _NOTE_AGE_S)


def keep_language(request: Request, response: Response, language: str) -> None:
    """Remember the language this browser reads."""
    _set(request, response, (LANGUAGE_COOKIE, language), _LANGUAGE_AGE_S)


def language_of(request: Request, fallback: str) -> str:
    """The language the visitor switched to, else the site's."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else fallback


def _set(request: Request, response: Response, named: tuple[str, str], max_age_s: int) -> None:
    name, value = named
    # Over plain HTTP, as on one's own machine, a browser would drop a cookie that is for HTTPS only.
    is_secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=max_age_s, httponly=True, samesite="lax", secure=is_secure)
