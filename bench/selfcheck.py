"""The self-check over a slow line on a slow phone: how large it is, when one can begin.

`python -m bench.selfcheck`: one JSON line a run. Chromium is held to 400 kbit/s with 400 ms for
each way there and back, and to a sixth of this machine's speed; every load is a first one.
"""

import gzip
import json
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from segunda.selfcheck.files import write_all
from tests.journeys.chromium import find_chromium

RUNS = 5
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6  # times, than this machine's processor
WATCH = """new MutationObserver((_, watch) => {
  if (!document.querySelector('button.main')) return
  window.began = performance.now()
  watch.disconnect()
}).observe(document, {childList: true, subtree: true})"""
PRESS = """() => {
  const before = performance.now(), was = document.querySelector('h1').textContent
  document.querySelector('button.main').click()
  return [performance.now() - before, document.querySelector('h1').textContent !== was]
}"""


class Compressing(SimpleHTTPRequestHandler):
    """Serves files as a web server does: compressed."""

    def do_GET(self) -> None:
        """One file, gzip, nothing kept by the browser."""
        content = gzip.compress((Path(self.directory) / self.path.lstrip("/")).read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def selfcheck() -> Iterator[dict[str, Any]]:
    """Size and times of the page in each language, run by run."""
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), None)
        with ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(Compressing, directory=folder)
        ) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=find_chromium(), args=["--no-sandbox"]
                )
                for name in ("index.html", "en.html"):
                    plain = (Path(folder) / name).read_bytes()
                    sizes = {"bytes": len(plain), "compressed": len(gzip.compress(plain))}
                    address = f"http://127.0.0.1:{server.server_address[1]}/{name}"
                    for run in range(RUNS):
                        yield {"file": name, "run": run, **sizes, **_load(browser, address)}
                browser.close()
            server.shutdown()


def _load(browser: Browser, address: str) -> dict[str, float]:
    """When the first button was there, and how long a press takes until the next question."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address)
    interactive = float(page.evaluate("window.began"))
    presses = [page.evaluate(PRESS) for _ in range(2)]
    if not all(moved for _, moved in presses):
        raise RuntimeError("a button was there and did nothing")
    context.close()
    return {"interactive_ms": interactive, "press_ms": max(took for took, _ in presses)}


if __name__ == "__main__":
    for line in selfcheck():
        print(json.dumps(line), flush=True)
