"""Who is looking: a signed cookie that names the account, and the token that guards every form."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from resnet.settings import LANGUAGES

COOKIE: Final = "resnet"
LANGUAGE_COOKIE: Final = "language"
# A working day; a case manager's screen that was forgotten overnight is closed in the morning.
MAX_AGE_S: Final = 9 * 60 * 60


@dataclass(frozen=True)
class Session:
    """``account`` is None before signing in; ``nonce`` ties forms to this browser."""

    account: str | None
    nonce: str


class Sessions:
    """Reads and writes the cookie with one secret."""

    def __init__(self, secret: bytes, *, is_secure: bool) -> None:
        self._secret = secret
        self._is_secure = is_secure
        self._signer = URLSafeTimedSerializer(secret, salt="session")

    def read(self, request: Request) -> Session:
        """The session of this request; a missing, stale or forged cookie is a new visitor."""
        try:
            kept = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=MAX_AGE_S)
            return Session(kept["account"], kept["nonce"])
        except (BadSignature, KeyError, TypeError):
            return Session(None, secrets.token_urlsafe(16))

    def keep(self, response: Response, session: Session) -> None:
        """Put the session's cookie on the response."""
        response.set_cookie(
            COOKIE,
            self._signer.dumps({"account": session.account, "nonce": session.nonce}),
            max_age=MAX_AGE_S,
            httponly=True,
            samesite="lax",
            secure=self._is_secure,
        )

    def form_token(self, session: Session) -> str:
        """What every form of this session carries back."""
        return hmac.new(self._secret, f"form:{session.account}:{session.nonce}".encode(), sha256).hexdigest()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a posted form came from a page of this session."""
        return hmac.compare_digest(self.form_token(session), token)


def language_of(request: Request, fallback: str) -> str:
    """The language the visitor switched to, else the site's."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else fallback
