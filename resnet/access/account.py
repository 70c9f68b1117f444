"""Passwords and keys: how they are hashed, checked and made. Only hashes are kept."""

from __future__ import annotations

import hmac
import secrets
from functools import cache
from hashlib import sha256
from typing import ClassVar, Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from resnet.errors import BadInputError

# NIST SP 800-63B-4, 3.1.1.2: fifteen where the password is the only factor; no rules of composition.
SHORTEST_PASSWORD: Final = 15
# Hashing a password of megabytes would be a way to occupy the machine.
LONGEST_PASSWORD: Final = 200
_KEY_MARK: Final = "resnet_"
_HASHER: Final = PasswordHasher()


class WeakPasswordError(BadInputError):
    """A new password that is too short or too long to be taken."""

    code: ClassVar[str] = "weak-password"

    def __init__(self) -> None:
        super().__init__(
            f"this password cannot be taken: use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters, "
            "a sentence for example."
        )


def hash_password(password: str, *, salt: bytes | None = None) -> str:
    """What is kept of a new password (argon2id); ``salt`` is random unless given.

    Raises:
        WeakPasswordError: If it is too short or too long.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPasswordError
    return _HASHER.hash(password, salt=salt)


def is_password(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one whose hash was ``kept``; None is an account that does not exist.

    Takes as long for an unknown account as for a wrong password.
    """
    nobodys = _nobodys_hash()
    try:
        _HASHER.verify(kept or nobodys, password[:LONGEST_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None and len(password) <= LONGEST_PASSWORD


def epoch_of(kept: object) -> int:
    """The generation of sessions that an account ``kept``; the one after it ends all of before.

    >>> epoch_of(None), epoch_of(4)
    (0, 4)
    """
    return kept if isinstance(kept, int) else 0


def make_key(material: bytes | None = None) -> tuple[str, str]:
    """A new key for an agency's program, shown this once, and the hash that is kept of it.

    ``material`` (32 bytes) replaces chance where the same key must come again, as in the demo.
    """
    shown = _KEY_MARK + (material or secrets.token_bytes(32)).hex()
    return shown, hash_key(shown)


def hash_key(shown: str) -> str:
    """What is kept of a key. It is random, so a plain hash is enough: there is nothing to guess from."""
    return sha256(shown.encode()).hexdigest()


def is_key(kept: str, shown: str) -> bool:
    """Whether ``shown`` is the key whose hash was ``kept``, compared in constant time."""
    return hmac.compare_digest(kept, hash_key(shown))


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_hex(16))
