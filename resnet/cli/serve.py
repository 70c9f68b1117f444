"""The verb ``serve``."""

from __future__ import annotations

import argparse
import socket
import sys
from typing import ClassVar

import uvicorn

from resnet.app import make_app, open_graph
from resnet.cli.main import Outcome
from resnet.errors import BadInputError
from resnet.settings import Settings


class PortTakenError(BadInputError):
    """Something else listens there already, or the address is not this machine's."""

    code: ClassVar[str] = "port-taken"

    def __init__(self, host: str, port: int, finding: str) -> None:
        self.host, self.port, self.finding = host, port, finding
        super().__init__(f"{host}:{port} cannot be used ({finding}). Choose another: --port {port + 1}")


def run_serve(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Pages and GraphQL until Ctrl-C."""
    del given
    _try_port(settings.host, settings.port)
    store = open_graph(settings)
    try:
        app = make_app(settings, store)
        sys.stderr.write(f"http://{settings.host}:{settings.port}/\n")
        uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", access_log=False)
    finally:
        store.close()
    return Outcome({"served": f"http://{settings.host}:{settings.port}/"})


def _try_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise PortTakenError(host, port, error.strerror or type(error).__name__) from error
