"""What is shown before the timeline is there is the same as the timeline, or is not shown."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier import cache as cache_module
from jwviewer.dossier.cache import Cache
from jwviewer.dossier.last_sight import place_of
from jwviewer.editing.change import Change, RowChange, apply
from jwviewer.panes.timeline import TimelinePane
from jwviewer.places import seed
from jwviewer.selection import Selection
from jwviewer.shell import afterimage as afterimage_module
from jwviewer.shell import opening as opening_module

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change")
Start = Callable[..., Program]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed("jac-weichai"), tmp_path / "dossier"))


@pytest.fixture
def start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path) -> Start:
    """Start the program on a dossier that counts as large, and whose files count as old."""
    monkeypatch.setitem(Cache.__init__.__kwdefaults__, "least", 1)  # type: ignore[arg-type]
    monkeypatch.setattr(cache_module, "_UNSURE", -(1 << 62))
    monkeypatch.setattr(opening_module, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(opening_module, "PAINTING", 0.0)
    monkeypatch.setattr(afterimage_module, "PATIENCE", 30.0)  # however busy this machine is
    bare = QApplication.palette()

    def started(first: Path | None = folder) -> Program:
        QApplication.setPalette(bare)  # as in a process of its own
        program = Program(first, config=tmp_path, logs=tmp_path)
        qtbot.addWidget(program.window)
        program.start()
        return program

    return started


def wait(qtbot: QtBot, program: Program) -> TimelinePane:
    """Wait until the dossier is there and the picture of it is gone; return the timeline."""
    qtbot.waitUntil(
        lambda: (
            hasattr(program, "session")
            and bool(program.session.state.dossier.fact_ids)
            and program.window.panes["timeline"].is_settled
            and program.afterimages.shown is None
        ),
        timeout=20_000,
    )
    pane = program.window.panes["timeline"]
    assert isinstance(pane, TimelinePane)
    return pane


def picture(program: Program) -> QImage:
    assert program.afterimages.shown is not None, "no picture is shown"
    return program.afterimages.shown.grab().toImage()


def opened_and_closed(qtbot: QtBot, start: Start) -> None:
    program = start()
    assert program.afterimages.shown is None, "nobody has seen the dossier yet"
    wait(qtbot, program)
    origin = program.session.state.dossier.origin
    assert origin is not None
    place = place_of(origin, opening_module.cache_folder())
    qtbot.waitUntil((place / "state").exists)
    program.window.close()


def differing(one: QImage, other: QImage) -> set[tuple[int, int]]:
    assert one.size() == other.size()
    width, height = one.width(), one.height()
    return {
        (x, y) for y in range(height) for x in range(width)
        if one.pixel(x, y) != other.pixel(x, y)
    }  # fmt: skip


@pytest.mark.parametrize("amid", [False, True], ids=["as it opened", "amid some work"])
def test_the_next_start_shows_at_once_what_the_timeline_then_shows(
    qtbot: QtBot, start: Start, amid: bool
) -> None:
    opened_and_closed(qtbot, start)
    program = start()
    pane = wait(qtbot, program)
    if amid:
        program.session.select(Selection(kinds=frozenset({"event"})))
        pane.timeline.zoom(3)
    program.window.close()

    program = start()
    early = picture(program)
    pane = wait(qtbot, program)
    others = differing(early, pane.timeline.grab().toImage())
    assert others, "it says in a corner that it is not the timeline yet"
    left, top = min(x for x, _ in others), min(y for _, y in others)
    assert left > early.width() - 140
    assert top > early.height() - 40
    program.window.close()


def test_it_is_there_before_anything_of_the_dossier_is_read(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_and_closed(qtbot, start)
    with monkeypatch.context() as context:
        context.setattr(Program, "fit_out", lambda _: None)
        program = start()
        painted: list[object] = []
        program.window.painted.connect(lambda: painted.append(None))
        qtbot.waitUntil(lambda: bool(painted))
        assert not picture(program).allGray()
        assert not hasattr(program, "documents")


def touched(folder: Path, _: Path) -> None:
    file = folder / "data" / "events.csv"
    file.write_bytes(file.read_bytes() + b"\n")


def added(folder: Path, _: Path) -> None:
    (folder / "data" / "notes.csv").write_bytes(b"a\n")


def gone(folder: Path, _: Path) -> None:
    shutil.rmtree(folder)


def half_saved(folder: Path, _: Path) -> None:
    (folder / ".jwviewer-saving").write_bytes(b"{}")


def spoilt(_: Path, cache: Path) -> None:
    (file,) = cache.glob("*/sight")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def cut(_: Path, cache: Path) -> None:
    (file,) = cache.glob("*/sight")
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize("change", [touched, added, gone, half_saved, spoilt, cut])
def test_it_is_not_shown_when_anything_is_not_as_it_was(
    qtbot: QtBot, start: Start, change: Callable[[Path, Path], None], folder: Path, tmp_path: Path
) -> None:
    opened_and_closed(qtbot, start)
    change(folder, tmp_path / "cache")
    program = start()
    assert program.afterimages.shown is None
    program.window.close()


@pytest.mark.parametrize("setting", [("theme", "dark"), ("layout", "")], ids=str)
def test_it_is_not_shown_in_another_theme_or_arrangement(
    qtbot: QtBot, start: Start, setting: tuple[str, str], tmp_path: Path
) -> None:
    opened_and_closed(qtbot, start)
    program = Program(None, config=tmp_path, logs=tmp_path)
    program.settings[setting[0]] = setting[1]
    program.settings.save()
    program = start()
    assert program.afterimages.shown is None
    program.window.close()


def test_nothing_is_painted_in_a_window_of_another_size(qtbot: QtBot, start: Start) -> None:
    opened_and_closed(qtbot, start)
    program = start()
    before = picture(program)
    program.window.resize(program.window.width() + 30, program.window.height())
    after = picture(program)
    assert before != after
    assert len({after.pixel(x, 20) for x in range(0, after.width(), 7)}) == 1
    wait(qtbot, program)
    program.window.close()


def test_a_change_that_is_not_saved_is_not_in_the_picture(qtbot: QtBot, start: Start) -> None:
    opened_and_closed(qtbot, start)
    program = start()
    early = picture(program)
    wait(qtbot, program)
    dossier = program.session.state.dossier
    row = dossier.store["events"].row(0)
    changed = Change("Rename", (RowChange("events", 0, row, {**row, "date": "1999"}),))
    program.session.edit_dossier(apply(dossier, changed))
    program.window.close()
    program = start()
    assert picture(program) == early
    program.window.close()
