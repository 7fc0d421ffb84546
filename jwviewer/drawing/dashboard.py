"""The whole dashboard as one picture: the panes' own drawings side by side under one title."""

from __future__ import annotations

from dataclasses import replace

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from jwviewer.drawing.body import Body, LayOut, LegendEntry
from jwviewer.drawing.evidence import evidence_body
from jwviewer.drawing.metrics import metrics_body
from jwviewer.drawing.omissions import omissions_body
from jwviewer.drawing.profiles import profiles_body
from jwviewer.drawing.sheet import Sheet
from jwviewer.drawing.timeline import timeline_body
from jwviewer.language import tr
from jwviewer.session import State

GAP = 22.0
WIDE = 1.15
"""Pages wider than this times their height have the panels side by side."""
ROOM_FOR_ALL = 2_000.0
"""Width plus height, in units, below which only the timeline and the metrics are shown."""


class _Spot(Struct, frozen=True):
    """A panel's place, as shares of the room: left, top, width, height."""

    name: str
    left: float
    top: float
    width: float
    height: float


_SIDE_BY_SIDE = (
    _Spot("timeline", 0.0, 0.0, 0.75, 0.5),
    _Spot("profiles", 0.0, 0.5, 0.385, 0.5),
    _Spot("metrics", 0.385, 0.5, 0.365, 0.5),
    _Spot("evidence", 0.75, 0.0, 0.25, 1.0),
)
_STACKED = (
    _Spot("timeline", 0.0, 0.0, 1.0, 0.32),
    _Spot("metrics", 0.0, 0.32, 1.0, 0.25),
    _Spot("profiles", 0.0, 0.57, 0.6, 0.43),
    _Spot("evidence", 0.6, 0.57, 0.4, 0.43),
)
_SMALL_WIDE = (_Spot("timeline", 0.0, 0.0, 0.55, 1.0), _Spot("metrics", 0.55, 0.0, 0.45, 1.0))
_SMALL_TALL = (_Spot("timeline", 0.0, 0.0, 1.0, 0.55), _Spot("metrics", 0.0, 0.55, 1.0, 0.45))


class _Panel(Struct, frozen=True):
    title: str
    at: QPointF
    width: float
    body: Body


class DashboardBody:
    """The panels of a dashboard laid out for one size; see Body."""

    def __init__(self, state: State, sheet: Sheet, size: QSizeF) -> None:
        self._sheet = sheet
        small = size.width() + size.height() < sheet.px(ROOM_FOR_ALL)
        wide = size.width() > WIDE * size.height()
        spots = (
            (_SMALL_WIDE if wide else _SMALL_TALL) if small else _SIDE_BY_SIDE if wide else _STACKED
        )
        drawn = {spot.name for spot in spots}
        missing = [spot.name for spot in _SIDE_BY_SIDE if spot.name not in drawn]
        self._left_out = [_content(state, name)[0] for name in missing]
        self._panels: list[_Panel] = []
        numbers: dict[str, int] = {}
        for spot in spots:
            title, lay_out = _content(state, spot.name)
            place = _inside(spot, size, sheet.px(GAP))
            heading = self._heading
            room = QSizeF(place.width(), max(place.height() - heading, 1.0))
            # Numbers run on from panel to panel, and a fact keeps the one that it has.
            own = replace(sheet, first_ref=len(numbers) + 1, numbers=dict(numbers))
            body = lay_out(state, own, room)
            self._panels.append(_Panel(title, place.topLeft(), place.width(), body))
            numbers |= own.numbered(body.fact_ids)
        self.fact_ids = tuple(numbers)
        self.height = size.height()

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """The marks that any panel uses, each meaning once."""
        return tuple(dict.fromkeys(entry for panel in self._panels for entry in panel.body.legend))

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes of all panels, each under its panel's name."""
        said = [
            tr("{panel} — {notes}", panel=panel.title, notes=" ".join(panel.body.notes))
            for panel in self._panels
            if panel.body.notes
        ]
        if self._left_out:
            panels = " · ".join(self._left_out)
            said.append(tr("No room at this size for: {panels}.", panels=panels))
        return tuple(said)

    def paint(self, painter: QPainter) -> None:
        """Paint at the origin."""
        sheet, theme = self._sheet, self._sheet.theme
        line = sheet.line("heading")
        for panel in self._panels:
            painter.save()
            painter.translate(panel.at)
            rect = QRectF(0, 0, sheet.width(panel.title, "heading"), line)
            sheet.text(painter, rect, panel.title, "heading", theme.ink["text"])
            painter.setPen(sheet.pen(theme.line["strong"]))
            rule = line + sheet.px(3)
            painter.drawLine(QPointF(0, rule), QPointF(panel.width, rule))
            painter.translate(0, self._heading)
            panel.body.paint(painter)
            painter.restore()

    @property
    def _heading(self) -> float:
        return self._sheet.line("heading") + self._sheet.px(10)


def dashboard_body(state: State, sheet: Sheet, size: QSizeF) -> DashboardBody:
    """Lay out all panes on one page, as far as it has room for them."""
    return DashboardBody(state, sheet, size)


def _content(state: State, name: str) -> tuple[str, LayOut]:
    if name == "timeline":
        return tr("Timeline"), timeline_body
    if name == "profiles":
        return tr("Profiles side by side"), profiles_body
    if name == "metrics":
        return tr("Metrics"), metrics_body
    if state.dossier.omissions:
        several = len(state.dossier.store["sources"]) > 1
        title = tr("What the sources do not say") if several else tr("What the source does not say")
        return title, omissions_body
    return tr("Evidence"), evidence_body


def _inside(spot: _Spot, size: QSizeF, gap: float) -> QRectF:
    """Return a panel's place with half a gap taken off every side that has a neighbour."""
    left, top = spot.left * size.width(), spot.top * size.height()
    right, bottom = left + spot.width * size.width(), top + spot.height * size.height()
    near = gap / 2
    return QRectF(
        QPointF(left + (near if spot.left > 0 else 0), top + (near if spot.top > 0 else 0)),
        QPointF(
            right - (near if spot.left + spot.width < 0.999 else 0),
            bottom - (near if spot.top + spot.height < 0.999 else 0),
        ),
    )
