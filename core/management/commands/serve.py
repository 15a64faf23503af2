"""`manage.py serve`: the whole site in one command: Daphne, a task worker and the ticker. What `make demo` runs."""

import logging
import os
import signal
import socket
import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.slots import STARTUP_NOTES
from core.supervision import Supervisor, management_command

# How long running requests may take to finish after SIGTERM.
GRACE_SECONDS = 10.0


class Command(BaseCommand):
    help = "Serve the site with Daphne, one task worker and the ticker until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_free(host, port)
        # Here and not above: Twisted's reactor is made on import, and other commands have no use for it.
        from channels.routing import get_default_application
        from daphne.endpoints import build_endpoint_description_strings
        from twisted.internet import reactor

        from core.embedded import Server

        asked_to_stop = False

        def stop(signum: int, frame: FrameType | None) -> None:
            nonlocal asked_to_stop
            if asked_to_stop:
                sys.exit(1)  # asked twice: at once
            asked_to_stop = True
            reactor.callFromThread(server.drain, GRACE_SECONDS)

        def ready() -> None:
            if server.listening_addresses:
                self._greet(host, port)

        server = Server(
            application=get_default_application(),
            endpoints=build_endpoint_description_strings(host=host, port=port),
            signal_handlers=False,
            ready_callable=ready,
            verbosity=0,
            server_name="cho-lang",
        )
        children = Supervisor(
            [management_command("db_worker", "--no-reload", "--queue-name", "*"), management_command("ticker")]
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        try:
            children.start()
            server.run()
        finally:
            children.stop()
        if not asked_to_stop:
            raise CommandError("the server ended by itself; the lines above may say why.")
        # Not sys.exit: Python would wait for the thread of a request that is still stuck, perhaps for ever.
        self.stdout.flush()
        logging.shutdown()
        os._exit(0)

    def _greet(self, host: str, port: int) -> None:
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        self.stdout.write(f"\n  {settings.SITE_NAME}: http://{shown}:{port}/   (Ctrl-C stops it)\n")
        if settings.DEMO:
            for note in STARTUP_NOTES:
                for line in note.lines():
                    self.stdout.write(f"  {line}")
        self.stdout.write("")
        self.stdout.flush()


def _require_free(host: str, port: int) -> None:
    """Raises `CommandError` with one clear line unless we can listen there."""
    if not 0 < port < 65536:
        raise CommandError(f"{port} is not a port number (1 to 65535).")
    try:
        family, kind, proto, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise CommandError(f"{host} is not an address of this machine.") from None
    with socket.socket(family, kind, proto) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise CommandError(f"cannot listen on {host}:{port} ({reason}). Choose another port with --port.") from None
