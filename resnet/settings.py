"""What can be set from outside: made once, then frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self

from resnet.errors import SettingError

LANGUAGES = ("ko", "en")
_PORT = "a port number, 1 to 65535"
_MOST_PORT = 65535
# Below these not even an honest list is read.
_READING = {"reading_mb": 256, "reading_s": 1}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, each from the environment variable ``RESNET_<NAME>``.

    ``store`` is a file path or a ``neo4j://``/``bolt://`` address; ``key`` is 64 hex digits (32 bytes)
    and wins over ``key_file``; ``access_log`` defaults to a file beside the store, ``presets`` (layouts of
    lists that people saved) to a folder there. ``neo4j_…`` say who signs in to a server, and to which of its
    databases. ``reading_mb`` and ``reading_s`` are what parsing one file of a list may take, in megabytes and
    seconds.
    """

    store: str = "./resnet.db"
    key: str | None = field(default=None, repr=False)
    key_file: str | None = None
    access_log: str | None = None
    presets: str | None = None
    language: str = "ko"
    host: str = "127.0.0.1"
    port: int = 8040
    standard: str = "today_2026"
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = field(default=None, repr=False)
    neo4j_database: str = "neo4j"
    reading_mb: int = 512
    reading_s: int = 10

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise SettingError("RESNET_LANGUAGE", self.language, " or ".join(LANGUAGES), "language")
        if not 1 <= self.port <= _MOST_PORT:
            raise SettingError("RESNET_PORT", str(self.port), _PORT, "port")
        for name, least in _READING.items():
            if getattr(self, name) < least:
                found = str(getattr(self, name))
                raise SettingError(f"RESNET_{name.upper()}", found, f"{least} or more", "reading")
        if self.key is not None and not _is_key(self.key):
            raise SettingError("RESNET_KEY", "…", "64 hexadecimal digits (32 bytes)", "key")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], **given: object) -> Self:
        """Settings from ``RESNET_*`` variables; ``given`` values that are not None win.

        An error names what the person wrote: ``--port`` where it was given, else the variable.

        Raises:
            SettingError: If a value cannot be used.
        """
        values: dict[str, object] = {}
        for each in fields(cls):
            text = environment.get(f"RESNET_{each.name.upper()}")
            if text is not None:
                values[each.name] = _read(each.name, text)
        for name, value in given.items():
            if value is not None:
                values[name] = _port(str(value), "--port") if name == "port" else value
        return cls(**values)  # type: ignore[arg-type]

    @property
    def is_file_store(self) -> bool:
        """Whether the store is a file on this machine."""
        return "://" not in self.store

    @property
    def beside(self) -> str:
        """What the names of files that belong to the store begin with: its own path, or a server's address.

        >>> Settings(store="neo4j://graph.example:7687").beside
        './graph.example-7687-neo4j'
        """
        if self.is_file_store:
            return self.store
        address = self.store.partition("://")[2].rpartition("@")[2].partition("?")[0]
        return "./" + re.sub(r"[^A-Za-z0-9.]+", "-", f"{address.strip('/')}/{self.neo4j_database}")

    @property
    def key_path(self) -> Path:
        """Where the key file is, given or by default beside the store."""
        return Path(self.key_file) if self.key_file else Path(self.beside + ".key")

    @property
    def access_log_path(self) -> Path:
        """Where the access log is, given or by default beside the store."""
        return Path(self.access_log) if self.access_log else Path(self.beside + ".access")

    @property
    def presets_path(self) -> Path:
        """The folder of saved layouts, given or by default beside the store."""
        return Path(self.presets) if self.presets else Path(self.beside + ".presets")

    @property
    def map_path(self) -> Path:
        """The file that keeps where things stand on the network map, beside the store."""
        return Path(self.beside + ".map")

    @property
    def network_path(self) -> Path:
        """The file that the public network is saved in, beside the store."""
        return Path(self.beside + ".network")

    @property
    def turn_path(self) -> Path:
        """The file, always empty, that is locked while a list is read in or a file taken back."""
        return Path(self.beside + ".turn")


def _read(name: str, text: str) -> object:
    if name == "port":
        return _port(text, "RESNET_PORT")
    if name not in _READING:
        return text
    if not text.isdecimal():
        raise SettingError(f"RESNET_{name.upper()}", text, "a whole number", "reading")
    return int(text)


def _port(text: str, name: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_PORT:
        raise SettingError(name, text, _PORT, "port")
    return int(text)


def _is_key(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)
