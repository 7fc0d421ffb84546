"""Takes the pictures in README.

They are the real window of both dossiers, two exported figures, and the way from an article to
a figure in four steps.

Run by `make shots`. Needs no display; the same program gives the same pictures. Look at them
before a commit.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

# Set here, for README's pictures must not depend on the machine that they are taken on.
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "LC_ALL": "C.UTF-8"}

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, qRgb

from jwviewer.app import Program, make_application
from jwviewer.dossier.files import open_dossier
from jwviewer.export.job import FigureJob, draw_figure, lay_out
from jwviewer.places import seed
from jwviewer.session import State
from jwviewer.shell.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

TARGET = Path(__file__).resolve().parent / "screenshots"
ARTICLE = TARGET.parent.parent / "tests/reading/articles/dev/release-solar-venture.md"
"""An article of our own about companies that do not exist."""
WINDOW = (1440, 900)
FIGURE = (1280, 720)
AREA, LEAST_STEP = 900, 18
"""From how many pixels on a colour is kept, and how far apart the others are, of 3 × 255."""
PATIENCE = 60.0
SETTLE = 1.0
"""Seconds that a window has to finish what it does behind the first picture."""


def window(app: QApplication, name: str, theme: str, focus: str, dates: str = "") -> QImage:
    """Return a picture of the window on a dossier that ships, with one fact chosen."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.json")
        settings["theme"] = theme
        settings.save()
        program = Program(seed(name), config=Path(folder), logs=Path(folder))
        program.window.resize(*WINDOW)
        program.start()
        _wait(app, lambda: hasattr(program, "commands") and not program.documents.busy)
        for article in sorted(seed(name).glob("articles/*.txt")):
            program.documents.attach(article)
        if dates:
            program.commands.desk.timeline.go_to(dates)
        program.session.select(program.session.state.selection.with_focus(focus))
        _settle(app)
        picture = program.window.grab().toImage()
        program.window.close()
    return picture


def figure(name: str, pane: str) -> QImage:
    """Return an exported figure of a dossier that ships."""
    job = FigureJob(pane, *FIGURE)
    return draw_figure(lay_out(State(open_dossier(seed(name))), job), job)


def steps(app: QApplication) -> dict[str, QImage]:
    """Return the way from an article to a figure: read, review, dossier, figure."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.json")
        settings["theme"] = "light"
        settings.save()
        program = Program(seed("tutorial"), config=Path(folder), logs=Path(folder))
        program.window.resize(*WINDOW)
        program.start()
        _wait(app, lambda: hasattr(program, "commands") and not program.documents.busy)
        reviews = program.commands.desk.reviews
        reviews.read(ARTICLE)
        _wait(app, lambda: not reviews.busy)
        pane = reviews.pane
        assert pane is not None
        assert pane.walk is not None
        _settle(app)
        made["step-1-read.png"] = program.window.grab().toImage()
        while pane.walk.review.group(pane.walk.current) != "quantities":
            pane.stepping.run("accept")
        _settle(app)
        made["step-2-review.png"] = program.window.grab().toImage()
        while pane.walk.review.progress.reviewed < pane.walk.review.progress.total:
            pane.stepping.run("accept")
        # The dossier at hand has not been changed; the new one begins beside it.
        reviews.put(True)
        reviews.leave()
        state = program.session.state
        _settle(app)
        made["step-3-dossier.png"] = program.window.grab().toImage()
        program.work.end()
        program.window.close()
    job = FigureJob("metrics", *FIGURE)
    made["step-4-figure.png"] = draw_figure(lay_out(state, job), job)
    return made


def small(picture: QImage) -> bytes:
    """Return a picture as a PNG of 256 colours, a quarter of the size and hardly to be told."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = rows[:, : rgb.width() * 3].reshape(-1, 3)
    colours, number, count = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    # What fills areas stays as it is; the rest becomes the nearest of colours well spread.
    kept: list[NDArray[np.int64]] = []
    for place in np.argsort(-count, kind="stable"):
        colour, step = colours[place].astype(np.int64), 1 if count[place] > AREA else LEAST_STEP
        if not kept or np.abs(np.array(kept) - colour).sum(axis=1).min() >= step:
            kept.append(colour)
        if len(kept) == 256:
            break
    far = np.abs(colours[:, None, :].astype(np.int16) - np.array(kept, np.int16)).sum(axis=2)
    indices = far.argmin(axis=1).astype(np.uint8)[number.ravel()]
    plain = QImage(indices.tobytes(), rgb.width(), rgb.height(), rgb.width(),
                   QImage.Format.Format_Indexed8)  # fmt: skip
    plain.setColorTable([qRgb(*colour.tolist()) for colour in kept])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "PNG", 0)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    """Let the program run until ``done``; SystemExit when it takes too long."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            sys.exit("the window is not ready; nothing was written")
        app.processEvents()


def _settle(app: QApplication) -> None:
    """Let rows that are fitted later and everything else that is pending happen."""
    end = time.monotonic() + SETTLE
    _wait(app, lambda: time.monotonic() > end)


def main() -> int:
    """Take all pictures anew."""
    app = make_application()
    pictures = {
        "window.png": window(app, "jac-weichai", "light", "sold-2018"),
        "window-dark.png": window(app, "tutorial", "dark", "battery-venture", "2012/2026"),
        "timeline.png": figure("jac-weichai", "timeline"),
        "metrics.png": figure("jac-weichai", "metrics"),
        **steps(app),
    }
    TARGET.mkdir(exist_ok=True)
    for name, picture in pictures.items():
        data = small(picture)
        (TARGET / name).write_bytes(data)
        print(f"{(TARGET / name).relative_to(TARGET.parent.parent)}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
