"""The picture of a dossier's timeline stands only for what is coming, and holds nothing up."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier import cache as cache_module
from jwviewer.dossier import last_sight, sight_writer
from jwviewer.dossier.cache import Cache
from jwviewer.places import seed
from jwviewer.shell import afterimage as afterimage_module
from jwviewer.shell import opening as opening_module
from jwviewer.shell.handover import Request
from tests.shell.test_afterimage import Start, folder, opened_and_closed, start, wait

__all__ = ["folder", "start"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let no dossier be opened before this is set."""
    go_on = threading.Event()
    run = opening_module.Opening._run

    def held_up(opening: opening_module.Opening) -> None:
        while not (go_on.wait(0.01) or opening._stop.is_set()):
            pass
        run(opening)

    monkeypatch.setattr(opening_module.Opening, "_run", held_up)
    go_on.set()
    return go_on


def opening(qtbot: QtBot, program: Program) -> None:
    """Wait until the dossier is being opened."""
    qtbot.waitUntil(
        lambda: hasattr(program, "documents") and program.documents.busy, timeout=20_000
    )


def test_who_stops_the_opening_sees_an_empty_program(
    qtbot: QtBot, start: Start, held: threading.Event
) -> None:
    opened_and_closed(qtbot, start)
    held.clear()
    program = start()
    opening(qtbot, program)
    assert program.afterimages.shown is not None
    program.window.status.stop_asked.emit()
    assert program.afterimages.shown is None
    program.window.close()


@pytest.mark.parametrize("early", [True, False], ids=["before any is opened", "amid opening"])
def test_another_dossier_is_not_awaited_behind_the_picture(
    qtbot: QtBot, start: Start, held: threading.Event, early: bool
) -> None:
    opened_and_closed(qtbot, start)
    held.clear()
    program = start(None)
    if not early:
        opening(qtbot, program)
    assert program.afterimages.shown is not None, "the last dossier is opened again"
    program.receive(Request((seed("tutorial"),), ""))
    assert program.afterimages.shown is None
    held.set()
    wait(qtbot, program)
    program.window.close()


def test_the_same_dossier_asked_for_again_is_still_awaited(
    qtbot: QtBot, start: Start, held: threading.Event, folder: Path
) -> None:
    opened_and_closed(qtbot, start)
    held.clear()
    program = start()
    program.receive(Request((folder,), ""))
    opening(qtbot, program)
    program.receive(Request((folder / "datapackage.json",), ""))
    assert program.afterimages.shown is not None
    held.set()
    wait(qtbot, program)
    program.window.close()


@pytest.mark.parametrize("wanted", [True, False])
def test_the_window_does_not_wait_for_a_folder_that_is_slow_to_answer(
    qtbot: QtBot, start: Start, held: threading.Event, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    opened_and_closed(qtbot, start)
    held.clear()
    answers, asked = threading.Event(), last_sight.files_in
    monkeypatch.setattr(afterimage_module, "PATIENCE", 0.0)
    with monkeypatch.context() as context:
        context.setattr(last_sight, "files_in", lambda path: answers.wait(10) and asked(path))
        program = start()
        assert program.window.isVisible()
        assert program.afterimages.shown is None
        opening(qtbot, program)
        if not wanted:
            program.documents.stop()
        (reading,) = (one for one in threading.enumerate() if one.name == "afterimage")
        answers.set()
        reading.join()
    if wanted:
        images = program.afterimages
        qtbot.waitUntil(lambda: images.shown is not None and images.shown.isVisible())
        held.set()
        wait(qtbot, program)
    else:
        program.afterimages._look()
        assert program.afterimages.shown is None
    program.window.close()


def test_an_emptied_cache_stays_empty(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    opened_and_closed(qtbot, start)
    program = start()
    wait(qtbot, program)
    program.window.resize(program.window.width() + 40, program.window.height())
    cache = Cache(tmp_path / "cache")
    cache.empty()
    program.window.close()
    assert not program.afterimages.kept
    assert cache.used() == (0, 0)


def test_a_picture_that_may_not_be_kept_is_not_said_to_be(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cache_module, "_UNSURE", 1 << 62)
    opened_and_closed(qtbot, start)
    program = start()
    wait(qtbot, program)
    program._keep_sight(again=True)
    assert not program.afterimages.kept
    assert not list(tmp_path.glob("cache/*/sight"))
    program.window.close()


def test_the_window_s_thread_only_takes_the_picture_and_another_one_writes_it(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = start()
    wait(qtbot, program)
    writers = []
    encoded = last_sight.sight_bytes

    def noted(files: last_sight.Files, sight: last_sight.Sight) -> bytes:
        writers.append(threading.current_thread().name)
        return encoded(files, sight)

    monkeypatch.setattr(sight_writer, "sight_bytes", noted)
    program._keep_sight(again=False)
    qtbot.waitUntil(lambda: program.afterimages.kept)
    assert writers == ["cache"]
    program.window.resize(program.window.width() + 40, program.window.height())
    (file,) = tmp_path.glob("cache/*/sight")
    file.unlink()
    program.window.close()
    assert writers == ["cache", threading.main_thread().name], "what ends does not wait for others"
    assert file.exists()
