"""The last picture of a large dossier's timeline, in its place until the timeline itself is there.

It comes with the window's first paint, from one file and without the libraries that the dossier
needs. It says that it is not the timeline yet, takes no clicks, and goes when the timeline has
painted the same. It is shown only while every file is the one it was made of and the window has
the size, scale, theme and arrangement of then.
"""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget

from jwviewer import __version__
from jwviewer.language import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.last_sight import Sight
    from jwviewer.shell.arrivals import Arrivals
    from jwviewer.shell.documents import Documents
    from jwviewer.shell.settings import Settings
    from jwviewer.shell.window import Window

FORM = 1
"""Rises when what is kept of a picture has another form."""
PANE = "timeline"
PATIENCE = 0.05
"""Seconds that the window waits for its picture; one that takes longer comes when it comes."""
LOOK = 15
"""Milliseconds between two looks whether the timeline is there."""
MOST_LOOKS = 4000
MOST_WAITING = 60
"""So many looks at the most the timeline waits behind its picture until the bars are filled."""
NEAR = 48
"""Pixels by which the place of an empty dock may differ from that of the pane in it."""
SOON = 2500
"""Milliseconds after the last pane's coming until its picture is kept: all is painted then."""


class Afterimage(QWidget):
    """Shows a picture over the place that a pane will have."""

    def __init__(self, window: QWidget, sight: Sight) -> None:
        super().__init__(window)
        known = sight.known
        self.theme: str = known["theme"]
        self._size, self._ratio = known["window"], known["ratio"]
        self._pixels = sight.pixels  # which the pictures do not hold
        self._pictures, start = [], 0
        for width, height, step in known["pictures"]:
            part = self._pixels[start : start + height * step]
            start += height * step
            picture = QImage(part, width, height, step, QImage.Format.Format_RGB32)
            picture.setDevicePixelRatio(self._ratio)
            self._pictures.append((picture, part))
        self.setGeometry(QRect(*known["place"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and in its corner that it is one, in the window it was made for."""
        window = self.window()
        if [window.width(), window.height()] != self._size:
            return
        if self.devicePixelRatioF() != self._ratio:
            return
        (picture, _), (words, _) = self._pictures
        with QPainter(self) as painter:
            painter.drawImage(0, 0, picture)
            size = words.deviceIndependentSize()
            at = QPoint(round(self.width() - size.width()), round(self.height() - size.height()))
            painter.drawImage(at, words)


class _Reading(threading.Thread):
    """Looks for the picture of a dossier, whose folder may answer late or never."""

    def __init__(self, path: Path, root: Path) -> None:
        super().__init__(name="afterimage", daemon=True)
        self.path, self._root = path, root
        self.found: Sight | None = None

    def run(self) -> None:
        """Look; what is found is there once the thread has ended."""
        from jwviewer.dossier.last_sight import read_sight

        self.found = read_sight(self.path, self._root)


class Afterimages(QObject):
    """Shows the picture when the program starts, and keeps it for the next start.

    Signals:
        due: a picture may be kept now.
    """

    due = Signal()

    def __init__(self, window: Window, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.shown: Afterimage | None = None
        self._before = self._circumstances()
        self._theme = ""
        self._reading: _Reading | None = None
        self._kept: object = None
        self._looks = self._settled = 0
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._look)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.due)

    @property
    def kept(self) -> bool:
        """Whether a picture was kept for the next start."""
        return self._kept is not None

    def begin(self, arrivals: Arrivals) -> None:
        """Show what the dossier that will be opened looked like, and go if that is another one."""
        arrivals.expected.connect(self.expect)
        first, recent = arrivals.first, self._settings["recent"]
        if first is None and self._settings["reopen_last"] and recent:
            first = Path(recent[0])
        from jwviewer.shell.opening import cache_folder

        root = cache_folder()
        if first is None or not root.is_dir():
            return
        self._reading = _Reading(first.absolute(), root)
        self._reading.start()
        self._reading.join(PATIENCE)
        self._timer.start()
        self._take_answer()

    def follow(self, documents: Documents) -> None:
        """Go as soon as it is clear that the dossier of the picture does not come."""
        documents.begun.connect(self.expect)
        documents.stopped.connect(self.go)
        documents.refused.connect(self.go)

    def expect(self, path: Path) -> None:
        """Go unless the dossier that will be opened is the one in the picture."""
        if self._reading is not None and self._reading.path != path.absolute():
            self.go()

    def stay(self, theme: str) -> None:
        """Stay before what has come into the window since; go if that has another theme."""
        self._theme = theme
        if self.shown is not None:
            if self.shown.theme == theme:
                self.shown.raise_()
            else:
                self.go()

    def go(self) -> None:
        """Show the picture no more."""
        self._timer.stop()
        self._reading = None
        if self.shown is not None:
            self.shown.hide()
            self.shown.deleteLater()
            self.shown = None

    def keep_soon(self, *_: object) -> None:
        """Keep a picture of what is there a little later, if nobody has done anything by then."""
        self._soon.start()

    def keep(self, dossier: Dossier, theme: str, *, again: bool) -> None:
        """Keep a picture of a dossier as it lies on the disk.

        ``again``: before this returns, and even if it must be painted anew for that.
        """
        from jwviewer.dossier.cache import FolderShelf
        from jwviewer.dossier.kept import Store
        from jwviewer.dossier.last_sight import Sight

        store, dock = dossier.store, self._window.docks[PANE]
        shelf = store.kept.shelf if isinstance(store, Store) else None
        if not isinstance(shelf, FolderShelf) or not shelf.is_sure:
            return
        if dock.pane is None or not self._is_in_its_place():
            return
        known: dict[str, Any] = {
            "of": self._circumstances(self._before["ground"]),
            "theme": theme,
            "window": [self._window.width(), self._window.height()],
            "ratio": self._window.devicePixelRatioF(),
            "place": _numbers(_place(dock.pane, self._window)),
        }
        if self._kept == (known, shelf):
            return
        picture = dock.pane.sight(again=again)
        if picture is None:
            return
        pictures = (picture, _words(known["ratio"]))
        shapes = [[p.width(), p.height(), p.bytesPerLine()] for p in pictures]

        def sight() -> Sight:
            pixels = b"".join(bytes(picture.constBits()) for picture in pictures)
            return Sight({**known, "pictures": shapes}, pixels)

        told = partial(setattr, self, "_kept", (known, shelf))
        if not again:
            shelf.keep_sight_soon(sight, told)
        elif shelf.keep_sight(sight()):
            told()

    def _circumstances(self, ground: str = "") -> dict[str, Any]:
        """Return what else decides how a dossier looks, as it is known at the very start."""
        return {
            "form": [FORM, __version__, QGuiApplication.platformName()],
            "theme": self._settings["theme"],
            # What the system's theme is, told by a colour, for its name takes long to ask for.
            "ground": ground or QGuiApplication.palette().window().color().name(),
            "layout": crc32(self._settings["layout"].encode()),
        }

    def _is_in_its_place(self) -> bool:
        """Tell whether the pane stands where it will stand at the next start."""
        layout, dock = self._window.layout_of_panes, self._window.docks[PANE]
        return dock.isVisible() and not (
            dock.isFloating() or layout.enlarged or self._window.docks["review"].isVisible()
        )

    def _take_answer(self) -> None:
        """Make the picture when it has been read; go if it cannot be shown."""
        if self._reading is None or self._reading.is_alive():
            return
        found = self._reading.found
        if (
            found is None
            or found.known["of"] != self._before
            or self._theme not in ("", found.known["theme"])
        ):
            self.go()
        else:
            self.shown = Afterimage(self._window, found)

    def _look(self) -> None:
        """Go once the pane shows all that the picture shows, or the picture is out of place."""
        self._looks += 1
        late = self.shown is None
        if late:
            self._take_answer()
        if self._looks > MOST_LOOKS or self._is_past(late):
            self.go()
        elif self.shown is not None and late:
            self.shown.show()
            self.shown.raise_()

    def _is_past(self, late: bool) -> bool:
        if not (hasattr(self._window, "fittings") and hasattr(self._window.fittings, "status")):
            return False
        dock = self._window.docks[PANE]
        self._settled += dock.pane is not None and dock.pane.is_settled
        if self.shown is None or (late and self._settled):
            return bool(self._settled)
        place, shown = _place(dock.widget(), self._window), self.shown.geometry()
        # Bars that are still filled move the docks by some pixels.
        far = dock.isVisible() and max(map(abs, _apart(place, shown))) > NEAR
        return far or bool(self._settled and (place == shown or self._settled > MOST_WAITING))


def _apart(one: QRect, other: QRect) -> list[int]:
    return [
        one.left() - other.left(), one.top() - other.top(),
        one.right() - other.right(), one.bottom() - other.bottom(),
    ]  # fmt: skip


def _numbers(rect: QRect) -> list[int]:
    return [rect.x(), rect.y(), rect.width(), rect.height()]


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _words(ratio: float) -> QImage:
    """Return the picture of what says that there is more to come."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFontMetrics

    text, palette, font = tr("One moment …"), QGuiApplication.palette(), QGuiApplication.font()
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(text) + 20, metrics.height() + 8
    picture = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    with QPainter(picture) as painter:
        area = QRect(0, 0, width, height)
        painter.fillRect(area, palette.window())
        painter.setPen(palette.text().color())
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    return picture
