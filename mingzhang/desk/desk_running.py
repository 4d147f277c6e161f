"""The desk's server over its socket, from its start until its user ends it, without a word.

A page that is open keeps a stream of events open with it: such streams end first, for otherwise
the server would have to break them off, and tell of each as of a fault.
"""

from __future__ import annotations

import logging
import socket

import uvicorn
from h11 import ProtocolError

from mingzhang.desk.desk_server import application
from mingzhang.desk.live_documents import Desk
from mingzhang.desk.request_guard import Guard

PATIENCE = 10  # seconds for what is being answered when the server ends, such as a PDF


class _OurFaults(logging.Filter):
    """Lets the desk's server tell of faults of ours alone: garbled requests are somebody else's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the desk's server tells of it."""
        fault = record.exc_info[1] if record.exc_info else None
        return not isinstance(fault, ProtocolError)


class _Server(uvicorn.Server):
    """A server that has the desk end its open streams before it waits for what is under way."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self.desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the server, and the desk's streams before."""
        self.desk.dismiss()
        await super().shutdown(sockets)


def run(door: socket.socket, desk: Desk, guard: Guard) -> None:
    """Serve the desk at a socket until it is told to end."""
    config = uvicorn.Config(
        application(desk, guard),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        http="h11",
        ws="none",
        timeout_graceful_shutdown=PATIENCE,
    )
    logging.getLogger("uvicorn.error").addFilter(_OurFaults())
    try:
        _Server(config, desk).run(sockets=[door])
    except KeyboardInterrupt:
        return
