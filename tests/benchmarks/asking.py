"""Asks a program in another process to do something, and gives up when it takes too long."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
ANSWER = 90.0


class NoAnswer(Exception):
    """The program did not answer; the message says why."""


class Patience:
    """How long may still be waited: for one answer, and for all of them, in seconds."""

    def __init__(self, one: float, all_: float) -> None:
        self._one = one
        self._end = time.monotonic() + all_

    def left(self, most: float | None = None) -> float:
        """Return how long to wait for the next answer; NoAnswer when there is no time left."""
        left = min(most or self._one, self._end - time.monotonic())
        if left <= 1:
            raise NoAnswer("no time was left")
        return left


class Desk:
    """A program with a dossier open in its window; made anew after it had to be stopped.

    ``stalls`` are the longest stalls of the window's thread by what was done, in milliseconds;
    ``errors`` is what the program wrote to its standard error.
    """

    def __init__(self, folder: Path, home: Path, patience: Patience) -> None:
        self._folder, self._home, self._patience = folder, home, patience
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._broken = ""
        self.stalls: dict[str, float] = {}
        self.errors: list[str] = []

    def ask(self, do: str, **given: Any) -> Any:
        """Return the answer to one command; NoAnswer when there is none in time."""
        if self._broken:
            raise NoAnswer(self._broken)
        process = self._process or self._start()
        assert process.stdin is not None
        what = " ".join((do, *(one for one in given.values() if isinstance(one, str))))
        try:
            process.stdin.write(json.dumps({"do": do, **given}) + "\n")
            process.stdin.flush()
        except OSError:
            self.stop()
            raise NoAnswer("the program has ended") from None
        answer = self._answer(self._patience.left(ANSWER))
        if do != "picture":  # in which matplotlib draws on the same thread
            self._note(what, answer["stall"])
        return answer["answer"]

    def stop(self) -> None:
        """End the program, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process = None

    def close(self) -> None:
        """Let the program end by itself."""
        if self._process is not None:
            try:
                self._process.communicate("", timeout=20)
            except (subprocess.TimeoutExpired, ValueError, OSError):
                self._process.kill()
        self._process = None

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.desk", str(self._folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=ROOT, env=environment(self._home),
        )  # fmt: skip
        self._process = process
        self._lines = queue.Queue()
        threading.Thread(target=self._read, args=(process, self._lines), daemon=True).start()
        threading.Thread(target=self._hear, args=(process, self.errors), daemon=True).start()
        try:
            self._note("opening", self._answer(self._patience.left())["stall"])
        except NoAnswer as no:
            self._broken = f"the dossier did not open: {no}"
            raise NoAnswer(self._broken) from None
        return process

    def _answer(self, patience: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=patience)
        except queue.Empty:
            self.stop()
            raise NoAnswer(f"no answer within {patience:.0f} s") from None
        if line is None:
            said = next((line for line in reversed(self.errors) if line.strip()), "no word")
            self.stop()
            raise NoAnswer(f"the program ended: {said.strip()}")
        found: dict[str, Any] = json.loads(line)
        return found

    def _note(self, what: str, stall: float) -> None:
        self.stalls[what] = max(stall, self.stalls.get(what, 0.0))

    @staticmethod
    def _read(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                lines.put(line)
        lines.put(None)

    @staticmethod
    def _hear(process: subprocess.Popen[str], errors: list[str]) -> None:
        assert process.stderr is not None
        errors.extend(process.stderr)


def environment(home: Path) -> dict[str, str]:
    """Return surroundings in which the program has all its folders under ``home``."""
    given = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    # Byte code must be kept between runs, as it is in an installed program.
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    return given
