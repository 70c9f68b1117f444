"""The verb ``serve``."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import ClassVar

import uvicorn

from resnet.app import make_app, open_graph
from resnet.cli.main import Outcome
from resnet.errors import BadInputError
from resnet.matching.kernel.compiled import load_behind
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.ways import SEARCH
from resnet.settings import Settings


class PortTakenError(BadInputError):
    """Something else listens there already, or the address is not this machine's.

    ``named`` is what the person wrote, the option or the variable; the option where neither was.
    """

    code: ClassVar[str] = "port-taken"

    def __init__(self, named: str, host: str, port: int, finding: str) -> None:
        self.host, self.port, self.finding = host, port, finding
        other = port + 1 if port < 65535 else 8040
        # A number of a port is a name: no comma in it.
        self.facts = {"named": named, "port": str(port), "other": str(other)}
        super().__init__(f"{named}: {host}:{port} cannot be used ({finding}). Choose another: --port {other}")


def run_serve(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Pages and GraphQL until Ctrl-C."""
    _try_port(_named(given), settings.host, settings.port)
    store = open_graph(settings, is_served=True)
    try:
        app = make_app(settings, store)
        # Nobody waits for a compiler: until it is done, needs are matched without.
        load_behind(SEARCH, ONE)
        sys.stderr.write(f"http://{settings.host}:{settings.port}/\n")
        uvicorn.run(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
        )
    finally:
        store.close()
    return Outcome({"served": f"http://{settings.host}:{settings.port}/"})


def _named(given: argparse.Namespace) -> str:
    return "RESNET_PORT" if given.port is None and "RESNET_PORT" in os.environ else "--port"


def _try_port(named: str, host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise PortTakenError(named, host, port, error.strerror or type(error).__name__) from error
