"""The program is killed at random moments; what lies on the disk then, and what comes back."""

from __future__ import annotations

import hashlib
import os
import random
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jwviewer.dossier.atomic import RECORD
from jwviewer.dossier.container import zip_bytes
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.dossier.writer import parts_of
from jwviewer.editing.backups import backups
from jwviewer.editing.change import apply
from jwviewer.editing.document import Document
from tests.dossier.example import write_folder
from tests.robustness.victim import note, noted

LONGEST_LIFE = 0.4
"""Seconds that a process lives at most, counted from when it begins to work."""
PATIENCE = 60.0
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"
)


@dataclass
class Life:
    """What a process said that it did: the last of each, and what it was about when it died."""

    state: set[int]
    file: set[int]
    pictures: set[str] = field(default_factory=set)
    drawing: bool = False
    steps: int = 0
    _next_state: int | None = None
    _next_file: int | None = None

    def hear(self, line: str) -> None:
        """Take in one line of a victim."""
        word, *values = line.split()
        if word == "state":
            self._next_state = int(values[0])
            self.state.add(self._next_state)
        elif word == "save":
            self._next_file = int(values[0])
            self.file.add(self._next_file)
        elif word == "export":
            self.drawing = True
        elif word == "exported":
            self.pictures, self.drawing = set(values), False
        elif word == "done":
            self.steps += 1
            if self._next_state is not None:
                self.state = {self._next_state}
            if self._next_file is not None:
                self.file = {self._next_file}
            self._next_state = self._next_file = None

    def end(self, *, state: int, file: int) -> None:
        """Begin anew with what was found after the death."""
        self.state, self.file = {state}, {file}
        self._next_state = self._next_file = None


class Hunter:
    """Starts one victim after the other and kills it."""

    def __init__(self, home: Path, seed: str) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.robustness.victim", str(home), seed],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert self._server.stdout is not None
        self._out = self._server.stdout.fileno()
        self._heard = b""

    def kill_one(self, life: Life, seconds: float) -> None:
        """Let a victim work for so long, kill it, and take in what it said."""
        assert self._server.stdin is not None
        self._server.stdin.write(b"go\n")
        self._server.stdin.flush()
        process = 0
        until = time.monotonic() + PATIENCE
        while (line := self._line(until)) != "ready":
            assert line is not None, "the victim does not begin"
            process = int(line.split()[1])
        until = time.monotonic() + seconds
        while (line := self._line(until)) is not None:
            assert not line.startswith("ended"), f"the victim ended by itself: {line}"
            life.hear(line)
        os.kill(process, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while not (line := self._line(until) or "").startswith("ended"):
            assert line, "the victim does not end"
            life.hear(line)
        assert line == f"ended {signal.SIGKILL.value}"

    def close(self) -> str:
        """End, and return what the victims had to complain of."""
        return self._server.communicate()[1].decode()

    def _line(self, until: float) -> str | None:
        """Return the next line, None when there is none before that time."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            while b"\n" not in self._heard:
                if not selector.select(max(0.0, until - time.monotonic())):
                    return None
                piece = os.read(self._out, 1 << 16)
                if not piece:
                    raise AssertionError("the server of victims ended: " + self.close())
                self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode()


@pytest.fixture(params=["folder", "one file"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "home"
    # The program's own folders too must be as they were when the next run starts.
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(made / "own"))
    (made / "pictures").mkdir(parents=True)
    target = made / ("mine" if request.param == "folder" else "mine.dossier")
    dossier = open_dossier(write_folder(tmp_path / "example"))
    save_dossier(apply(dossier, note(dossier, 1)), target)
    return made


@pytest.fixture
def hunter(home: Path, request: pytest.FixtureRequest) -> Iterator[Hunter]:
    made = Hunter(home, request.node.name)
    yield made
    assert made.close() == ""


def test_a_run_killed_at_any_moment_loses_nothing(home: Path, hunter: Hunter) -> None:
    hunt(home, hunter, 15)


@pytest.mark.long
def test_a_hundred_and_fifty_killed_runs_lose_nothing(home: Path, hunter: Hunter) -> None:
    hunt(home, hunter, 150)


def hunt(home: Path, hunter: Hunter, count: int) -> None:
    chance = random.Random(home.parent.name)
    life = Life({1}, {1})
    steps = recovered = 0
    for number in range(count):
        life.steps = 0
        hunter.kill_one(life, chance.random() * LONGEST_LIFE)
        steps += life.steps
        spare = home.with_name("spare")
        shutil.copytree(home, spare)
        recovered += look(home, life, restore=number % 2 == 0)
        # The next run starts from what the dead one left, not from what the look made of it.
        shutil.rmtree(home)
        spare.rename(home)
    assert steps > count, "the victims did next to nothing"
    assert count / 10 < recovered < count


def look(home: Path, life: Life, *, restore: bool) -> bool:
    """Start anew after a kill, as a person would; return whether there was something to recover."""
    (place,) = (path for path in home.iterdir() if path.name.startswith("mine"))
    dossier = open_dossier(place)
    value = noted(dossier)
    assert value in life.file, "neither the old nor the new dossier"
    assert dossier.problems == ()
    assert content(place) == expected(dossier)
    document = Document(dossier, home / "state")
    assert left_behind(home) == []
    assert document.holder() is None
    found = document.recoverable()
    if found is not None:
        assert len(document.recover(found)) == len(found.net)
    state = noted(document.dossier)
    assert state in life.state, "an edit that was made is lost"
    life.end(state=state, file=value)
    check_pictures(home / "pictures", life)
    for kept in backups(document.backups()):
        assert open_dossier(kept).problems == ()
    if restore and found is not None:
        document.save()
    elif found is not None:
        document.forget()
    document.close()
    # Offered once: neither what was restored nor what was given up comes back.
    later = Document(open_dossier(place), home / "state")
    assert noted(later.dossier) == (state if restore else value)
    assert later.recoverable() is None
    assert list((home / "state").glob("journals/*")) == []
    assert len(backups(later.backups())) <= 6
    return found is not None


def content(place: Path) -> dict[str, bytes]:
    if place.is_file():
        return {"": place.read_bytes()}
    files = (p for p in place.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in files}


def expected(dossier: object) -> dict[str, bytes]:
    """Return the files that this dossier has, byte for byte."""
    parts = parts_of(dossier)  # type: ignore[arg-type]
    assert dossier.origin is not None  # type: ignore[attr-defined]
    return {"": zip_bytes(parts)} if dossier.origin.is_file() else parts  # type: ignore[attr-defined]


def left_behind(home: Path) -> list[str]:
    """Return what no run that lives could still need."""
    found = [*home.rglob(".jwviewer-*.tmp"), *home.rglob(RECORD), *home.rglob("*lock")]
    return [path.relative_to(home).as_posix() for path in found]


def check_pictures(folder: Path, life: Life) -> None:
    """Look at the exported files: those of the last export, or all of the one that was cut off."""
    files = [folder / "profiles.png", folder / "profiles.csv"]
    present = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.exists()}
    if not life.drawing:
        assert present == life.pictures
        return
    for path in files:
        if path.exists():
            data = path.read_bytes()
            assert data.endswith(b"IEND\xaeB`\x82" if path.suffix == ".png" else b"\n")
    life.pictures, life.drawing = present, False
