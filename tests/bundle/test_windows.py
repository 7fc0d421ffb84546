"""The finished program's window: what it opens, remembers and hands on, and how it ends."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundle.screen import Screen
from tests.bundle.stranger import Stranger

# While the window has its first size: the metrics pane, and a place in it beside a chart.
METRICS = (545, 440, 1000, 820)
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
    screen.press("ctrl+q") if screen.titles() else stranger.stop(process)
    done = stranger.ended(process)
    assert (done.code, done.errors) == (0, "")
    assert "broken.dossier" not in stranger.recent()


def test_on_a_screen_it_shows_the_seed_and_leaves_by_the_keyboard(
    stranger: Stranger, screen: Screen
) -> None:
    process = stranger.start()
    stranger.until(process, lambda: screen.titles() == ["JAC Motors and Weichai — jwviewer"])
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
    stranger.until(first, lambda: screen.titles() == ["JAC Motors and Weichai — jwviewer"])
    second = stranger.run(f"{stranger.seeds}/tutorial")
    assert (second.code, second.output, second.errors) == (0, "", "")
    stranger.until(first, lambda: len(screen.titles()) == 1 and "Tutorial" in screen.titles()[0])
    assert stranger.stop(first).code == 0
    assert stranger.recent() == ["tutorial", "jac-weichai"]


def test_a_series_can_be_zoomed_into_and_left(stranger: Stranger, screen: Screen) -> None:
    """pyqtgraph, which no other test of the bundle loads, draws and answers keys."""
    stranger.set()
    process = stranger.start(f"{stranger.seeds}/tutorial")
    stranger.until(process, lambda: len(screen.titles()) == 1 and screen.colours() > 100)
    _let_it_rest(stranger, process, screen)
    assert not _has_loaded(process.pid, "QtOpenGLWidgets")

    def differs(from_this: bytes, share: float) -> Callable[[], bool]:
        return lambda: _differ(screen.pixels(METRICS), from_this) > share

    before = screen.pixels(METRICS)
    screen.press("Down", click=BESIDE_A_CHART)
    stranger.until(process, differs(before, 0.0005))  # a frame around the first point
    _let_it_rest(stranger, process, screen)
    all_figures = screen.pixels(METRICS)
    screen.press("z")
    stranger.until(process, differs(all_figures, 0.1))
    assert _has_loaded(process.pid, "QtOpenGLWidgets")
    _let_it_rest(stranger, process, screen)
    whole = screen.pixels(METRICS)
    screen.press("plus", "plus")
    stranger.until(process, differs(whole, 0.02))
    _let_it_rest(stranger, process, screen)
    zoomed = screen.pixels(METRICS)
    screen.press("Escape")
    stranger.until(process, differs(zoomed, 0.1))
    done = stranger.stop(process)
    assert (done.code, done.errors) == (0, "")
    assert " ERROR " not in stranger.log()


def _let_it_rest(stranger: Stranger, process: subprocess.Popen[str], screen: Screen) -> None:
    """Wait until ten looks at the screen have shown the same."""
    seen: list[bytes] = []

    def rests() -> bool:
        seen.append(screen.pixels())
        return len(seen) > 10 and len(set(seen[-10:])) == 1

    stranger.until(process, rests)


def _has_loaded(process: int, library: str) -> bool:
    return library in Path(f"/proc/{process}/maps").read_text(encoding="utf-8")


def _differ(one: bytes, other: bytes) -> float:
    """Return the share of bytes in which two pictures of the screen differ."""
    return sum(a != b for a, b in zip(one, other, strict=True)) / len(one)
