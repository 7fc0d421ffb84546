"""What a crowded timeline remembers from frame to frame: words, their lines, painted labels."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import ceil
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from jwviewer.drawing.timeline_labels import Line

if TYPE_CHECKING:
    from jwviewer.drawing.sheet import FontRole
    from jwviewer.drawing.theme import CompanyColours
    from jwviewer.drawing.timeline_labels import Typesetter
    from jwviewer.drawing.timeline_layout import Placed
    from jwviewer.drawing.timeline_scene import Scene
    from jwviewer.queries.timeline import Shown
    from jwviewer.queries.timeline_words import Words

MOST_LINES = 2000
MOST_PICTURES = 700
MOST_TOLD = 80
"""So many rows keep their labels."""
NEW_LINES = 24
"""How many labels are put into words in one frame; the others follow in the next."""
NEW_PICTURES = 40
WIDEST_PICTURE = 900.0

Told = tuple[list["Placed"], list["CompanyColours"]]
"""The labels of a row, and the colours of each."""
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """The values that were used last, as many as may be kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, _Value] = OrderedDict()

    def get(self, key: _Key) -> _Value | None:
        """Return a value that is still kept, or None."""
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def put(self, key: _Key, value: _Value) -> _Value:
        """Keep a value, and let go of the one that was not used for longest."""
        self._kept[key] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value


class Stage:
    """Serves the frames of one widget; one that is ``patient``, for a figure, has all the time.

    What is new in a frame is bounded: ``unfinished`` tells that another frame has more to say.
    ``generation`` counts what was shown, for keys of what depends on it. Only what ``moves``, as
    it is shown again, is worth a new picture.
    """

    def __init__(self, typesetter: Typesetter, *, patient: bool = False) -> None:
        self.typesetter = typesetter
        self.sheet = typesetter.sheet
        self.patient = patient
        self.unfinished = self.moves = False
        self.opened: frozenset[str] = frozenset()
        self.scene: Scene | None = None
        self.forced: tuple[int, ...] = ()
        self.told: Recent[Hashable, Told] = Recent(MOST_TOLD)
        self.hues: dict[str, CompanyColours] = {}
        self.kept: dict[str, tuple[Any, Any]] = {}
        self._lines: Recent[tuple[int, int], Line] = Recent(MOST_LINES)
        self._pictures: Recent[Hashable, QPixmap] = Recent(MOST_PICTURES)
        self._new_lines = self._new_pictures = 0
        self._ratio = 1.0
        self._shown: Shown | None = None
        self.generation = 0

    def begin(self, shown: Shown, ratio: float) -> None:
        """Begin a frame of what filters let through, on a device of so many pixels per unit."""
        if self._shown is not shown:
            if self._shown is None or self._shown.timeline is not shown.timeline:
                self._lines, self._pictures = Recent(MOST_LINES), Recent(MOST_PICTURES)
                self.hues.clear()
            self._shown, self.scene = shown, None
            self.kept.clear()
            self.told = Recent(MOST_TOLD)
            self.generation += 1
        self._new_lines, self._new_pictures = NEW_LINES, NEW_PICTURES
        self.unfinished, self.moves = False, False
        if ratio != self._ratio:
            self._ratio = ratio
            self._pictures = Recent(MOST_PICTURES)

    def remembered(self, name: str, key: Any, make: Callable[[], Any]) -> Any:
        """Return what was made for a name with an equal key, else make it anew."""
        known = self.kept.get(name)
        if known is None or known[0] != key:
            self.kept[name] = known = (key, make())
        return known[1]

    def line(self, item: int, words: Callable[[], Words], bold: bool, room: float) -> Line | None:
        """Return an item's label as one line; None when it is too long or must wait a frame."""
        key = (item, int(room))
        line = self._lines.get(key)
        if line is None:
            if self._new_lines <= 0 and not self.patient:
                self.unfinished = True
                return None
            self._new_lines -= 1
            found = self.typesetter.single(words(), bold, room)
            line = self._lines.put(key, _TOO_LONG if found is None else found)
        return None if line is _TOO_LONG else line

    def words(
        self, text: str, role: FontRole, ink: QColor,
        paint: Callable[[QPainter, QRectF, str, FontRole, QColor], None],
    ) -> QPixmap | None:  # fmt: skip
        """Return the picture of a short text; None when it should be painted directly."""
        key = (text, role, ink.rgba())
        picture = self._pictures.get(key)
        if picture is not None or self.patient:
            return picture
        width, height = self.typesetter.width(text, role), self.sheet.line(role)
        rect = QRectF(0, 0, ceil(width) + 1, ceil(height))
        return self.picture(key, rect, lambda painter: paint(painter, rect, text, role, ink))

    def picture(
        self, key: Hashable, rect: QRectF, paint: Callable[[QPainter], None],
        widest: float = WIDEST_PICTURE, *, opaque: bool = False,
    ) -> QPixmap | None:  # fmt: skip
        """Return what ``paint`` draws within ``rect``; None when it should be painted directly.

        What is ``opaque`` covers all of the rectangle.
        """
        if self.patient or rect.width() > widest:
            return None
        picture = self._pictures.get(key)
        if picture is None:
            if self._new_pictures <= 0 or not self.moves:
                return None
            self._new_pictures -= 1
            picture = QPixmap((rect.size() * self._ratio).toSize())
            picture.setDevicePixelRatio(self._ratio)
            if not opaque:
                picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                painter.setRenderHints(
                    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
                )
                painter.translate(-rect.topLeft())
                paint(painter)
            self._pictures.put(key, picture)
        return picture


_TOO_LONG = Line((), 0.0)
