"""Fractional scaling is passed through, not rounded, and what is drawn is sharp."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

RUN = """
import sys
from pathlib import Path
from jwviewer.plain_imports import load_qt
load_qt()
from jwviewer.app import Program, make_application
from jwviewer.places import seed
app = make_application()
folder = Path(sys.argv[1])
program = Program(seed("jac-weichai"), config=folder, logs=folder)
program.window.resize(1000, 640)
show_dossier = program.show_dossier
def show(dossier):
    show_dossier(dossier)
    app.processEvents()
    program.window.grab().save(str(folder / "window.png"))
    print(program.window.devicePixelRatio(), app.highDpiScaleFactorRoundingPolicy().name)
    app.quit()
program.show_dossier = show
program.start()
app.exec()
program.close()
"""


def _grabbed(folder: Path, factor: str) -> tuple[QImage, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder)],
        env={**os.environ, "QT_SCALE_FACTOR": factor},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    ratio, policy = done.stdout.split()
    return QImage(str(folder / "window.png")), ratio, policy


def _edges(picture: QImage) -> int:
    """Return how many steps from pixel to pixel are abrupt, as they are where text is sharp."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels, step = bytes(grey.constBits()), grey.bytesPerLine()
    lines = (pixels[y * step : y * step + grey.width()] for y in range(0, grey.height(), 3))
    return sum(abs(a - b) > 90 for line in lines for a, b in pairwise(line))


@pytest.mark.parametrize("factor", ["1.25", "1.5"])
def test_the_window_is_drawn_at_the_pixels_of_the_screen(tmp_path: Path, factor: str) -> None:
    plain, _, policy = _grabbed(tmp_path, "1")
    assert policy == "PassThrough"
    scaled, ratio, _ = _grabbed(tmp_path, factor)
    assert ratio == factor
    assert (scaled.width(), scaled.height()) == (
        round(1000 * float(factor)), round(640 * float(factor)),
    )  # fmt: skip
    blown_up = plain.scaled(
        scaled.size(),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    assert _edges(scaled) > 1.5 * _edges(blown_up), "drawn anew, not blown up"
