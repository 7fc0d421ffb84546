"""Makes the icons that Windows (.ico) and macOS (.icns) ask for, in build/icons, from drawings.

Qt draws them; the two containers are written here, for no library writes all of what both systems
show: bitmaps for small icons of Windows, where some places cannot read PNG, and the two small
sizes of macOS, which old PNG entries spoil.
"""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "icons"
ARTWORK = ROOT / "packaging" / "artwork"

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)  # 100 % to 250 % of the small and the large
SMALL = 24  # up to here, in pixels, a drawing made for few pixels is taken
# Apple's grid for icons: of 1024 pixels the plate takes 824; of ours it takes 240 of 256.
MACOS_SHARE = (824 / 1024) / (240 / 256)
# Entry, side in pixels: points of one and of two pixels (developer.apple.com, "Icon and image").
MACOS_PNGS = (
    ("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256), ("ic08", 256), ("ic14", 512),
    ("ic09", 512), ("ic10", 1024),
)  # fmt: skip
MACOS_BITMAPS = (("is32", "s8mk", 16), ("il32", "l8mk", 32))
# The side of the Windows installer, at two pixels a point; the plate of the icon melts into it.
WIZARD = (328, 628)
WIZARD_ICON = 224
PLATE = QColor("#17324d")


@dataclass(frozen=True)
class Drawing:
    """An icon as drawn: one picture, another for few pixels, and its share of a macOS icon."""

    picture: Path
    small: Path
    macos_share: float = 1.0

    def draw(self, side: int, share: float = 1.0) -> QImage:
        """Return the icon with straight alpha, ``side`` pixels wide and high."""
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        few = side <= SMALL
        renderer = QSvgRenderer(QByteArray((self.small if few else self.picture).read_bytes()))
        edge = 0.0 if few else side * (1 - share) / 2
        painter = QPainter(image)
        renderer.render(painter, QRectF(edge, edge, side - 2 * edge, side - 2 * edge))
        painter.end()
        return image.convertToFormat(QImage.Format.Format_ARGB32)


PROGRAM = Drawing(
    ROOT / "resources" / "icons" / "jwviewer.svg", ARTWORK / "jwviewer-small.svg", MACOS_SHARE
)
DOCUMENT = Drawing(ARTWORK / "dossier.svg", ARTWORK / "dossier.svg")


def ico(drawing: Drawing) -> bytes:
    """Return an icon file of Windows with all sizes: the largest as PNG, the others as bitmaps."""
    entries = []
    for side in WINDOWS_SIZES:
        image = drawing.draw(side)
        entries.append((side, _png(image) if side == 256 else _bitmap(image)))
    offset = 6 + 16 * len(entries)
    head = struct.pack("<HHH", 0, 1, len(entries))
    for side, data in entries:
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + b"".join(data for _, data in entries)


def icns(drawing: Drawing) -> bytes:
    """Return an icon file of macOS with all sizes from 16 points to 512 points of two pixels."""
    body = b""
    for colours, mask, side in MACOS_BITMAPS:
        pixels = _pixels(drawing.draw(side, drawing.macos_share))
        blue, green, red, alpha = (pixels[channel::4] for channel in range(4))
        body += _entry(colours, b"".join(_runs(one) for one in (red, green, blue)))
        body += _entry(mask, alpha)
    for name, side in MACOS_PNGS:
        body += _entry(name, _png(drawing.draw(side, drawing.macos_share)))
    return _entry("icns", body)


def wizard() -> QImage:
    """Return the picture beside the texts of the Windows installer."""
    width, height = WIZARD
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(PLATE)
    painter = QPainter(image)
    painter.drawImage((width - WIZARD_ICON) // 2, height // 8, PROGRAM.draw(WIZARD_ICON))
    painter.end()
    return image


def write_icons(target: Path = TARGET) -> None:
    """Write the icons of program and documents and the installer's picture into ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    for name, drawing in (("jwviewer", PROGRAM), ("dossier", DOCUMENT)):
        (target / f"{name}.ico").write_bytes(ico(drawing))
        (target / f"{name}.icns").write_bytes(icns(drawing))
    if not wizard().save(str(target / "wizard.bmp")):
        raise OSError(f"{target / 'wizard.bmp'} cannot be written")


def _pixels(image: QImage) -> bytes:
    """Return blue, green, red and alpha of each pixel, row by row from the top."""
    return bytes(image.constBits())


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # takes names as text, too
    return bytes(data.data())


def _bitmap(image: QImage) -> bytes:
    """Return a bitmap from the bottom up, and the empty mask that its header counts as height."""
    side = image.width()
    head = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, 0, 0, 0, 0, 0)
    mask = bytes((side + 31) // 32 * 4 * side)
    return head + _pixels(image.flipped(Qt.Orientation.Vertical)) + mask


def _entry(name: str, data: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">I", len(data) + 8) + data


def _runs(channel: bytes) -> bytes:
    """Return a channel in the run-length form of old entries, each run taken as it is."""
    parts = (channel[start : start + 128] for start in range(0, len(channel), 128))
    return b"".join(bytes([len(part) - 1]) + part for part in parts)


if __name__ == "__main__":
    write_icons(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
