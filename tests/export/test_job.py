"""Pictures as bytes and files: exact pixels, the same bytes twice, words inside, no half writes."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.figure import FigureTexts
from jwviewer.drawing.theme import load_theme
from jwviewer.export.csv_file import csv_bytes
from jwviewer.export.grids import grid_of
from jwviewer.export.job import (
    PANES,
    FigureJob,
    export_figure,
    figure_image,
    lay_out,
    save,
)
from jwviewer.export.presets import SizeRefused
from jwviewer.places import seed
from jwviewer.selection import Period, Selection
from jwviewer.session import State

SIZES = ((1920, 1080), (960, 1080), (1754, 1240), (400, 300), (1200, 400), (777, 555))


@pytest.fixture(scope="module")
def state(qapp: QApplication) -> State:
    return State(open_dossier(seed("jac-weichai")))


def _image(data: bytes) -> QImage:
    return QImage.fromData(data)


def _words(data: bytes) -> dict[str, str]:
    image = _image(data)
    return {key: image.text(key) for key in image.textKeys()}


def _colours(data: bytes) -> set[str]:
    image = _image(data)
    places = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return {QColor(image.pixel(x, y)).name() for x, y in places}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_exactly_the_pixels_asked_for(
    state: State, size: tuple[int, int], scale: float, theme: str
) -> None:
    image = _image(export_figure(state, FigureJob("timeline", *size, scale, theme)))
    assert (image.width(), image.height()) == tuple(round(side * scale) for side in size)
    paper = image.pixelColor(1, 1)
    assert (paper.lightnessF() > 0.5) == (theme == "light")
    far = image.pixelColor(image.width() - 1, image.height() - 1)
    assert far == paper, "the last row or column is not painted"


@pytest.mark.parametrize("pane", PANES)
def test_the_same_picture_has_the_same_bytes(state: State, pane: str) -> None:
    job = FigureJob(pane, 960, 540)
    assert export_figure(state, job) == export_figure(state, job)


def test_a_fresh_process_makes_the_same_bytes(state: State, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from jwviewer.cli import main\n"
        "sys.exit(main(['export', '--pane', 'all', '--output', sys.argv[1], '--size', '960x540']))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert told.returncode == 0, told.stderr
    for pane in PANES:
        here = export_figure(state, FigureJob(pane, 960, 540, theme="light"))
        there = (tmp_path / "out" / f"{pane}.png").read_bytes()
        assert hashlib.sha256(there).digest() == hashlib.sha256(here).digest(), pane


@pytest.mark.parametrize("pane", PANES)
def test_the_words_inside_tell_what_the_picture_shows(state: State, pane: str) -> None:
    job = FigureJob(pane, 1280, 720)
    words = _words(export_figure(state, job))
    figure = lay_out(state, job)
    assert words["Title"] == figure.heading.title
    assert figure.heading.title in words["Description"]
    assert words["Software"].startswith("jwviewer ")
    assert words["jwviewer:dossier"] == "jac-weichai 1.0"
    assert words["jwviewer:facts"].split() == list(dict.fromkeys(figure.fact_ids))
    assert set(words["jwviewer:facts"].split()) <= state.dossier.positions.keys()


def test_a4_prints_at_its_own_size(state: State) -> None:
    image = _image(export_figure(state, FigureJob("metrics", 1754, 1240, dpi=150)))
    assert image.width() / image.dotsPerMeterX() == pytest.approx(0.297, abs=0.0005)


def test_period_companies_and_texts_of_a_job_hold(state: State) -> None:
    job = FigureJob(
        "metrics", 960, 540, period=Period(736695, 737059), companies=frozenset({"weichai"}),
        texts=FigureTexts(title="Mine"),
    )  # fmt: skip
    figure = lay_out(state, job)
    assert figure.heading.title == "Mine"
    assert figure.heading.subtitle.endswith("Period chosen: 2018. Filters: Weichai.")
    assert {state.dossier.fact(i).company_ids for i in figure.fact_ids} == {("weichai",)}


@pytest.mark.parametrize("pane", PANES)
def test_what_a_person_clicked_is_no_part_of_a_picture(state: State, pane: str) -> None:
    fact_id = "income-2018-cny"
    chosen = replace(state, selection=Selection(focus=fact_id, period=Period(736695, 737059)))
    plain = replace(state, selection=chosen.selection.with_focus(None))
    job = FigureJob(pane, 960, 540)
    if pane == "evidence":
        assert lay_out(chosen, job).fact_ids[0] == fact_id, "it is about the chosen fact"
        washes = {load_theme("light").surface[name].name() for name in ("selected", "related")}
        assert not _colours(export_figure(chosen, job)) & washes
    else:
        assert export_figure(chosen, job) == export_figure(plain, job)
    assert "2018" in _words(export_figure(chosen, job))["Description"]


def test_table_and_description_lie_beside_the_picture(state: State, tmp_path: Path) -> None:
    job = FigureJob("timeline", 960, 540)
    paths = save(state, [(job, tmp_path / "t.png")], csv=True, alt=True)
    assert [path.name for path in paths] == ["t.png", "t.csv", "t.txt"]
    assert paths[0].read_bytes() == export_figure(state, job)
    figure = lay_out(state, job)
    assert paths[1].read_bytes() == csv_bytes(grid_of(state, "timeline", figure.fact_ids))
    assert paths[2].read_text(encoding="utf-8").startswith("Timeline: JAC Motors and Weichai")


def test_the_table_beside_a_picture_holds_what_the_picture_shows(tmp_path: Path) -> None:
    state = State(open_dossier(seed("tutorial")))
    job = FigureJob("profiles")
    _, path = save(state, [(job, tmp_path / "p.png")], csv=True)
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    figure = lay_out(state, job)
    assert any(note.startswith(f"Shown: {len(rows)} of ") for note in figure.notes)
    numbered = {i: str(n) for n, i in enumerate(figure.fact_ids, 1)}
    for row in rows:
        facts = [i for i in row[-1].split("; ") if i in numbered]
        assert row[head.index("Reference")] == "; ".join(numbered[i] for i in facts)
    carried = next(row for row in rows if row[1] == "Passengers carried")
    assert "1,248,300 people" in carried[2]
    assert carried[2].endswith("and 34 more")


def test_a_missing_folder_is_named(state: State, tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="gone does not exist"):
        save(state, [(FigureJob("timeline", 400, 300), tmp_path / "gone" / "t.png")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("call", "error", "cause"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "the disk or folder is read-only"),
        ("open", errno.EACCES, "no permission to write there"),
        ("fsync", errno.EIO, "the disk reported an error"),
    ],
)
def test_a_failed_write_keeps_the_old_files_and_says_why(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, cause: str
) -> None:
    old = {name: f"old {name}".encode() for name in ("t.png", "t.csv", "t.txt")}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)

    def fail(*_: object, **__: object) -> int:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr(f"jwviewer.dossier.atomic.os.{call}", fail)
        with pytest.raises(WriteFailed) as caught:
            save(state, [(FigureJob("timeline", 400, 300), tmp_path / "t.png")], csv=True, alt=True)
    assert str(caught.value) == f"{tmp_path / 't.png'} could not be written: {cause}."
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == old


def test_a_picture_that_cannot_be_made_writes_nothing(state: State, tmp_path: Path) -> None:
    fine, huge = FigureJob("timeline", 400, 300), FigureJob("metrics", 20_000, 20_000)
    with pytest.raises(SizeRefused):
        save(state, [(fine, tmp_path / "a.png"), (huge, tmp_path / "b.png")])
    assert list(tmp_path.iterdir()) == []


def test_a_copied_pane_has_the_remembered_title(state: State) -> None:
    plain = figure_image(state, "timeline", store={})
    titled = figure_image(
        state, "timeline", store={"jac-weichai/timeline": {"title": "Something else"}}
    )
    assert plain.size() == titled.size()
    assert plain != titled
