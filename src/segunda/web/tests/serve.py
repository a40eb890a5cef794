"""Serve the gallery on this machine: `python -m segunda.web.tests.serve 8001`."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application

SETTINGS = "segunda.web.tests.settings"


class Server(ThreadingMixIn, WSGIServer):
    """A request waits for no other."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line per request."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main(port: int) -> None:
    """Serve until stopped; says the port once it listens (0: any free one)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    application = get_wsgi_application()
    with make_server("127.0.0.1", port, application, Server, Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
