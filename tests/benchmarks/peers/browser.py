"""Lets a browser draw the timeline with one library, and measures all its processes."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.peers.measured import Measured
from tests.benchmarks.peers.processes import cpu_ms, memory_mb

HERE = Path(__file__).resolve().parent
FLAGS = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--window-size=1600,900",
    "--hide-scrollbars", "--disable-frame-rate-limit", "--disable-gpu-vsync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


class _Pages(SimpleHTTPRequestHandler):
    """Serves the page, the data and the libraries; takes what the page tells."""

    def __init__(self, data: bytes, told: queue.Queue[dict[str, Any]], *given: Any, **more: Any):
        self._data, self._told = data, told
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].strip("/")
        if name == "data.json":
            self._send(self._data, "application/json")
        elif name in ("page.html", "page.js"):
            kind = "text/html" if name.endswith("html") else "text/javascript"
            self._send((HERE / name).read_bytes(), kind)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        taken = threading.Event()
        self._told.put({**said, "taken": taken})
        taken.wait(30)
        self._send(b"", "text/plain")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def measure(browser: str, peer: str, data: bytes, libraries: Path, patience: float) -> Measured:
    """Return what drawing and panning took; None is what took longer than ``patience`` seconds."""
    told: queue.Queue[dict[str, Any]] = queue.Queue()
    pages = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Pages, data, told, directory=str(libraries))
    )
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{pages.server_port}/page.html?peer={peer}"
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [browser, *FLAGS, *root, f"--user-data-dir={profile}", address],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            return _follow(process.pid, told, patience)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            pages.shutdown()
            pages.server_close()


def _follow(pid: int, told: queue.Queue[dict[str, Any]], patience: float) -> Measured:
    found = Measured()
    end = time.monotonic() + patience
    before = 0.0
    while (left := end - time.monotonic()) > 0:
        try:
            said = told.get(timeout=left)
        except queue.Empty:
            break
        now = cpu_ms(pid)
        said["taken"].set()
        if said["stage"] == "failed":
            raise RuntimeError(said["why"])
        if said["stage"] == "drawn":
            found.render = now - before
            end = time.monotonic() + patience
        if said["stage"] == "panned":
            found.frame = (now - before) / len(said["waits"])
            found.slowest = max(said["waits"])
            found.memory = memory_mb(pid)
            found.nodes = said["nodes"]
            return found
        before = now
    return found
