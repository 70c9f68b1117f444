"""The compose file starts a pinned server, for this machine only, and never without a password."""

from __future__ import annotations

import re

from tests.house.checkout import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")


def test_the_server_is_pinned_to_a_patch_release() -> None:
    assert (
        re.findall(r"image: (\S+)", TEXT) == re.findall(r"image: (neo4j:\d+\.\d+\.\d+-community)", TEXT) != []
    )


def test_every_port_is_bound_to_this_machine() -> None:
    ports = re.findall(r'^\s+- "([^"]*:\d+:\d+|\d+:\d+)"$', TEXT, flags=re.MULTILINE)

    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_there_is_no_default_password() -> None:
    assert "${NEO4J_PASSWORD:?" in TEXT
    assert re.findall(r"NEO4J_PASSWORD[^:]*:-", TEXT) == []
