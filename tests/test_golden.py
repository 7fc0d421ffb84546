"""Pictures as they were looked at and found good; `make golden` draws them anew.

A picture may differ a little, for a newer Qt smooths edges otherwise; what it says may not.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from jwviewer.dossier.files import open_dossier
from jwviewer.drawing.figure import FigureTexts
from jwviewer.export.job import PANES, FigureJob, export_figure
from jwviewer.places import seed
from jwviewer.session import State

FOLDER = Path(__file__).parent / "golden"
WIDTH, HEIGHT = 960, 540
MOST_ALL = 1.5
"""Mean difference of all pixels, of 255."""
MOST_BLOCK = 40.0
"""Mean difference of any block of 16 × 16 pixels: a word that moved makes more."""
MARKED = ("Title", "Description", "jwviewer:facts", "jwviewer:dossier")

pytestmark = [
    pytest.mark.golden,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="each system smooths letters its own way"
    ),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pane", PANES)
@pytest.mark.parametrize("name", ["jac-weichai", "tutorial"])
def test_a_picture_is_as_it_was_looked_at(
    qapp: QApplication, tmp_path: Path, name: str, pane: str, theme: str, update_golden: bool
) -> None:
    golden = FOLDER / f"{name}-{pane}-{theme}.png"
    data = export_figure(
        State(open_dossier(seed(name))), FigureJob(pane, WIDTH, HEIGHT, 1.0, theme)
    )
    if update_golden:
        FOLDER.mkdir(exist_ok=True)
        golden.write_bytes(data)
        return
    assert golden.exists(), f"{golden.name} is missing; 'make golden' draws it"
    drawn, kept = QImage.fromData(data), QImage(str(golden))
    actual = tmp_path / golden.name
    actual.write_bytes(data)
    for key in MARKED:
        assert drawn.text(key) == kept.text(key), f"it says something else; see {actual}"
    assert (drawn.width(), drawn.height()) == (kept.width(), kept.height())
    everywhere, somewhere = _differences(drawn, kept)
    assert everywhere <= MOST_ALL, f"it looks different; see {actual}"
    assert somewhere <= MOST_BLOCK, f"a part looks different; see {actual}"


def test_a_changed_word_is_noticed(qapp: QApplication) -> None:
    state = State(open_dossier(seed("jac-weichai")))
    titles = ("Two agreements, one of them undated", "Two agreements, one of them unsigned")
    jobs = [FigureJob("timeline", WIDTH, HEIGHT, texts=FigureTexts(title)) for title in titles]
    one, other = (QImage.fromData(export_figure(state, job)) for job in jobs)
    assert _differences(one, one) == (0.0, 0.0)
    assert _differences(one, other)[1] > MOST_BLOCK


def _differences(one: QImage, other: QImage) -> tuple[float, float]:
    """Return the mean difference of all pixels, and of the block that differs most."""
    difference = np.abs(_pixels(one) - _pixels(other)).mean(axis=2)
    blocks = difference[: HEIGHT // 16 * 16].reshape(HEIGHT // 16, 16, WIDTH // 16, 16)
    return float(difference.mean()), float(blocks.mean(axis=(1, 3)).max())


def _pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    flat = np.frombuffer(plain.constBits(), np.uint8).astype(np.float64)
    return flat.reshape(plain.height(), plain.width(), 4)[:, :, :3]
