"""Page marks: opaque, bound to the question and to whom it was given."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from resnet.access.scope import Scope
from resnet.errors import BadCursorError
from resnet.graph.elements import Cursor, Where
from resnet.graph.ids import derive

_SEPARATOR = "\x1f"


class CursorSeal:
    """Seals where a page ended; sealed, not only signed: a sort key is a name, and a mark stands in URLs."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESSIV(derive(secret, "cursor"))

    def seal(self, sort: str, last_id: str, question: bytes) -> Cursor:
        """The mark for what follows (``sort``, ``last_id``) in ``question``."""
        sealed = self._cipher.encrypt(_SEPARATOR.join((sort, last_id)).encode(), [question])
        return Cursor(base64.urlsafe_b64encode(sealed).decode().rstrip("="))

    def open(self, cursor: str, question: bytes) -> tuple[str, str]:
        """The (sort key, id) that was sealed.

        Raises:
            BadCursorError: If the mark was not given for this question.
        """
        try:
            sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            sort, _, last_id = self._cipher.decrypt(sealed, [question]).decode().partition(_SEPARATOR)
        except (InvalidTag, binascii.Error, ValueError, TypeError):
            raise BadCursorError from None
        return sort, last_id


def question_of(scope: Scope, kind: str, where: Where, as_of: object) -> bytes:
    """The bytes of who asks what, to which a mark is bound."""
    asked: Iterable[object] = (
        scope.actor,
        scope.sees_everything,
        sorted(scope.roles),
        kind,
        sorted((name, type(value).__name__, value) for name, value in where.equals.items()),
        where.about,
        where.category,
        as_of,
    )
    return repr(tuple(str(each) for each in asked)).encode("utf-8", "surrogatepass")
