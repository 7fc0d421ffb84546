"""The finished program's window: what it opens, remembers and hands on, and how it ends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from linux.screen import Screen
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.bundle.stranger import Stranger

# While the window has its first size: the metrics pane, and a place in it beside a chart.
METRICS = QRect(545, 440, 455, 380)
BESIDE_A_CHART = (575, 680)


@pytest.mark.smoke
def test_it_opens_the_seed_and_ends_when_asked(stranger: Stranger) -> None:
    process = stranger.start()
    stranger.until_open(process, "jac-weichai")
    done = stranger.stop(process)
    assert (done.code, done.output, done.errors) == (0, "", "")
    assert " ERROR " not in stranger.log()


def test_it_opens_a_file_given_as_argument(stranger: Stranger) -> None:
    name = "Fähren 江.dossier"
    assert stranger.run("pack", f"{stranger.seeds}/tutorial", name).code == 0
    process = stranger.start(name)
    stranger.until_open(process, name)
    done = stranger.stop(process)
    assert (done.code, done.errors) == (0, "")


def test_it_remembers_settings_from_start_to_start(stranger: Stranger) -> None:
    stranger.set(theme="dark", from_the_future=[1, 2])
    process = stranger.start(f"{stranger.seeds}/tutorial")
    stranger.until_open(process, "tutorial")
    assert stranger.stop(process).code == 0
    kept = stranger.settings()
    assert (kept["theme"], kept["from_the_future"]) == ("dark", [1, 2])
    assert kept["geometry"]
    assert kept["layout"]
    (written,) = stranger.home.rglob("settings.json")
    before = written.stat().st_mtime_ns
    process = stranger.start()
    stranger.until(process, lambda: written.stat().st_mtime_ns > before)
    assert stranger.stop(process).code == 0
    assert stranger.recent() == ["tutorial"]  # the last one, not the seed


def test_a_broken_file_leaves_the_window_open(stranger: Stranger, screen: Screen) -> None:
    stranger.set()
    (stranger.folder / "broken.dossier").write_bytes(b"no dossier")
    process = stranger.start("broken.dossier")
    stranger.until(process, lambda: screen.colours() > 30)
    screen.press("ctrl+q") if screen.dossiers() else stranger.stop(process)
    done = stranger.ended(process)
    assert (done.code, done.errors) == (0, "")
    assert "broken.dossier" not in stranger.recent()


def test_on_a_screen_it_shows_the_seed_and_leaves_by_the_keyboard(
    stranger: Stranger, screen: Screen
) -> None:
    process = stranger.start()
    stranger.until(process, lambda: screen.dossiers() == ["JAC Motors and Weichai — jwviewer"])
    stranger.until(process, lambda: screen.colours() > 100)
    screen.press("Escape", "ctrl+q")
    done = stranger.ended(process)
    assert (done.code, done.output, done.errors) == (0, "", "")
    assert stranger.settings()["geometry"]


def test_a_second_start_hands_its_file_to_the_first_window(
    stranger: Stranger, screen: Screen
) -> None:
    stranger.set()
    first = stranger.start()
    stranger.until(first, lambda: screen.dossiers() == ["JAC Motors and Weichai — jwviewer"])
    second = stranger.run(f"{stranger.seeds}/tutorial")
    assert (second.code, second.output, second.errors) == (0, "", "")
    stranger.until(first, lambda: ["Tutorial" in one for one in screen.dossiers()] == [True])
    assert stranger.stop(first).code == 0
    assert stranger.recent() == ["tutorial", "jac-weichai"]


def test_a_change_made_in_a_form_is_saved_and_there_at_the_next_start(
    stranger: Stranger, screen: Screen
) -> None:
    stranger.set()
    assert stranger.run("pack", f"{stranger.seeds}/tutorial", "mine.dossier").code == 0
    file = stranger.folder / "mine.dossier"
    before = file.read_bytes()
    process = _change_the_first_fact(stranger, screen, "Northreach Ferries")
    screen.press("Tab", "Tab", "End", window="^Change", text=" Afloat")
    screen.press("Return", window="^Change")
    stranger.until(process, lambda: len(screen.dossiers()) == 1)
    assert file.read_bytes() == before
    screen.press("ctrl+s")
    stranger.until(process, lambda: file.read_bytes() != before)
    assert stranger.stop(process).code == 0
    facts = json.loads(stranger.run("facts", "mine.dossier", "--json").output)
    assert [one["label"] for one in facts if "Afloat" in one["label"]] != []
    process = _change_the_first_fact(stranger, screen, "Northreach Ferries Afloat")
    screen.press("Escape", window="^Change")
    assert stranger.stop(process).code == 0
    assert " ERROR " not in stranger.log()


def _change_the_first_fact(stranger: Stranger, screen: Screen, name: str) -> subprocess.Popen[str]:
    """Open mine.dossier and the form of its first fact, which has that name."""
    process = stranger.start("mine.dossier")
    stranger.until(process, lambda: len(screen.dossiers()) == 1 and screen.colours() > 100)
    screen.settled()
    screen.press("ctrl+Down")
    screen.settled()
    screen.press("F2")
    stranger.until(process, lambda: f"Change “{name}” — jwviewer" in screen.dossiers())
    screen.settled()
    return process


def test_a_series_can_be_zoomed_into_and_left(stranger: Stranger, screen: Screen) -> None:
    """pyqtgraph, which no other test of the bundle loads, draws and answers keys."""
    stranger.set()
    process = stranger.start(f"{stranger.seeds}/tutorial")
    stranger.until(process, lambda: len(screen.dossiers()) == 1 and screen.colours() > 100)
    screen.settled()
    assert not _has_loaded(process.pid, "QtOpenGLWidgets")

    def differs(from_this: QImage, share: float) -> Callable[[], bool]:
        return lambda: _differ(screen.picture().copy(METRICS), from_this) > share

    before = screen.picture().copy(METRICS)
    screen.press("Down", click=BESIDE_A_CHART)
    stranger.until(process, differs(before, 0.0005))  # a frame around the first point
    screen.settled()
    all_figures = screen.picture().copy(METRICS)
    screen.press("z")
    stranger.until(process, differs(all_figures, 0.1))
    assert _has_loaded(process.pid, "QtOpenGLWidgets")
    screen.settled()
    whole = screen.picture().copy(METRICS)
    screen.press("plus", "plus")
    stranger.until(process, differs(whole, 0.02))
    screen.settled()
    zoomed = screen.picture().copy(METRICS)
    screen.press("Escape")
    stranger.until(process, differs(zoomed, 0.1))
    done = stranger.stop(process)
    assert (done.code, done.errors) == (0, "")
    assert " ERROR " not in stranger.log()


def _has_loaded(process: int, library: str) -> bool:
    return library in Path(f"/proc/{process}/maps").read_text(encoding="utf-8")


def _differ(one: QImage, other: QImage) -> float:
    """Return the share of bytes in which two pictures of the screen differ."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(a != b for a, b in pairs) / one.sizeInBytes()
