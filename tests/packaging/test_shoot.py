"""The pictures in README: small files that look like what they show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication

SCREENSHOTS = Path(__file__).resolve().parents[2] / "packaging" / "screenshots"
MOST_BYTES = 250_000


def _levels(image: QImage) -> NDArray[np.int16]:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].astype(np.int16)


@pytest.mark.parametrize("name", ["window", "window-dark", "timeline", "metrics"])
def test_every_picture_is_there_and_small(name: str) -> None:
    picture = SCREENSHOTS / f"{name}.png"
    assert picture.stat().st_size < MOST_BYTES
    assert QImage(str(picture)).width() >= 1280


def test_a_small_picture_keeps_areas_exactly_and_gradients_nearly(qapp: QApplication) -> None:
    from shoot import small

    picture = QImage(400, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("#f5f7f9"))
    painter = QPainter(picture)
    painter.fillRect(0, 100, 400, 100, QColor("#f5f7fb"))
    shade = QLinearGradient(0, 0, 400, 0)
    shade.setColorAt(0, QColor("#009e73"))
    shade.setColorAt(1, QColor("#ffffff"))
    painter.fillRect(0, 150, 400, 20, shade)
    painter.end()
    kept = QImage.fromData(small(picture))
    differences = np.abs(_levels(picture) - _levels(kept))
    assert differences[:150].max() == 0
    assert differences.max() <= 12
    assert small(picture) == small(picture)
