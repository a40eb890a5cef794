"""`segunda serve DIR`: show one folder to this machine's own browser, and to nobody else."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from segunda.config.ports import HOST, port_refusal
from segunda.law.text import Refusal, Text

FRONT_PAGE = "report.html"
EXAMPLE = "Ejemplo / Example: segunda serve demo/report --port 8000"


class OneFolder(SimpleHTTPRequestHandler):
    """Files of one folder, read-only; `/` is the report; asked for by this machine only."""

    def do_GET(self) -> None:
        """Answer a GET, when it was meant for this machine."""
        if self._is_for_us():
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer a HEAD, when it was meant for this machine."""
        if self._is_for_us():
            super().do_HEAD()

    def _is_for_us(self) -> bool:
        """Refuse a page elsewhere that points its own host name at 127.0.0.1 to read ours."""
        host = self.headers.get("Host", "").rsplit(":", 1)[0]
        if host in {HOST, "localhost"}:
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def translate_path(self, path: str) -> str:
        """Return the file asked for; outside the folder (a link leading out) there is none."""
        folder = Path(self.directory).resolve()
        wanted = Path(super().translate_path(path)).resolve()
        if wanted == folder:
            return str(folder / FRONT_PAGE)
        inside = wanted.is_relative_to(folder) and wanted.is_file()
        return str(wanted if inside else folder / "there is no such file")

    def end_headers(self) -> None:
        """Keep nothing of the report in the browser's cache, and lead nobody back to it."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: an address may hold what somebody searched for."""


def start(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of `folder` that listens on 127.0.0.1; OSError when the port is taken."""
    return ThreadingHTTPServer((HOST, port), partial(OneFolder, directory=str(folder)))


def address(port: int) -> Text:
    """Return the sentence that says where the report is and how to stop."""
    return Text(
        es=f"El informe está en http://{HOST}:{port}/ (solo en esta máquina; Ctrl+C para cerrar).",
        en=f"The report is at http://{HOST}:{port}/ (on this machine only; Ctrl+C to stop).",
    )


def no_report(folder: Path) -> Refusal:
    """Return the refusal for a folder without a report, with what to do now."""
    return Refusal(
        Text(
            es=f"En [{folder}] no hay un {FRONT_PAGE}: haga primero uno con «segunda screen».",
            en=f"There is no {FRONT_PAGE} in [{folder}]: make one first with “segunda screen”.",
        )
    )


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="La carpeta del informe.")],
    port: Annotated[int, typer.Option(min=1024, max=65534, help="Puerto en 127.0.0.1.")] = 8000,
) -> None:
    """Muestra un informe en el navegador de esta máquina. / Show a report on this machine."""
    if not (folder / FRONT_PAGE).is_file():
        raise no_report(folder)
    try:
        server = start(folder, port)
    except OSError as error:
        raise port_refusal(error, port) from error
    where = address(port)
    typer.echo(f"{where.es} / {where.en}")
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("")


def register(app: typer.Typer) -> None:
    """Add `segunda serve` to the program."""
    app.command("serve", epilog=EXAMPLE)(serve)
